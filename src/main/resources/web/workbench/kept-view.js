// All rows that the server keeps of the connector, of every fetch and run, also those made elsewhere: searched, and opened with
// the page that brought them last.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import './exchange-list.js';
import { failureNote } from './failure-note.js';
import { count, time } from './format.js';
import { jsonView } from './json-view.js';
import { KINDS, keptCall, keptFields } from './kept-rows.js';
import { live } from './live.js';
import { go } from './place.js';
import { COLUMNS } from './row-columns.js';
import { stateDiff } from './state-diff.js';
import { store } from './store.js';

const SETTLED = 300;

class KeptView extends Component {
  static properties = {
    rows: { state: true }, total: { state: true }, next: { state: true }, filters: { state: true }, opened: { state: true }, failure: { state: true },
  };

  #timer = 0;
  #changed = () => this.later();

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('page', this.#changed);
    live.addEventListener('lost', this.#changed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    live.removeEventListener('page', this.#changed);
    live.removeEventListener('lost', this.#changed);
  }

  willUpdate() {
    const place = `${store.place.connector}/${this.kind()}`;
    if (this.shown !== place) {
      this.shown = place;
      Object.assign(this, { rows: null, total: 0, next: null, filters: {}, opened: {}, failure: null });
      this.load();
    }
  }

  kind() {
    return KINDS.some(({ kind }) => kind === store.place.path) ? store.place.path : 'payments';
  }

  /** Looks again once nothing has happened for a moment; a list that was continued stays as it is. */
  later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.continued || this.load(), SETTLED);
  }

  filter(name, value) {
    this.filters = { ...this.filters, [name]: value };
    this.later();
    this.continued = false;
  }

  call(cursor) {
    return keptCall(this.kind(), this.filters, cursor);
  }

  /** Reads the list, or what follows it; what other filters have overtaken is dropped. */
  async load(cursor) {
    const wanted = this.call();
    try {
      const { rows, count: total, next } = await send({ ...this.call(cursor), quiet: !cursor });
      if (wanted.path === this.call().path) {
        Object.assign(this, { rows: cursor ? [...this.rows, ...rows] : rows, total, next, continued: Boolean(cursor), failure: null });
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  open(key) {
    return this.attempt(async () => {
      const row = await send({ method: 'GET', path: `${this.call().path.split('?')[0]}/${segment(key)}` });
      this.opened = { ...this.opened, [key]: row };
    });
  }

  render() {
    const { rows, total, next } = this;
    return html`<section class="wide-text" aria-labelledby="kept-title"><header><h2 id="kept-title">All rows</h2>
      <span class="quiet" role="status">${rows ? count(total, 'row') : nothing}</span><span class="quiet">that the server keeps, of every fetch and run</span>
      </header>${this.form()}${failureNote(this.failure)}
      ${rows?.length === 0 ? html`<p class="empty quiet">None${Object.values(this.filters).some(Boolean) ? ' that fit' : ' of this kind was fetched'}.</p>` : nothing}
      ${rows?.map(row => this.row(row))}
      ${next ? html`<div class="actions">${actionButton({
        label: 'More rows', call: () => this.call(next), run: () => this.load(next),
      })}</div>` : nothing}</section>`;
  }

  form() {
    const [search, ...others] = keptFields(this.kind());
    const field = ({ name, label, hint, type }) => html`<label class="field">${label}<input type=${type ?? 'text'} .value=${this.filters[name] ?? ''} placeholder=${hint ?? nothing}
      autocomplete="off" spellcheck="false" id=${name === 'q' ? 'search' : nothing} aria-keyshortcuts=${name === 'q' ? '/' : nothing}
      @input=${event => this.filter(name, event.target.value)}></label>`;
    return html`<form class="columns" @submit=${event => event.preventDefault()}><label class="field">Kind
      <select @change=${event => go({ view: 'kept', path: event.target.value })}>${KINDS.map(({ kind, label }) => html`<option value=${kind}
        ?selected=${kind === this.kind()}>${label}</option>`)}</select></label>${field(search)}</form>
      <details class="filters" ?open=${matchMedia('(min-width: 60rem)').matches}><summary>Filters</summary><form class="columns"
        @submit=${event => event.preventDefault()}>${others.map(field)}<label class="field">Show<select @change=${event => this.filter('deleted', event.target.value)}><option value="">rows that exist</option>
        <option value="true" ?selected=${this.filters.deleted === 'true'}>deleted rows</option></select></label></form></details>`;
  }

  row({ key, row, deleted }) {
    const [first, ...others] = COLUMNS[this.kind()];
    return html`<details class="exchange" @toggle=${event => event.target.open && this.open(key)}><summary><strong>${row ? first.cell(row)
      : key}</strong> ${row ? others.map(column => html`<span class=${column.type ?? ''}>${column.cell(row)}</span> `) : nothing}${deleted
      ? html`<span class="warn">deleted ${time(deleted.at)}</span>` : nothing}</summary>${this.opened[key] ? this.whole(this.opened[key]) : nothing}</details>`;
  }

  whole({ key, row, page, firstSeen, lastSeen, previousVersions }) {
    const { raw, ...mapped } = row ?? {};
    return html`<p class="quiet">First seen ${time(firstSeen.at)}, last ${time(lastSeen.at)}${previousVersions > 0
      ? `, with ${count(previousVersions, 'other content', 'other contents')} before` : ''}.</p>
      <div class="pair">${raw === undefined ? nothing : html`<figure><figcaption>As it came</figcaption>${jsonView(raw, `Raw row ${key}`)}</figure>`}
      <figure><figcaption>As it was mapped</figcaption>${jsonView(mapped, `Mapped row ${key}`)}</figure></div>
      ${page ? html`<h3>Page of call ${page.call} <span class="of">${page.payload ?? ''}</span> <span class="quiet">${time(page.fetchedAt)}</span></h3>
        ${stateDiff(page.stateBefore, page.stateAfter)}<exchange-list .call=${page.call}></exchange-list>`
      : html`<p class="quiet">The page that brought it is not kept any more.</p>`}`;
  }
}

customElements.define('kept-view', KeptView);
