// The orders of this tab with what came of them, newest first, and what can be done next with each.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { clock } from './format.js';
import { jsonView } from './json-view.js';
import { createCall, order, pollCall, reverseCall } from './orders.js';
import { store } from './store.js';

class OrderList extends Component {
  render() {
    return html`<section aria-labelledby="orders-title"><header><h2 id="orders-title">Results</h2></header>
      ${store.orders.length === 0 ? html`<p class="empty quiet">No order yet.</p>` : nothing}
      ${store.orders.map(made => this.made(made))}</section>`;
  }

  made(made) {
    const warnings = made.result?.warnings ?? [];
    return html`<article><h3>${made.title} <span class="of">${made.body?.reference ?? made.pollingId ?? ''}</span>
      <span class="quiet">${clock(made.at)}</span></h3>
      ${failureNote(made.failure)}
      ${warnings.length > 0 ? html`<div class="note warn"><ul>${warnings.map(({ message }) => html`<li>${message}</li>`)}</ul></div>` : nothing}
      ${made.result ? jsonView(summary(made.result), label(made)) : nothing}
      ${made.kind && made.body?.sourceAccount !== undefined ? this.actions(made) : nothing}</article>`;
  }

  actions(made) {
    const again = createCall(made.kind, made.body);
    return html`<div class="actions">${actionButton({
      label: 'Pay again with the same reference', call: again, run: () => order('Again', made.kind, again),
    })}${made.pollingId ? actionButton({
      label: 'Poll', call: pollCall(made), run: () => order('Poll', made.kind, pollCall(made), made),
    }) : nothing}${actionButton({
      label: 'Reverse', call: reverseCall(made), run: () => order('Reversal', '', reverseCall(made)),
    })}</div>`;
  }
}

/** Unique among the orders of this tab: the second poll is `Poll result 2`. */
function label(made) {
  const earlier = store.orders.slice(store.orders.indexOf(made) + 1).filter(({ title }) => title === made.title).length;
  return `${made.title} result${earlier > 0 ? ' ' + (earlier + 1) : ''}`;
}

function summary({ warnings: _, ...result }) {
  return result;
}

customElements.define('order-list', OrderList);
