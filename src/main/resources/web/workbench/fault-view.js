// Faults on purpose: which requests of the connector go wrong, and how. They are in force until they are removed.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { count } from './format.js';
import { store } from './store.js';

const KINDS = [
  ['rate-limit', '429 with Retry-After'], ['server-error', '500'], ['html', 'HTML instead of JSON'], ['cut-body', 'A body that is cut off'],
  ['slow', 'A slow response'], ['lost-response', 'A lost response to a POST'], ['insert-row', 'A row inserted between pages'],
  ['delete-row', 'A row deleted between pages'],
];

class FaultView extends Component {
  static properties = { faults: { state: true }, values: { state: true }, failure: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.values = { kind: 'rate-limit', path: '', times: '1' };
    this.change({ method: 'GET', path: this.path() });
  }

  path() {
    return `/connectors/${segment(store.place.connector)}/faults`;
  }

  /** The call that leaves these faults in force. */
  setCall(faults) {
    return { method: 'PUT', path: this.path(), body: { faults: faults.map(({ applied: _, ...fault }) => fault) } };
  }

  addCall() {
    const { kind, path, times } = this.values;
    const fault = { kind };
    if (path) {
      fault.path = path;
    }
    if (Number(times) > 0) {
      fault.times = Number(times);
    }
    return this.setCall([...(this.faults ?? []), fault]);
  }

  async change(call) {
    try {
      const set = await send(call);
      this.faults = set?.faults ?? [];
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  set(name) {
    return event => { this.values = { ...this.values, [name]: event.target.value }; };
  }

  render() {
    return html`<section class="wide-text" aria-labelledby="faults-title"><header><h2 id="faults-title">Faults</h2>
      <span class="quiet">of the requests of this connector, on purpose</span></header>${failureNote(this.failure)}
      <form class="columns" @submit=${event => event.preventDefault()}>
        <label class="field">What goes wrong<select .value=${this.values.kind} @change=${this.set('kind')}>${KINDS.map(([kind, label]) => html`<option
          value=${kind}>${label}</option>`)}</select></label>
        <label class="field">Path, such as /v1/*<input .value=${this.values.path} placeholder="every path" autocomplete="off" spellcheck="false"
          @input=${this.set('path')}></label>
        <label class="field">How often<input type="number" min="1" .value=${this.values.times} placeholder="always" @input=${this.set('times')}></label>
        <div class="actions">${actionButton({ label: 'Add fault', kind: 'primary', call: () => this.addCall(), run: () => this.change(this.addCall()) })}
          ${this.faults?.length > 0 ? actionButton({
            label: 'Remove all', call: { method: 'DELETE', path: this.path() }, run: () => this.change({ method: 'DELETE', path: this.path() }),
          }) : nothing}</div></form>
      ${this.list()}</section>`;
  }

  list() {
    const faults = this.faults ?? [];
    return faults.length === 0 ? html`<p class="empty quiet">None: every request goes out as it is.</p>`
      : html`<ul class="deliveries">${faults.map((fault, index) => html`<li><strong>${KINDS.find(([kind]) => kind === fault.kind)?.[1] ?? fault.kind}</strong>
        <span class="quiet">${fault.method ?? ''} ${fault.path ?? 'every path'} · ${fault.times ? count(fault.times, 'time') : 'always'} · applied
        ${fault.applied}</span><span class="actions">${actionButton({
          label: 'Remove', kind: 'small', name: `Remove fault ${index + 1}`, call: () => this.setCall(faults.toSpliced(index, 1)),
          run: () => this.change(this.setCall(faults.toSpliced(index, 1))),
        })}</span></li>`)}</ul>`;
  }
}

customElements.define('fault-view', FaultView);
