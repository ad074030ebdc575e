// All connectors, with what the server keeps of each.
import { html, nothing } from 'lit';
import { send } from './api.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { count, time } from './format.js';
import { href } from './place.js';

class ConnectorList extends Component {
  static properties = { status: { state: true }, failure: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => { this.status = await send({ method: 'GET', path: '/status', quiet: true }); });
  }

  render() {
    if (!this.status?.connectors.length) {
      return failureNote(this.failure);
    }
    const { startedAt, connectors } = this.status;
    return html`<h2>Connectors</h2><p>Of a server that runs since ${time(startedAt)}.</p>
      <ul class="deliveries">${connectors.map(({ connectorId, name, provider, rows, exchanges, failedExchanges: failed }) => html`<li><strong><a href=${href({
        connector: connectorId,
      })}>${name}</a></strong> <span class="quiet">${provider} · ${count(rows, 'row')} · ${count(exchanges, 'request')}</span> ${failed > 0
        ? html`<span class="bad">${failed.toLocaleString('en')} failed</span>` : nothing}</li>`)}</ul>`;
  }
}

customElements.define('connector-list', ConnectorList);
