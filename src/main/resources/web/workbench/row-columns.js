// The columns of each kind: a heading, what stands in a cell, and whether it is right-aligned or dropped on small screens.
import { html } from 'lit';
import { amount, currency, time } from './format.js';

const reference = { head: 'Reference', cell: row => row.reference };
const created = { head: 'Created', cell: row => time(row.createdAt), small: false, type: 'time' };
const status = {
  head: 'Status', type: 'word', cell: row => html`<span class=${row.status === 'UNKNOWN' ? 'warn' : ''}>${row.status}</span>`,
};

/** An amount and its asset. */
function sum(head, value, asset) {
  return {
    head, right: true,
    cell: row => html`${amount(value(row), asset(row))} <span class="quiet">${currency(asset(row))}</span>`,
  };
}

const money = sum('Amount', row => row.amount, row => row.asset);

const ACCOUNTS = [
  reference,
  { head: 'Name', cell: row => row.name ?? '' },
  { head: 'Asset', cell: row => row.defaultAsset ?? '', small: false },
  created,
];

export const COLUMNS = {
  accounts: ACCOUNTS,
  'external-accounts': ACCOUNTS,
  balances: [{ head: 'Account', cell: row => row.accountReference }, money, created],
  payments: [
    reference,
    { head: 'Type', cell: row => row.type, small: false, type: 'word' },
    money,
    status,
    created,
  ],
  orders: [
    reference,
    { head: 'Type', cell: row => `${row.direction} ${row.type}`, small: false, type: 'word' },
    sum('Quantity', row => row.baseQuantityOrdered, row => row.direction === 'BUY' ? row.destinationAsset : row.sourceAsset),
    status,
    created,
  ],
  conversions: [
    reference,
    sum('From', row => row.sourceAmount, row => row.sourceAsset),
    { ...sum('Into', row => row.destinationAmount, row => row.destinationAsset), small: false },
    status,
    created,
  ],
  others: [{ head: 'Id', cell: row => row.id }, { head: 'Value', cell: row => JSON.stringify(row.other) }],
};

/** What is worth saying about a row, in a few characters. */
export function remark(entry) {
  if (entry.warnings.length > 0) {
    return html`<span class="warn" title=${entry.warnings.join('\n')}>⚠<span class="hidden"> ${entry.warnings.join(
      ', ')}</span></span>`;
  }
  return entry.again ? html`<span class="quiet" title="Came before, too">again</span>` : '';
}
