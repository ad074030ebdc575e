// Webhooks: created at the provider or set by hand, and the deliveries that the receiver got.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import './delivery-list.js';
import { failureNote } from './failure-note.js';
import { jsonField, readJson } from './json-field.js';
import { jsonView } from './json-view.js';
import { rowsOfKinds } from './lists.js';
import { store } from './store.js';
import { payloadOf } from './tree.js';

const OWN = '[{"name": "mine", "urlPath": "/mine", "metadata": {"secret": ""}}]';

class WebhookView extends Component {
  static properties = {
    webhooks: { state: true }, base: { state: true }, of: { state: true }, own: { state: true }, failure: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    Object.assign(this, { base: '', of: '', own: OWN });
    this.change({ method: 'GET', path: this.path() });
  }

  path() {
    return `/connectors/${segment(store.place.connector)}/webhooks`;
  }

  /** The rows that the task of the tree runs for, if it runs for rows. */
  parents() {
    const task = store.tasks.find(({ kind }) => kind === 'webhooks');
    return task?.parent ? rowsOfKinds([task.parent.kind]) : null;
  }

  createCall() {
    const body = {};
    if (this.base) {
      body.webhookBaseUrl = this.base;
    }
    const parent = this.parents()?.get(this.of)?.row;
    if (parent) {
      body.fromPayload = payloadOf(parent);
    }
    return { method: 'POST', path: this.path(), body };
  }

  setCall() {
    const webhookConfigs = readJson(this.own).value;
    const hide = config => (config.metadata?.secret ? { ...config, metadata: { ...config.metadata, secret: '***' } } : config);
    const shown = { webhookConfigs: Array.isArray(webhookConfigs) ? webhookConfigs.map(hide) : webhookConfigs };
    return { method: 'PUT', path: this.path(), body: { webhookConfigs }, shown };
  }

  deleteCall() {
    return { method: 'DELETE', path: this.path() };
  }

  async change(call) {
    try {
      await send(call);
      this.webhooks = (await send({ method: 'GET', path: this.path() })).webhooks;
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    const kept = this.webhooks ?? [];
    return html`<section aria-labelledby="webhooks-title"><header><h2 id="webhooks-title">Webhooks</h2></header>${failureNote(this.failure)}
      ${kept.length > 0 ? jsonView(kept, 'Kept webhooks') : html`<p class="empty quiet">None are kept.</p>`}
      ${this.creation()}
      <div class="actions">${actionButton({ label: 'Create webhooks', kind: 'primary', call: () => this.createCall(), run: () => this.change(this.createCall()) })}
        ${kept.length > 0 ? actionButton({ label: 'Remove webhooks', call: this.deleteCall(), run: () => this.change(this.deleteCall()) }) : nothing}</div>
      <details><summary>Created elsewhere</summary><p class="quiet">For example with the secret that <code>stripe listen</code> prints.</p>
        ${jsonField({ id: 'own-webhooks', label: 'Webhooks', text: this.own, change: text => { this.own = text; } })}
        <div class="actions">${actionButton({ label: 'Keep these', call: () => this.setCall(), run: () => this.change(this.setCall()) })}</div></details>
      </section><delivery-list .webhooks=${kept}></delivery-list>`;
  }

  creation() {
    const parents = this.parents();
    return html`<label class="field">Public address of the receiver, if it has one<input .value=${this.base} placeholder="https://tunnel.example/…"
      @input=${event => { this.base = event.target.value; }}></label>${parents ? html`<label class="field">For<select @change=${event => {
        this.of = event.target.value; }}><option value="">${parents.size > 0 ? 'Choose…' : 'Fetch the rows first'}</option>${[...parents.keys()].map(name => html`<option
        >${name}</option>`)}</select></label>` : nothing}`;
  }
}

customElements.define('webhook-view', WebhookView);
