// The bar on top: which connector, and what can be done with the selected list.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { reload, reloadCall } from './connectors.js';
import { canFetch, fetchCall, next, poll, run, selectedList, selectedTask, stop } from './fetching.js';
import { clock, count } from './format.js';
import { goOnline, offlineCall } from './offline.js';
import { go, href } from './place.js';
import { store } from './store.js';
import { toggleTheme } from './theme.js';

class TopBar extends Component {
  render() {
    return html`<header class="top">
      <h1><a href="/">Workbench</a></h1>
      ${store.connectors.length + store.files.length > 0 ? this.connectors() : ''}
      <a class="button" href=${href({ view: 'files' })}>Files${store.fileProblems.length > 0
        ? html` <span class="bad" title="Broken files">${store.fileProblems.length} ✗</span>` : nothing}</a>
      ${store.connector && store.place.view === 'rows' ? this.actions() : ''}
      <span class="end"><button type="button" class="small" @click=${toggleTheme}>Light or dark</button>
        <button type="button" class="small" aria-keyshortcuts="?" @click=${() => document.getElementById('help').showModal()}>Help<kbd
          aria-hidden="true">?</kbd></button></span>
    </header>${(store.connector || store.file) && store.offline?.enabled ? this.offline(store.offline) : nothing}${store.connector && store.outdated
      ? this.outdated(store.connector) : nothing}${store.connector && store.reloaded ? this.reloaded(store.reloaded) : nothing}`;
  }

  outdated(connector) {
    return html`<p class="banner" role="status"><strong>Newer on disk</strong><span>The code of this connector was built after it was loaded.</span>
      ${actionButton({ label: 'Reload', kind: 'small', call: reloadCall(connector), run: () => reload(connector) })}</p>`;
  }

  reloaded({ startedAt, millis, failed, added, removed, changed }) {
    return html`<p class="banner" role="status">${failed ? html`<strong>Code was not loaded</strong><span>The former code stays in use.
      <a href=${href({ view: 'connector' })}>Why</a></span>` : html`<strong>Code loaded again</strong><span>${clock(startedAt)} · ${millis} ms · rows of the
      last pages: +${added} −${removed} ~${changed}. <a href=${href({ view: 'connector' })}>Differences</a></span>`}
      <button type="button" class="small" @click=${() => store.set({ reloaded: null })}>Close</button></p>`;
  }

  offline({ tags, snapshots, misses }) {
    return html`<p class="banner" role="status"><strong>Offline</strong><span>Nothing is sent. Responses come from
      <a href=${href({ view: 'snapshots' })}>${count(snapshots, 'snapshot')}</a>${tags.length > 0 ? ` with ${tags.join(', ')}` : ''}${misses.length > 0
      ? `; there was none for ${count(misses.length, 'request')}` : ''}.</span>${actionButton({
        label: 'Back online', kind: 'small', call: () => offlineCall(false), run: goOnline,
      })}</p>`;
  }

  connectors() {
    return html`<label class="connector"><span class="hidden">Connector</span><select @change=${event => go({
      connector: event.target.value,
    })}>${store.place.connector === '' ? html`<option value="" selected>Choose one</option>` : nothing}${store.connectors.map(({ connectorId, name, provider }) => html`<option value=${connectorId}
      ?selected=${connectorId === store.place.connector}>${name}${name === provider ? '' : ` (${provider})`}</option>`)}${store.files.length > 0
      ? html`<optgroup label="Files">${store.files.map(({ connectorId, connector, title }) => html`<option value=${connectorId}
        ?selected=${connectorId === store.place.connector}>${title || connector}</option>`)}</optgroup>` : nothing}</select></label>
      <a class="button" href=${href({ view: 'new' })}>New</a>`;
  }

  actions() {
    const disabled = !canFetch();
    const call = reset => () => {
      const task = selectedTask();
      return task && fetchCall(task, store.place.of, { reset });
    };
    const over = selectedList().pages.length > 0 && !selectedList().pages.at(-1).hasMore;
    return html`<div class="actions" role="group" aria-label="Fetch">
      ${actionButton({ label: 'Run', key: 'r', kind: 'primary', disabled, run, call: call(true) })}
      ${actionButton({ label: 'Next page', key: 'n', disabled: disabled || over, run: () => next(), call: call(false) })}
      ${actionButton({ label: 'Poll again', key: 'p', disabled, run: poll, call: call(false) })}
      ${actionButton({ label: 'First page', key: 'f', disabled, run: () => next({ reset: true }), call: call(true) })}
      ${store.busy ? html`<button type="button" @click=${stop} aria-keyshortcuts="s">Stop<kbd aria-hidden="true">s</kbd></button>` : ''}
      <label class="size">Page size<input type="number" min="1" max="1000" placeholder="own" .value=${store.pageSize}
        @input=${event => store.set({ pageSize: event.target.value })}></label>
    </div>`;
  }
}

customElements.define('top-bar', TopBar);
