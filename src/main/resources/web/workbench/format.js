// How values look in the table and in forms.
import { scalarText } from './json.js';

/** Minor units as the asset says: 125000 of EUR/2 is 1,250.00. */
export function amount(value, asset) {
  if (value === null || value === undefined) {
    return '–';
  }
  const text = scalarText(value);
  const digits = Number(/\/(\d+)$/.exec(asset ?? '')?.[1] ?? 0);
  const negative = text.startsWith('-');
  const padded = text.replace('-', '').padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits > 0 ? '.' + padded.slice(-digits) : '';
  return (negative ? '−' : '') + whole + fraction;
}

export function currency(asset) {
  return (asset ?? '').replace(/\/\d+$/, '');
}

export function time(text) {
  return (text ?? '').replace('T', ' ').replace(/(\.\d+)?Z$/, '');
}

export function clock(text) {
  return text ? new Date(text).toLocaleTimeString([], { hour12: false }) : '';
}

export function count(number, one, many = one + 's') {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
