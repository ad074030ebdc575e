// The schemas of the responses, inferred from the requests that are kept, and what has changed since a baseline of them.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { download, fileField } from './download.js';
import { failureNote } from './failure-note.js';
import { count } from './format.js';
import { parse } from './json.js';
import { jsonView } from './json-view.js';
import { store } from './store.js';

class SchemaView extends Component {
  static properties = {
    schemas: { state: true }, compared: { state: true }, done: { state: true }, failure: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  call(method, rest = '', body = undefined) {
    return { method, path: `/connectors/${segment(store.place.connector)}/schemas${rest}`, body };
  }

  load() {
    return this.attempt(async () => { this.schemas = (await send({ ...this.call('GET'), quiet: true })).schemas; });
  }

  kept() {
    return this.attempt(async () => {
      const { schemas } = await send(this.call('POST', '/baseline'));
      Object.assign(this, { schemas, compared: null, done: `Kept ${count(schemas.length, 'schema')} as the baseline.` });
    });
  }

  compare() {
    this.done = '';
    return this.attempt(async () => {
      this.compared = null;
      this.compared = await send(this.call('GET', '/compare'));
      await this.load();
    });
  }

  exported() {
    return this.attempt(async () => download('schemas.json', JSON.stringify(await send(this.call('GET', '/baseline')), null, 2)));
  }

  imports(text, file) {
    return this.attempt(async () => {
      const { schemas } = await send({ ...this.call('PUT', '/baseline', parse(text)), file });
      Object.assign(this, { compared: null, done: `Imported ${count(schemas.length, 'schema')} as the baseline.` });
    });
  }

  render() {
    const { schemas, compared, done } = this;
    return html`<section class="wide-text" aria-labelledby="schemas-title"><header><h2 id="schemas-title">Schemas</h2>
      <span class="quiet">of the responses, inferred from the requests that are kept</span></header>${failureNote(this.failure)}
      <div class="actions">${actionButton({
        label: 'Compare with the baseline', kind: 'primary', call: () => this.call('GET', '/compare'), run: () => this.compare(),
      })}${actionButton({
        label: 'Keep as the baseline', disabled: !schemas?.length, call: () => this.call('POST', '/baseline'), run: () => this.kept(),
      })}${actionButton({
        label: 'Export the baseline', call: () => this.call('GET', '/baseline'), run: () => this.exported(),
      })}</div>
      ${done ? html`<p role="status">${done}</p>` : nothing}${compared ? this.comparison(compared) : nothing}
      <h3>${count(schemas?.length ?? 0, 'endpoint')}</h3>
      ${schemas?.length === 0 ? html`<p class="empty quiet">None yet: no response with JSON was received.</p>` : nothing}
      ${schemas?.map(one => this.schema(one))}
      ${fileField({ id: 'import-schemas', label: 'Import a baseline of schemas', read: (text, file) => this.imports(text, file) })}</section>`;
  }

  schema({ method, path, samples, schema }) {
    return html`<details class="exchange"><summary><code>${method} ${path}</code> <span class="quiet">${count(samples,
      'response')}</span></summary>${jsonView(schema, `Schema of ${method} ${path}`)}</details>`;
  }

  comparison({ breaking, compatible, endpoints }) {
    const changed = endpoints.filter(({ status }) => status !== 'same');
    return html`<h3><span role="status">Since the baseline: <span class=${breaking > 0 ? 'bad' : 'good'}>${breaking} breaking</span>,
      ${count(compatible, 'compatible change')}</span></h3>
      ${changed.length === 0 ? html`<p class="good">Every schema is the same.</p>` : nothing}
      ${changed.map(({ endpoint, status, changes }) => html`<p><code>${endpoint}</code> <span class="quiet">${status}</span></p>
        <ul class="differences">${changes.map(({ path, change, breaking: breaks }) => html`<li><span class=${breaks ? 'bad' : 'good'}>${breaks
        ? 'breaking' : 'compatible'}</span> <code>${path}</code> ${change}</li>`)}</ul>`)}`;
  }
}

customElements.define('schema-view', SchemaView);
