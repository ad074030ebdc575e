// A transfer or payout between accounts that were fetched. The amount is in minor units, as the API takes it.
import { html } from 'lit';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { amount as formatted, currency } from './format.js';
import { rowsOfKinds } from './lists.js';
import { createCall, order } from './orders.js';
import { store } from './store.js';

class OrderForm extends Component {
  static properties = { kind: { state: true }, values: { state: true } };

  constructor() {
    super();
    this.kind = 'transfers';
    this.values = { reference: this.fresh(), amount: '100', asset: 'EUR/2', source: '', destination: '', description: '' };
  }

  fresh() {
    return 'order-' + Date.now().toString(36);
  }

  accounts(kinds) {
    return [...rowsOfKinds(kinds).values()];
  }

  call() {
    const { reference, amount, asset, source, destination, description } = this.values;
    const rows = rowsOfKinds(['accounts', 'external-accounts']);
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
        const asset = rowsOfKinds(['accounts']).get(event.target.value)?.row.defaultAsset;
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
