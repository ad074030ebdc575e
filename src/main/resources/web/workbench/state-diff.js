// The state before and after a page, side by side, with the lines that differ.
import { html } from 'lit';
import { compareLines, pretty } from './json.js';
import { linesView } from './json-view.js';

export function stateDiff(before, after) {
  const [left, right] = compareLines(pretty(before), pretty(after));
  const same = left.every(line => !line.changed) && right.every(line => !line.changed);
  return html`<div class="pair states">
    <figure><figcaption>State in</figcaption>${linesView(left, 'State in', '-')}</figure>
    <figure><figcaption>State out${same ? html` <span class="quiet">unchanged</span>` : ''}</figcaption>${linesView(right,
      'State out', '+')}</figure>
  </div>`;
}
