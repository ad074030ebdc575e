// A transfer or payout between accounts that were fetched, by this tab or by anybody. The amount is in minor units, as the API takes it.
import { html } from 'lit';
import { actionButton } from './action-button.js';
import { segment, send } from './api.js';
import { Component } from './component.js';
import { amount as formatted, currency } from './format.js';
import { rowsOfKinds } from './lists.js';
import { createCall, order } from './orders.js';
import { store } from './store.js';

const MAX_ACCOUNTS = 500;

class OrderForm extends Component {
  static properties = { kind: { state: true }, kept: { state: true }, values: { state: true } };

  constructor() {
    super();
    this.kind = 'transfers';
    this.kept = new Map();
    this.values = { reference: this.fresh(), amount: '100', asset: 'EUR/2', source: '', destination: '', description: '' };
  }

  fresh() {
    return 'order-' + Date.now().toString(36);
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
  }

  /** Reads the accounts that the server keeps. */
  async look() {
    const kept = new Map();
    for (const kind of ['accounts', 'external-accounts']) {
      try {
        const { rows } = await send({
          method: 'GET', path: `/connectors/${segment(store.place.connector)}/rows/${kind}?limit=${MAX_ACCOUNTS}`, quiet: true,
        });
        rows.forEach(({ key, row }) => kept.set(key, { kind, row }));
      } catch {
        return; // a reference can be typed
      }
    }
    this.kept = kept;
  }

  /** By reference: what the server keeps, or what this tab has fetched since. */
  rows(kinds) {
    return new Map([...[...this.kept].filter(([, { kind }]) => kinds.includes(kind)), ...rowsOfKinds(kinds)]);
  }

  accounts(kinds) {
    return [...this.rows(kinds).values()];
  }

  call() {
    const { reference, amount, asset, source, destination, description } = this.values;
    const rows = this.rows(['accounts', 'external-accounts']);
    const account = name => (name === '' ? undefined : withoutRaw(rows.get(name)?.row ?? { reference: name }));
    return createCall(this.kind, {
      reference, asset, description: description || undefined,
      amount: JSON.rawJSON && /^\d+$/.test(amount) ? JSON.rawJSON(amount.replace(/^0+(?=\d)/, '')) : Number(amount),
      sourceAccount: account(source), destinationAccount: account(destination),
    });
  }

  async submitted(event) {
    event?.preventDefault();
    await order(this.kind === 'transfers' ? 'Transfer' : 'Payout', this.kind, this.call());
  }

  set(name) {
    return event => {
      this.values = { ...this.values, [name]: event.target.value };
      if (name === 'source') {
        const asset = this.rows(['accounts']).get(event.target.value)?.row.defaultAsset;
        this.values = { ...this.values, asset: asset ?? this.values.asset };
      }
    };
  }

  render() {
    const { reference, amount, asset } = this.values;
    return html`<form @submit=${this.submitted} class="columns">
      <label class="field">Order<select .value=${this.kind} @change=${event => { this.kind = event.target.value; }}>
        <option value="transfers">Transfer</option><option value="payouts">Payout</option></select></label>
      ${this.input('reference', 'Reference, the idempotency key', reference)}
      ${this.input('amount', `Amount in minor units: ${/^\d+$/.test(amount) ? formatted(amount, asset) + ' ' + currency(asset) : 'digits'}`, amount)}
      ${this.input('asset', 'Asset', asset)}
      ${this.picker('source', 'Source', ['accounts'])}
      ${this.picker('destination', 'Destination', ['accounts', 'external-accounts'])}
      ${this.input('description', 'Description', this.values.description)}
      <div class="actions">${actionButton({ label: 'Pay', kind: 'primary', call: () => this.call(), run: () => this.submitted() })}
        <button type="button" @click=${() => { this.values = { ...this.values, reference: this.fresh() }; }}>New reference</button></div>
      ${this.accounts(['accounts']).length === 0 ? html`<p class="quiet">Fetch accounts to pick them here.</p>` : ''}</form>`;
  }

  input(name, label, value) {
    return html`<label class="field">${label}<input .value=${value} @input=${this.set(name)} autocomplete="off" spellcheck="false"
      inputmode=${name === 'amount' ? 'numeric' : 'text'}></label>`;
  }

  picker(name, label, kinds) {
    const id = 'accounts-' + name;
    return html`<label class="field">${label}<input list=${id} .value=${this.values[name]} @input=${this.set(name)} autocomplete="off"
      spellcheck="false" placeholder="a reference"></label><datalist id=${id}>${this.accounts(kinds).map(({ row }) => html`<option
      value=${row.reference}>${row.name ?? ''} ${row.defaultAsset ?? ''}</option>`)}</datalist>`;
  }
}

function withoutRaw(row) {
  const { raw: _, ...rest } = row;
  return rest;
}

customElements.define('order-form', OrderForm);
