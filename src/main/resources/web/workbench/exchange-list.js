// The HTTP exchanges that a page led to: a line for each attempt, which opens to both messages.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { Component } from './component.js';
import './exchange-detail.js';
import { failureNote } from './failure-note.js';
import { count } from './format.js';
import { store } from './store.js';

class ExchangeList extends Component {
  static properties = { call: { attribute: false }, exchanges: { state: true }, opened: { state: true }, failure: { state: true } };

  willUpdate(changed) {
    if (changed.has('call')) {
      Object.assign(this, { exchanges: null, opened: {}, failure: null });
      this.load(this.call);
    }
  }

  path() {
    return `/connectors/${segment(store.place.connector)}/exchanges`;
  }

  async load(call) {
    try {
      const { exchanges } = await send({ method: 'GET', path: `${this.path()}?call=${call}`, quiet: true });
      if (this.call === call) {
        this.exchanges = exchanges.toReversed();
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  async open(number) {
    if (!this.opened[number]) {
      try {
        const exchange = await send({ method: 'GET', path: `${this.path()}/${number}` });
        this.opened = { ...this.opened, [number]: exchange };
      } catch (failure) {
        this.failure = failure;
      }
    }
  }

  render() {
    const { exchanges } = this;
    if (!exchanges || exchanges.length === 0) {
      return failureNote(this.failure);
    }
    const retried = exchanges.filter(({ attempt }) => attempt > 1).length;
    return html`<h3>${count(exchanges.length, 'request')}${retried > 0 ? html` <span class="warn">${retried} retried</span>` : nothing}</h3>
      ${failureNote(this.failure)}${exchanges.map(exchange => this.exchange(exchange))}`;
  }

  exchange(exchange) {
    const bad = exchange.status === null || exchange.status === 0 || exchange.status >= 400;
    return html`<details class="exchange" @toggle=${event => event.target.open && this.open(exchange.exchange)}>
      <summary><span class=${bad ? 'bad' : 'good'}>${exchange.status || '–'}</span> <code>${exchange.method} ${target(exchange.url)}</code>
        <span class="quiet">${exchange.millis} ms${exchange.attempt > 1 ? ` · attempt ${exchange.attempt}` : ''}</span></summary>
      ${this.opened[exchange.exchange] ? html`<exchange-detail .exchange=${this.opened[exchange.exchange]}></exchange-detail>` : nothing}</details>`;
  }
}

function target(url) {
  return url.replace(/^https?:\/\/[^/]+/, '') || '/';
}

customElements.define('exchange-list', ExchangeList);
