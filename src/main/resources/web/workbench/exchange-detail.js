// One exchange, and what can be done with it: send it again, changed if wanted, see what differs then, and copy it as curl.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { exchangeDifferences } from './exchange-differences.js';
import { exchangeView } from './exchange-view.js';
import { failureNote } from './failure-note.js';
import { jsonField, readJson } from './json-field.js';
import { store } from './store.js';

class ExchangeDetail extends Component {
  static properties = {
    exchange: { attribute: false }, again: { state: true }, differences: { state: true }, command: { state: true },
    text: { state: true }, failure: { state: true },
  };

  path(rest = '') {
    return `/connectors/${segment(store.place.connector)}/exchanges/${this.exchange.exchange}${rest}`;
  }

  replayCall() {
    const changes = this.text === undefined ? undefined : readJson(this.text).value;
    return { method: 'POST', path: this.path('/replay'), body: changes };
  }

  replay() {
    return this.attempt(async () => {
      this.again = await send(this.replayCall());
      this.differences = await send({ method: 'GET', path: this.path('/compare/' + this.again.exchange) });
    });
  }

  curlCall() {
    return { method: 'GET', path: this.path('/curl') };
  }

  showCurl() {
    return this.attempt(async () => {
      this.command = (await send(this.curlCall())).curl;
      await navigator.clipboard?.writeText(this.command);
    });
  }

  change() {
    this.text = JSON.stringify({ url: this.exchange.url, headers: {} }, null, 2);
  }

  render() {
    const { exchange } = this;
    return html`${exchangeView(exchange)}
      ${this.text === undefined ? nothing : jsonField({
        id: 'changes-' + exchange.exchange, label: 'Changes of the request: method, url, headers (null removes one), body', text: this.text,
        change: text => { this.text = text; }, rows: 5,
      })}
      <div class="actions">${actionButton({
        label: this.text === undefined ? 'Replay' : 'Replay changed', call: () => this.replayCall(), run: () => this.replay(),
      })}${this.text === undefined ? html`<button type="button" @click=${() => this.change()}>Change and replay</button>` : nothing}
      ${actionButton({ label: 'As curl', call: this.curlCall(), run: () => this.showCurl() })}</div>
      <save-snapshot .source=${{ exchanges: [exchange.exchange] }}></save-snapshot>
      ${this.command ? html`<pre class="json wraps" tabindex="0" role="region" aria-label="Exchange ${exchange.exchange} as curl">${this.command}</pre>` : nothing}
      ${failureNote(this.failure)}
      ${this.again ? html`<h4>Sent again <span class="quiet">exchange ${this.again.exchange}, ${this.again.millis} ms</span></h4>
        ${this.differences ? exchangeDifferences(this.differences) : nothing}${exchangeView(this.again)}` : nothing}`;
  }
}

customElements.define('exchange-detail', ExchangeDetail);
