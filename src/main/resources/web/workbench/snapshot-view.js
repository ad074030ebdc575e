// Snapshots: the exchanges that were kept, and playing the connector from them without network.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { download, fileField } from './download.js';
import { exchangeView } from './exchange-view.js';
import { failureNote } from './failure-note.js';
import { count, time } from './format.js';
import { parse } from './json.js';
import { offlineCall, tagsOf, updateOffline } from './offline.js';
import { store } from './store.js';

class SnapshotView extends Component {
  static properties = {
    snapshots: { state: true }, opened: { state: true }, operation: { state: true }, tags: { state: true }, imported: { state: true }, failure: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    Object.assign(this, { opened: {}, operation: '', tags: (store.offline?.tags ?? []).join(', ') });
    this.attempt(() => updateOffline());
    this.load();
  }

  path(rest) {
    const query = tagsOf(this.tags).map(tag => 'tag=' + segment(tag)).join('&');
    return `/connectors/${segment(store.place.connector)}/${rest}${query && !rest.includes('/') ? '?' + query : ''}`;
  }

  load() {
    return this.attempt(async () => {
      const { tags } = this;
      const { snapshots } = await send({ method: 'GET', path: this.path('snapshots'), quiet: true });
      if (tags === this.tags) {
        this.snapshots = snapshots;
      }
    });
  }

  typed(event) {
    this.tags = event.target.value;
    this.load();
  }

  open(number) {
    return this.opened[number] ? undefined : this.attempt(async () => {
      const snapshot = await send({ method: 'GET', path: this.path('snapshots/' + number) });
      this.opened = { ...this.opened, [number]: snapshot };
    });
  }

  deleteCall({ snapshot }) {
    return { method: 'DELETE', path: this.path('snapshots/' + snapshot) };
  }

  removed(snapshot) {
    return this.attempt(async () => {
      await send(this.deleteCall(snapshot));
      await this.changed();
    });
  }

  /** The list and what offline says of it, read again. */
  async changed() {
    await this.load();
    await updateOffline();
  }

  exportCall() {
    return { method: 'GET', path: this.path('recording') };
  }

  exported() {
    return this.attempt(async () => download('recording.json', JSON.stringify(await send(this.exportCall()), null, 2)));
  }

  imports(text, file) {
    this.imported = 0;
    return this.attempt(async () => {
      const path = `/connectors/${segment(store.place.connector)}/recording`;
      const { snapshots } = await send({ method: 'POST', path, body: parse(text), file });
      this.imported = snapshots.length;
      await this.changed();
    });
  }

  render() {
    const operations = [...new Set(this.snapshots?.map(({ operation }) => operation))];
    return html`<section class="wide-text" aria-labelledby="snapshots-title"><header><h2 id="snapshots-title">Snapshots</h2>
      <span class="quiet">exchanges that the connector can be played from, without network</span></header>${failureNote(this.failure)}
      ${this.playback()}
      <h3>${count(this.snapshots?.length ?? 0, 'snapshot')}</h3>${operations.length > 1 ? this.operations(operations) : nothing}
      ${this.snapshots?.length === 0 ? html`<p class="empty quiet">None: save one at a page that was fetched, or import some.</p>` : nothing}
      ${this.snapshots?.filter(({ operation }) => this.operation === '' || operation === this.operation).map(snapshot => this.snapshot(snapshot))}
      <div class="actions">${actionButton({
        label: 'Export', name: 'Export snapshots', disabled: !this.snapshots?.length, call: () => this.exportCall(), run: () => this.exported(),
      })}</div>
      ${fileField({ id: 'import-snapshots', label: 'Import snapshots', read: (text, file) => this.imports(text, file) })}
      ${this.imported > 0 ? html`<p role="status">Imported ${count(this.imported, 'snapshot')}.</p>` : nothing}</section>`;
  }

  operations(all) {
    return html`<label class="field">Show<select @change=${event => { this.operation = event.target.value; }}><option value="">every
      operation</option>${all.map(operation => html`<option ?selected=${operation === this.operation}>${operation}</option>`)}</select></label>`;
  }

  playback() {
    const { offline } = store;
    const set = (label, kind, call) => actionButton({ label, kind, call, run: () => this.attempt(() => updateOffline(call())) });
    return html`<form @submit=${event => event.preventDefault()}><label class="field">Only with the tags
      <input .value=${this.tags} placeholder="all" autocomplete="off" spellcheck="false" @input=${this.typed}></label>
      <div class="actions">${set(offline?.enabled ? 'Play from the start' : 'Go offline', 'primary', () => offlineCall(true, tagsOf(this.tags)))}
        ${offline?.enabled ? set('Go online', '', () => offlineCall(false)) : nothing}</div></form>
      ${offline?.misses.length > 0 ? html`<h3>${count(offline.misses.length, 'request')} without a snapshot</h3>
        <ul class="deliveries" aria-label="Requests without a snapshot">${offline.misses.map(miss => this.miss(miss))}</ul>` : nothing}`;
  }

  miss({ method, url, nearest }) {
    return html`<li><code class="wraps">${method} ${url}</code><span class="quiet">${nearest
      ? html`nearest: <strong>${nearest.name}</strong> (${nearest.snapshot}), ${nearest.differences.join(', ')}` : 'there is no snapshot like it'}</span></li>`;
  }

  snapshot(snapshot) {
    const { snapshot: number, name, tags, method, url, status, createdAt } = snapshot;
    const opened = this.opened[number];
    return html`<details class="exchange" @toggle=${event => event.target.open && this.open(number)}><summary>${number}
      <strong>${name}</strong> ${tags.map(tag => html`<code>${tag}</code> `)}<span class="quiet">${status} ${name === `${method} ${url}` ? ''
        : `${method} ${url}`}</span></summary>
      ${snapshot.description
        ? html`<p>${snapshot.description}</p>` : nothing}<p class="quiet">${snapshot.operation} · ${time(createdAt)}</p>${opened ? exchangeView({ ...opened, exchange: number }) : nothing}
      <div class="actions">${actionButton({
        label: 'Delete', name: `Delete snapshot ${number}`, kind: 'small', call: () => this.deleteCall(snapshot), run: () => this.removed(snapshot),
      })}</div></details>`;
  }
}

customElements.define('snapshot-view', SnapshotView);
