// What the server found over all pages of a run: each check, and the rows that did not pass it.
import { html, nothing } from 'lit';
import { count } from './format.js';

const VERDICTS = { passed: ['good', '✓'], warning: ['warn', '⚠'], failed: ['bad', '✗'] };

export function runChecks(checks = []) {
  return checks.length === 0 ? nothing : html`<h3>Checks</h3><ul class="checks">${checks.map(({ check, verdict, count: found, rows }) => {
    const [tone, sign] = VERDICTS[verdict] ?? ['quiet', '–'];
    const title = html`<span class=${tone}>${sign}</span> ${words(check)}`;
    return html`<li>${rows.length === 0 ? title : html`<details class="exchange"><summary>${title} <span class="quiet">${count(found,
      'row')}</span></summary><ul>${rows.map(row => html`<li><code>${row.key}</code> <span class="quiet">${row.kind}</span> ${row.message}</li>`)}</ul></details>`}</li>`;
  })}</ul>`;
}

function words(name) {
  return name.replace(/[A-Z]/g, letter => ' ' + letter.toLowerCase());
}
