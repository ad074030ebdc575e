// What differs between the rows of a baseline and those that are kept now, kind by kind.
import { html, nothing } from 'lit';
import { count } from './format.js';
import { isObject, scalarText } from './json.js';

const MAX_SHOWN = 200;

export function rowDifferences(name, { changes, kinds }) {
  const changed = Object.entries(kinds).filter(([, { added, removed, modified }]) => added.length + removed.length + modified.length > 0);
  return html`<h3><span role="status">Since ${name}: ${changes === 0 ? html`<span class="good">every row is the same.</span>`
    : html`<span class="warn">${count(changes, 'change')}</span>`}</span></h3>${changed.map(([kind, differences]) => ofKind(kind, differences))}`;
}

function ofKind(kind, { before, after, added, removed, modified }) {
  const lines = [
    ...removed.map(key => html`<li><del>${key}</del> removed</li>`), ...added.map(key => html`<li><ins>${key}</ins> added</li>`),
    ...modified.flatMap(({ key, fields }) => fields.map(field => html`<li><code>${key}</code> ${field.field}: <del>${text(field.before)}</del>
      <ins>${text(field.after)}</ins></li>`)),
  ];
  return html`<h4>${kind} <span class="good">+${added.length}</span> <span class="bad">−${removed.length}</span> <span class="warn">~${modified.length}</span>
    <span class="quiet">${before.toLocaleString('en')} then, ${after.toLocaleString('en')} now</span></h4>
    <ul class="differences">${lines.slice(0, MAX_SHOWN)}</ul>${lines.length > MAX_SHOWN
      ? html`<p class="quiet">And ${count(lines.length - MAX_SHOWN, 'other difference')}: the call returns all of them.</p>` : nothing}`;
}

function text(value) {
  return isObject(value) ? JSON.stringify(value) : value === null ? 'nothing' : scalarText(value);
}
