// Baselines: the rows of one time, with which those of a later time are compared field by field.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { download, fileField } from './download.js';
import { failureNote } from './failure-note.js';
import { count, time } from './format.js';
import { parse } from './json.js';
import { rowDifferences } from './row-differences.js';
import { store } from './store.js';

class BaselineView extends Component {
  static properties = {
    baselines: { state: true }, name: { state: true }, ignored: { state: true }, compared: { state: true }, failure: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    Object.assign(this, { name: '', ignored: 'balances.createdAt', compared: null });
    this.load();
  }

  path(rest = '') {
    return `/connectors/${segment(store.place.connector)}/baselines${rest}`;
  }

  load() {
    return this.attempt(async () => {
      const { baselines } = await send({ method: 'GET', path: this.path(), quiet: true });
      this.baselines = baselines.toReversed();
    });
  }

  keepCall() {
    const name = this.name.trim();
    return { method: 'POST', path: this.path(), body: name ? { name } : {} };
  }

  /** Keeps rows, or what a file says, and reads the list again. */
  keep(call) {
    return this.attempt(async () => {
      await send(call());
      this.name = '';
      await this.load();
    });
  }

  compareCall({ baseline }) {
    const ignored = this.ignored.split(',').map(field => field.trim()).filter(Boolean);
    return { method: 'GET', path: this.path(`/${baseline}/compare${ignored.map((field, index) => (index ? '&' : '?') + 'ignore=' + segment(field)).join('')}`) };
  }

  compare(baseline) {
    return this.attempt(async () => {
      this.compared = null;
      this.compared = { baseline, result: await send(this.compareCall(baseline)) };
    });
  }

  showCall({ baseline }) {
    return { method: 'GET', path: this.path('/' + baseline) };
  }

  exported(baseline) {
    return this.attempt(async () => download(`${baseline.name}.json`, JSON.stringify(await send(this.showCall(baseline)), null, 2)));
  }

  deleteCall({ baseline }) {
    return { method: 'DELETE', path: this.path('/' + baseline) };
  }

  removed(baseline) {
    return this.attempt(async () => {
      await send(this.deleteCall(baseline));
      this.compared = this.compared?.baseline.baseline === baseline.baseline ? null : this.compared;
      await this.load();
    });
  }

  render() {
    const field = (name, label, placeholder) => html`<label class="field">${label}<input .value=${this[name]} placeholder=${placeholder}
      autocomplete="off" spellcheck="false" @input=${event => { this[name] = event.target.value; }}></label>`;
    return html`<section class="wide-text" aria-labelledby="baselines-title"><header><h2 id="baselines-title">Baselines</h2>
      <span class="quiet">of all rows, to compare later ones with</span></header>${failureNote(this.failure)}
      <form class="columns" @submit=${event => { event.preventDefault(); this.keep(() => this.keepCall()); }}>${field('name', 'Baseline name', 'the time')}
        ${field('ignored', 'Fields that may differ, with commas between', 'none')}
        <div class="actions">${actionButton({
          label: 'Keep the rows', kind: 'primary', call: () => this.keepCall(), run: () => this.keep(() => this.keepCall()),
        })}<button class="hidden" tabindex="-1" aria-hidden="true">Keep</button></div></form>
      ${this.baselines?.length === 0 ? html`<p class="empty quiet">None yet: fetch rows, keep them, and compare after the next change.</p>` : nothing}
      <ul class="deliveries">${this.baselines?.map(baseline => this.baseline(baseline))}</ul>
      ${this.compared ? rowDifferences(this.compared.baseline.name, this.compared.result) : nothing}
      ${fileField({
        id: 'import-baseline', label: 'Import a baseline of rows',
        read: (text, file) => this.keep(() => ({ method: 'POST', path: this.path(), body: parse(text), file })),
      })}</section>`;
  }

  baseline(baseline) {
    const { baseline: number, name, createdAt, counts } = baseline;
    const rows = Object.entries(counts).map(([kind, rows]) => `${rows.toLocaleString('en')} ${kind}`);
    const act = (label, call, run) => actionButton({ label, name: `${label} baseline ${number}`, kind: 'small', call, run });
    return html`<li><strong>${name}</strong> <span class="quiet">${time(createdAt)} · ${rows.join(', ') || 'no rows'}</span>
      <div class="actions">${act('Compare', () => this.compareCall(baseline), () => this.compare(baseline))}${act('Export', this.showCall(baseline),
        () => this.exported(baseline))}${act('Delete', this.deleteCall(baseline), () => this.removed(baseline))}</div></li>`;
  }
}

customElements.define('baseline-view', BaselineView);
