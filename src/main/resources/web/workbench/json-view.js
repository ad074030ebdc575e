// JSON, indented and coloured; lines that differ from another JSON may be marked.
import { html, nothing } from 'lit';
import { pretty } from './json.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)/g;

export function jsonView(value, label) {
  return linesView(pretty(value).split('\n').map(text => ({ text, changed: false })), label);
}

/** Lines as compareLines returns them; `sign` marks those that changed, and a plain line is no JSON. */
export function linesView(lines, label, sign = '') {
  return html`<pre class="json" tabindex="0" role="region" aria-label=${label}>${lines.map(({ text, changed, plain }) => html`<span
    class=${!changed ? nothing : sign === '+' ? 'added' : 'removed'}>${plain ? text : coloured(text)}</span>`)}</pre>`;
}

function coloured(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(TOKEN)) {
    parts.push(text.slice(end, found.index));
    const [, string, colon, scalar] = found;
    const type = colon ? 'key' : string ? 'string' : 'scalar';
    parts.push(html`<span class=${type}>${string ?? scalar}</span>${colon ?? nothing}`);
    end = found.index + found[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}
