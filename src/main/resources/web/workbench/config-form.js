// The configuration of a connector, made from the schema of its provider. What is wrong stands beside each field while
// it is typed. Values of secrets are sent, and never come back.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { configField, configValue } from './config-field.js';
import { create } from './connectors.js';
import { failureNote } from './failure-note.js';
import { store } from './store.js';

const PAUSE = 250;

export class ConfigForm extends Component {
  static properties = {
    provider: { state: true }, schema: { state: true }, values: { state: true }, problems: { state: true },
    touched: { state: true }, failure: { state: true },
  };

  #timer = 0;

  constructor() {
    super();
    this.reset('');
  }

  reset(provider) {
    Object.assign(this, { provider, schema: null, values: {}, problems: [], touched: new Set(), failure: null });
  }

  async choose(provider) {
    this.reset(provider);
    if (provider === '') {
      return;
    }
    try {
      const schema = await send({ method: 'GET', path: `/providers/${segment(provider)}/config-schema` });
      if (this.provider === provider) {
        Object.assign(this, { schema, values: { name: provider } });
      }
    } catch (failure) {
      store.set({ failure });
    }
  }

  /** Own fields first, required ones before others; those that all connectors have come last. */
  fields() {
    const common = ['name', 'pageSize', 'pollingPeriod'];
    const order = ([name, { required }]) => (common.includes(name) ? 2 + common.indexOf(name) : required ? 0 : 1);
    return Object.entries(this.schema).sort((one, other) => order(one) - order(other));
  }

  config(hideSecrets) {
    const config = {};
    for (const [name, field] of Object.entries(this.schema ?? {})) {
      const value = configValue(field, this.values[name]);
      if (name !== 'name' && value !== undefined) {
        config[name] = hideSecrets && field.secret ? '***' : value;
      }
    }
    return config;
  }

  call() {
    const body = { provider: this.provider, name: this.values.name ?? '', config: this.config(false) };
    return { method: 'POST', path: '/connectors', body, shown: { ...body, config: this.config(true) } };
  }

  typed(name, value) {
    this.values = { ...this.values, [name]: value };
    this.touched = new Set([...this.touched, name]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.validate(), PAUSE);
  }

  async validate() {
    const path = `/providers/${segment(this.provider)}/validate-config`;
    const body = hideSecrets => ({ name: this.values.name ?? '', config: this.config(hideSecrets) });
    try {
      const { problems } = await send({ method: 'POST', path, body: body(false), shown: body(true) });
      Object.assign(this, { problems, failure: null });
    } catch (failure) {
      this.failure = failure;
    }
    return this.problems.length === 0 && !this.failure;
  }

  /** Throws CallFailure. */
  async save() {
    await create(this.call());
    this.reset('');
  }

  async submitted(event) {
    event?.preventDefault();
    this.touched = new Set(Object.keys(this.schema));
    clearTimeout(this.#timer);
    if (await this.validate()) {
      try {
        await this.save();
      } catch (failure) {
        this.failure = failure;
      }
    } else {
      await this.updateComplete;
      this.querySelector('[aria-invalid=true]')?.focus();
    }
  }

  render() {
    return html`<form @submit=${this.submitted} novalidate>
      <label class="field">Provider<select @change=${event => this.choose(event.target.value)} .value=${this.provider}>
        <option value="">Choose…</option>${store.providers.map(name => html`<option ?selected=${name === this.provider}>${name}</option>`)}
      </select></label>
      ${this.schema ? this.rest('Create connector') : nothing}
    </form>`;
  }

  rest(label) {
    const others = this.problems.filter(({ field }) => !Object.hasOwn(this.schema, field));
    return html`${this.fields().map(([name, field]) => configField({
      name, field, value: this.values[name] ?? '', change: value => this.typed(name, value),
      problems: this.touched.has(name) ? this.problems.filter(problem => problem.field === name) : [],
    }))}
      ${others.map(({ message }) => html`<p class="problem">${message}</p>`)}${failureNote(this.failure)}
      ${actionButton({ label, kind: 'primary', call: () => this.call(), run: () => this.submitted() })}
      <button class="hidden" tabindex="-1" aria-hidden="true">Submit</button>`;
  }
}

customElements.define('config-form', ConfigForm);
