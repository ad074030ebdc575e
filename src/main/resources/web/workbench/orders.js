// The calls for orders, and what this tab remembers of them.
import { segment, send } from './api.js';
import { save } from './lists.js';
import { store } from './store.js';

const MAX_ORDERS = 200;

function path(...segments) {
  return `/connectors/${segment(store.place.connector)}/` + segments.map(segment).join('/');
}

export function createCall(kind, body) {
  return { method: 'POST', path: path(kind), body };
}

export function pollCall(order) {
  return { method: 'GET', path: path(order.kind, 'polls', order.pollingId) };
}

export function reverseCall(order, amount) {
  const body = { reference: order.body.reference + '-back' };
  if (amount) {
    body.amount = JSON.rawJSON ? JSON.rawJSON(amount) : Number(amount);
  }
  return { method: 'POST', path: path(order.kind, order.body.reference, 'reverse'), body };
}

export function bankAccountCall(body) {
  return { method: 'POST', path: path('bank-accounts'), body };
}

/** Makes a call and remembers what came of it. */
export async function order(title, kind, call, before = {}) {
  const made = { title, kind, body: call.body ?? before.body, pollingId: before.pollingId ?? null, at: new Date().toISOString(), call };
  try {
    made.result = await send(call);
    made.pollingId = made.result.pollingId ?? made.pollingId;
    made.failure = null;
  } catch ({ message, code, details }) {
    made.result = null;
    made.failure = { message, code, details };
  }
  store.orders = [made, ...store.orders].slice(0, MAX_ORDERS);
  save();
  store.changed();
}
