// A bank account to register at the provider.
import { html } from 'lit';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { bankAccountCall, order } from './orders.js';

const FIELDS = [
  ['id', 'Id'], ['name', 'Holder'], ['iban', 'IBAN'], ['accountNumber', 'Account number'], ['swiftBicCode', 'BIC'],
  ['country', 'Country, such as DE'],
];

class BankAccountForm extends Component {
  static properties = { values: { state: true } };

  constructor() {
    super();
    this.values = { id: 'bank-1', name: '' };
  }

  call() {
    return bankAccountCall(Object.fromEntries(Object.entries(this.values).filter(([, value]) => value !== '')));
  }

  render() {
    return html`<details><summary>Bank account</summary><form class="columns" @submit=${event => event.preventDefault()}>
      ${FIELDS.map(([name, label]) => html`<label class="field">${label}<input .value=${this.values[name] ?? ''} autocomplete="off"
        spellcheck="false" @input=${event => { this.values = { ...this.values, [name]: event.target.value }; }}></label>`)}
      <div class="actions">${actionButton({
        label: 'Create bank account', call: () => this.call(), run: () => order('Bank account', '', this.call()),
      })}</div></form></details>`;
  }
}

customElements.define('bank-account-form', BankAccountForm);
