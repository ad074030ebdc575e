// The deliveries that the receiver got or that were made of them, with what can be done again, and the steps of one.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { deliverySteps } from './delivery-steps.js';
import { failureNote } from './failure-note.js';
import { clock } from './format.js';
import { store } from './store.js';

const ACTIONS = [
  ['resend', 'Resend', 'The same bytes'],
  ['re-sign', 'Re-sign', 'With a signature of now'],
  ['tamper', 'Tamper', 'With one bit flipped'],
  ['old', 'Old', 'Ten minutes later'],
  ['twice', 'Twice', 'Two times'],
];

class DeliveryList extends Component {
  static properties = {
    webhooks: { attribute: false }, deliveries: { state: true }, opened: { state: true }, body: { state: true }, failure: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.body = '{"id": "evt_1", "type": "test"}';
    this.load();
  }

  path() {
    return `/connectors/${segment(store.place.connector)}/webhooks/deliveries`;
  }

  async load() {
    await this.attempt(async () => {
      const { deliveries } = await send({ method: 'GET', path: this.path() });
      this.deliveries = deliveries.toSorted((one, other) => other.delivery - one.delivery);
    });
  }

  receiveCall() {
    const path = this.webhooks?.[0]?.urlPath ?? '/';
    let body;
    try {
      body = JSON.parse(this.body);
    } catch {
      body = this.body;
    }
    return { method: 'POST', path: `/webhooks/${segment(store.place.connector)}${path}`, body };
  }

  /** A delivery without a signature is refused, but kept, so that it can be signed. */
  async receive() {
    await this.attempt(() => send(this.receiveCall()).catch(() => null));
    await this.load();
    if (this.deliveries?.length > 0) {
      await this.open(this.deliveries[0].delivery);
    }
  }

  open(number) {
    return this.attempt(async () => {
      this.opened = await send({ method: 'GET', path: `${this.path()}/${number}` });
    });
  }

  repeatCall(number, action) {
    return { method: 'POST', path: `${this.path()}/${number}/${action}` };
  }

  repeat(number, action) {
    return this.attempt(async () => {
      const { deliveries } = await send(this.repeatCall(number, action));
      this.opened = deliveries.at(-1);
      await this.load();
    });
  }

  render() {
    return html`<section aria-labelledby="deliveries-title"><header><h2 id="deliveries-title">Deliveries</h2>
      ${actionButton({ label: 'Refresh', kind: 'small', call: { method: 'GET', path: this.path() }, run: () => this.load() })}</header>
      ${failureNote(this.failure)}
      ${this.webhooks?.length > 0 ? this.trial() : html`<p class="empty quiet">Create a webhook to receive deliveries.</p>`}
      ${this.deliveries?.length > 0 ? this.table() : nothing}
      ${this.opened ? deliverySteps(this.opened) : nothing}</section>`;
  }

  trial() {
    return html`<label class="field">A delivery to ${this.webhooks[0].urlPath}, without a signature<textarea class="code" rows="3"
      spellcheck="false" .value=${this.body} @input=${event => { this.body = event.target.value; }}></textarea></label>
      <div class="actions">${actionButton({ label: 'Deliver', call: () => this.receiveCall(), run: () => this.receive() })}</div>`;
  }

  table() {
    return html`<ul class="deliveries">${this.deliveries.map(delivery => html`<li aria-current=${delivery.delivery === this.opened?.delivery
      ? 'true' : nothing}><button type="button" class="link" @click=${() => this.open(delivery.delivery)}>${delivery.delivery}
      ${delivery.action}${delivery.origin ? ' of ' + delivery.origin : ''}</button>
      <span class=${delivery.accepted ? 'good' : 'bad'}>${delivery.accepted ? 'accepted' : delivery.error.message}</span>
      <span class="quiet">${clock(delivery.receivedAt)}${delivery.duplicateOf ? ` · duplicate of ${delivery.duplicateOf}` : ''}</span>
      <span class="actions">${ACTIONS.map(([action, label, about]) => actionButton({
        label, kind: 'small', name: `${label} delivery ${delivery.delivery}: ${about.toLowerCase()}`,
        call: this.repeatCall(delivery.delivery, action), run: () => this.repeat(delivery.delivery, action),
      }))}</span></li>`)}</ul>`;
  }
}

customElements.define('delivery-list', DeliveryList);
