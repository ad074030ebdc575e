// What differs between two exchanges, as the server compares them.
import { html, nothing } from 'lit';
import { jsonView } from './json-view.js';

export function exchangeDifferences({ line, status, request, response }) {
  const parts = [
    changed('Request line', line), changed('Status', status), ...headers('Request', request.headers), body('Request body', request.body),
    ...headers('Response', response.headers), body('Response body', response.body),
  ].filter(part => part !== nothing);
  return parts.length === 0 ? html`<p class="good">The same as before.</p>` : html`<ul class="differences">${parts}</ul>`;
}

function changed(title, { equal, before, after }) {
  return equal ? nothing : html`<li>${title}: <del>${before ?? '–'}</del> <ins>${after ?? '–'}</ins></li>`;
}

function headers(title, list) {
  return list.map(({ name, before, after }) => html`<li>${title} header ${name}: <del>${before?.join(', ') ?? '–'}</del>
    <ins>${after?.join(', ') ?? '–'}</ins></li>`);
}

function body(title, { equal, before, after, patch }) {
  if (equal) {
    return nothing;
  }
  return patch ? html`<li>${title}, as a JSON patch${jsonView(patch, title + ' patch')}</li>` : changed(title, { equal, before, after });
}
