// Moving money: an order, what came of the orders of this tab, and bank accounts.
import { html } from 'lit';
import './bank-account-form.js';
import { Component } from './component.js';
import './order-form.js';
import './order-list.js';

class MoneyView extends Component {
  render() {
    return html`<section aria-labelledby="money-title"><header><h2 id="money-title">Money</h2></header>
      <order-form></order-form><bank-account-form></bank-account-form></section><order-list></order-list>`;
  }
}

customElements.define('money-view', MoneyView);
