// The search of the rows that the server keeps: which kinds there are, and what each can be filtered by.
import { segment } from './api.js';
import { store } from './store.js';

export const KINDS = [
  { kind: 'payments', label: 'Payments', filters: ['account', 'type', 'status'] },
  { kind: 'accounts', label: 'Accounts', filters: [] },
  { kind: 'external-accounts', label: 'External accounts', filters: [] },
  { kind: 'balances', label: 'Balances', filters: ['account'] },
  { kind: 'orders', label: 'Orders', filters: ['account', 'type', 'status'] },
  { kind: 'conversions', label: 'Conversions', filters: ['account', 'status'] },
  { kind: 'others', label: 'Others', filters: [] },
];

const FIELDS = [
  { name: 'q', label: 'Contains', hint: 'any text' },
  { name: 'account', label: 'Account', hint: 'its reference' },
  { name: 'type', label: 'Type', hint: 'such as PAYOUT' },
  { name: 'status', label: 'Status', hint: 'such as SUCCEEDED' },
  { name: 'from', label: 'Created from (UTC)', type: 'date', at: 'T00:00:00Z' },
  { name: 'to', label: 'Created until (UTC)', type: 'date', at: 'T23:59:59.999999999Z' },
];

/** The fields of the form for a kind. */
export function keptFields(kind) {
  const { filters } = KINDS.find(other => other.kind === kind);
  const times = kind === 'others' ? [] : ['from', 'to'];
  return FIELDS.filter(({ name }) => ['q', ...filters, ...times].includes(name));
}

export function keptCall(kind, filters, cursor) {
  const query = Object.entries({ ...filters, cursor }).filter(([, value]) => value)
    .map(([name, value]) => `${name}=${segment(value + (FIELDS.find(field => field.name === name)?.at ?? ''))}`).join('&');
  return { method: 'GET', path: `/connectors/${segment(store.place.connector)}/rows/${kind}${query ? '?' + query : ''}` };
}
