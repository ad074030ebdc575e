// The code of a provider that is loaded again while the server runs: where it comes from, and what the latest reload
// changed in the rows of the last pages.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { clock } from './format.js';
import { jsonView } from './json-view.js';

const PAUSE = 1_000;

class CodeView extends Component {
  static properties = { provider: {}, reloads: { state: true }, failure: { state: true } };

  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.watch();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Looks again every second, because the server loads changed files by itself. */
  async watch() {
    await this.attempt(async () => {
      this.reloads = await send({ method: 'GET', path: '/reloads', quiet: true });
    });
    if (this.isConnected) {
      this.#timer = setTimeout(() => this.watch(), PAUSE);
    }
  }

  call() {
    return { method: 'POST', path: `/providers/${segment(this.provider)}/reload` };
  }

  render() {
    const source = this.reloads?.sources.find(({ providers }) => providers.includes(this.provider));
    if (!source) {
      return failureNote(this.failure);
    }
    const last = this.reloads.reloads.findLast(reload => reload.source === source.source);
    return html`<h3>Code <span class="of">${source.source}</span> <span class="quiet">loaded ${clock(source.loadedAt)}</span>
      ${source.changed ? html`<span class="warn">newer on disk</span>` : nothing}</h3>
      <div class="actions">${actionButton({ label: 'Reload code', call: this.call(), run: () => this.attempt(() => send(this.call())) })}</div>
      ${failureNote(this.failure ?? source.error)}${last ? this.last(last) : nothing}`;
  }

  last({ startedAt, millis, error, connectors }) {
    return html`<h4>Reload <span class="quiet">${clock(startedAt)} · ${millis} ms</span></h4>${failureNote(error)}
      ${connectors.map(({ name, error: refused, pages }) => html`${refused ? html`<p>${name}</p>${failureNote(refused)}` : nothing}${pages.map(page => this.page(
        name, page))}`)}`;
  }

  page(name, { kind, payload, error, difference }) {
    const { added = [], removed = [], changed = [], unchanged = 0, page = [] } = difference ?? {};
    const differs = added.length + removed.length + changed.length + page.length > 0;
    return html`<p>${name}: ${kind} <span class="of">${payload}</span> <span class=${differs ? 'warn' : 'good'}>+${added.length} −${removed.length}
      ~${changed.length}</span> <span class="quiet">${unchanged} unchanged</span></p>${failureNote(error)}
      ${differs ? jsonView({ added, removed, changed, page }, `Differences of ${name} ${kind} ${payload}`.trim()) : nothing}`;
  }
}

customElements.define('code-view', CodeView);
