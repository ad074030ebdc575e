// The timeline: what the connector did, the latest first. Calls, requests, logged lines and changed states, of one call of
// the provider if wanted.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { count, time } from './format.js';
import { jsonView } from './json-view.js';
import { store } from './store.js';

const TYPES = [['', 'everything'], ['call', 'calls'], ['exchange', 'requests'], ['log', 'log'], ['state', 'states']];

class TimelineView extends Component {
  static properties = {
    entries: { state: true }, hasMore: { state: true }, type: { state: true }, call: { state: true }, failure: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.filter({ type: '', call: store.place.call > 0 ? String(store.place.call) : '' });
  }

  listCall(before = '') {
    const query = Object.entries({ type: this.type, call: Number(this.call) > 0 ? this.call : '', before })
      .filter(([, value]) => value !== '').map(([name, value]) => `${name}=${segment(value)}`).join('&');
    return { method: 'GET', path: `/connectors/${segment(store.place.connector)}/timeline${query ? '?' + query : ''}` };
  }

  filter(changes) {
    Object.assign(this, changes);
    return this.load([]);
  }

  /** Reads what comes after these entries, or from the latest one on; what a later filter has overtaken is dropped. */
  async load(known) {
    const wanted = this.listCall();
    try {
      const { entries, hasMore } = await send(this.listCall(known.at(-1)?.at));
      if (wanted.path === this.listCall().path) {
        Object.assign(this, { entries: [...known, ...entries], hasMore, failure: null });
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    const entries = this.entries ?? [];
    return html`<section class="wide-text" aria-labelledby="timeline-title"><header><h2 id="timeline-title">Timeline</h2>
      <span class="quiet" role="status">${count(entries.length, 'entry', 'entries')}, the latest first</span></header>${failureNote(this.failure)}
      <form class="columns" @submit=${event => event.preventDefault()}>
        <label class="field">Show<select @change=${event => this.filter({ type: event.target.value })}>${TYPES.map(([type, label]) => html`<option
          value=${type} ?selected=${type === this.type}>${label}</option>`)}</select></label>
        <label class="field">Only of call<input type="number" min="1" placeholder="all" .value=${this.call}
          @input=${event => this.filter({ call: event.target.value })}></label>
        <div class="actions">${actionButton({ label: 'Refresh', call: () => this.listCall(), run: () => this.load([]) })}</div></form>
      ${this.entries && entries.length === 0 ? html`<p class="empty quiet">Nothing yet.</p>` : nothing}
      ${entries.map(entry => this.entry(entry))}
      ${this.hasMore ? html`<div class="actions">${actionButton({
        label: 'Earlier ones', call: () => this.listCall(entries.at(-1)?.at), run: () => this.load(entries),
      })}</div>` : nothing}</section>`;
  }

  entry({ at, type, call, details }) {
    return html`<details class="exchange"><summary><span class="quiet">${time(at)}</span> ${type} <span class=${details.error ? 'bad' : ''}><code>${text(
      type, details)}</code></span> ${call === null ? nothing : html`<span class="quiet">call ${call}</span>`}</summary>
      ${call === null || String(call) === this.call ? nothing : html`<p><button type="button" class="link"
        @click=${() => this.filter({ type: '', call: String(call) })}>Everything of call ${call}</button></p>`}
      ${jsonView(details, `${type} at ${at}`)}</details>`;
  }
}

function text(type, details) {
  switch (type) {
    case 'call': return `${details.operation} ${details.output ? count(details.output.rows, 'row') : ''} ${details.millis} ms`;
    case 'exchange': return `${details.status ?? '–'} ${details.method} ${details.url}`;
    case 'log': return details.message;
    default: return `${details.name || details.kind} ${details.payload}`;
  }
}

customElements.define('timeline-view', TimelineView);
