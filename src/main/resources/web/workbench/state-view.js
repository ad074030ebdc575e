// The states that the server keeps, one for each kind and payload: shown, changed and deleted.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { time } from './format.js';
import { pretty } from './json.js';
import { jsonField, readJson } from './json-field.js';
import { jsonView } from './json-view.js';
import { store } from './store.js';

class StateView extends Component {
  static properties = { entries: { state: true }, editing: { state: true }, text: { state: true }, failure: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  path() {
    return `/connectors/${segment(store.place.connector)}/state`;
  }

  async load() {
    await this.attempt(async () => {
      const { byPayload, others } = await send({ method: 'GET', path: this.path() });
      const of = (kind, name, states) => Object.entries(states).map(([payload, entry]) => ({ kind, name, payload, entry }));
      this.entries = [
        ...Object.entries(byPayload).flatMap(([kind, states]) => of(kind, '', states)),
        ...Object.entries(others).flatMap(([name, states]) => of('others', name, states)),
      ];
    });
  }

  /** What identifies a state in a request. A payload without reference and id is known by its hash alone. */
  which({ name, payload }) {
    const from = payload === '' ? {} : { fromPayload: payload.startsWith('id:') ? { id: payload.slice(3) } : { reference: payload } };
    return { ...(name ? { name } : {}), ...from };
  }

  putCall(item) {
    const body = { ...this.which(item), state: readJson(this.text ?? '').value ?? null, hasMore: item.entry.hasMore };
    return { method: 'PUT', path: `${this.path()}/${item.kind}`, body };
  }

  deleteCall(item) {
    return { method: 'DELETE', path: `${this.path()}/${item.kind}`, body: this.which(item) };
  }

  change(call) {
    return this.attempt(async () => {
      await send(call);
      this.editing = null;
      await this.load();
    });
  }

  render() {
    return html`<section class="wide-text" aria-labelledby="state-title"><header><h2 id="state-title">States</h2>
      <span class="quiet">from which the next fetch continues</span></header>${failureNote(this.failure)}
      ${this.entries?.length === 0 ? html`<p class="empty quiet">None yet: nothing was fetched.</p>` : nothing}
      ${this.entries?.map(item => this.item(item))}</section>`;
  }

  item(item) {
    const editing = this.editing === item;
    const hashed = item.payload.startsWith('sha256:');
    return html`<article><h3>${item.name || item.kind} <span class="of">${item.payload}</span>
      <span class="quiet">${time(item.entry.updatedAt)}${item.entry.hasMore ? ' · has more' : ''}</span></h3>
      ${editing ? jsonField({ id: 'state-text', label: 'State', text: this.text, change: text => { this.text = text; } })
        : jsonView(item.entry.state, `State of ${item.name || item.kind} ${item.payload}`.trim())}
      <div class="actions">${hashed ? nothing : editing ? this.saving(item) : html`<button type="button" @click=${() => this.edit(item)}>Change</button>
        ${actionButton({ label: 'Delete', call: this.deleteCall(item), run: () => this.change(this.deleteCall(item)) })}`}</div></article>`;
  }

  saving(item) {
    const { value } = readJson(this.text);
    return html`${actionButton({
      label: 'Save state', kind: 'primary', disabled: value === undefined || value === null,
      call: () => this.putCall(item), run: () => this.change(this.putCall(item)),
    })}<button type="button" @click=${() => { this.editing = null; }}>Cancel</button>`;
  }

  edit(item) {
    this.editing = item;
    this.text = pretty(item.entry.state);
  }
}

customElements.define('state-view', StateView);
