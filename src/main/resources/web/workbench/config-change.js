// The configuration of a connector that exists: what is changed is sent, and a secret that is left empty stays as it is.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { configValue } from './config-field.js';
import { ConfigForm } from './config-form.js';
import { failureNote } from './failure-note.js';
import { scalarText } from './json.js';
import { store } from './store.js';

const MASKED = '***';

class ConfigChange extends ConfigForm {
  static properties = { connector: {}, original: { state: true }, done: { state: true } };

  willUpdate(changed) {
    if (changed.has('connector')) {
      this.load(this.connector);
    }
  }

  async load(connectorId) {
    this.reset('');
    this.done = false;
    try {
      const { provider, config } = await send({ method: 'GET', path: this.path(), quiet: true });
      const schema = await send({ method: 'GET', path: `/providers/${segment(provider)}/config-schema`, quiet: true });
      if (connectorId === this.connector) {
        this.show(provider, schema, config);
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  show(provider, schema, config) {
    const values = Object.entries(config).filter(([name]) => !schema[name]?.secret).map(([name, value]) => [name, scalarText(value ?? '')]);
    Object.assign(this, { provider, schema, original: config, values: Object.fromEntries(values), touched: new Set() });
  }

  path() {
    return `/connectors/${segment(this.connector)}`;
  }

  /** Whether a secret is left as it is. */
  stays(name) {
    return this.schema[name]?.secret && !this.values[name] && this.original[name] !== undefined;
  }

  config(hideSecrets) {
    const config = {};
    for (const [name, field] of Object.entries(this.schema ?? {})) {
      const value = this.stays(name) ? MASKED : configValue(field, this.values[name]);
      if (value !== undefined) {
        config[name] = hideSecrets && field.secret ? MASKED : value;
      }
    }
    return config;
  }

  call() {
    return { method: 'PUT', path: this.path(), body: { config: this.config(false) }, shown: { config: this.config(true) } };
  }

  /** Of secrets that stay, only the server knows whether they are right. */
  async validate() {
    await super.validate();
    this.problems = this.problems.filter(({ field }) => !this.stays(field));
    return this.problems.length === 0 && !this.failure;
  }

  typed(name, value) {
    this.done = false;
    super.typed(name, value);
  }

  async save() {
    const { provider, config } = await send(this.call());
    this.show(provider, this.schema, config);
    this.done = true;
    const { connectors } = await send({ method: 'GET', path: '/connectors', quiet: true });
    store.set({ connectors });
  }

  render() {
    return html`<details class="save"><summary>Change the configuration</summary>${this.schema ? html`<form @submit=${this.submitted} novalidate>
      <p class="quiet">A secret that is left empty stays as it is. States and webhooks stay, too.</p>
      ${this.rest('Change configuration')}${this.done ? html`<p role="status">Changed.</p>` : nothing}</form>`
      : failureNote(this.failure)}</details>`;
  }
}

customElements.define('config-change', ConfigChange);
