// What the last changes of a connector file changed in the response of a command.
import { html, nothing } from 'lit';
import { Component } from './component.js';
import { clock } from './format.js';
import { pretty } from './json.js';

const MAX_SHOWN = 5;

class CallChanges extends Component {
  static properties = { reloads: { attribute: false }, command: { attribute: false } };

  render() {
    const own = this.reloads.flatMap(({ reload, startedAt, calls }) => calls.filter(({ command }) => command === this.command)
      .map(call => ({ ...call, reload, startedAt }))).reverse();
    return own.length === 0 ? nothing : html`<h3>After the last changes of the file</h3>
      <ul class="deliveries">${own.slice(0, MAX_SHOWN).map(change => this.change(change))}</ul>`;
  }

  change({ startedAt, call, skipped, error, difference }) {
    return html`<li><strong>${clock(startedAt)}</strong> <span class="quiet">${call ? `call ${call}` : ''}</span> ${skipped
      ? html`<span class="quiet">Not run again: ${skipped}.</span>`
      : error ? html`<span class="bad">${error.message}</span>`
      : difference.length === 0 ? html`<span class="good">The same response.</span>`
      : html`<ul>${difference.map(({ op, path, value }) => html`<li><code>${op} ${path}</code>${value === undefined
        ? nothing : html` <code>${pretty(value)}</code>`}</li>`)}</ul>`}</li>`;
  }
}

customElements.define('call-changes', CallChanges);
