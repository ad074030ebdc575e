// The install tree of a run, with what each node fetched.
import { html } from 'lit';
import { actionButton } from './action-button.js';
import { tasksCall } from './runs.js';

const NUMBERS = [
  ['pages', 'Pages'], ['rows', 'Rows'], ['newRows', 'New'], ['changedRows', 'Changed'], ['skipped', 'Skipped'], ['warnings', 'Warnings'],
  ['retries', 'Retries'],
];

/** `open` gets the node whose tasks are wanted. */
export function runTree({ run, tree }, open) {
  const nodes = tree.flatMap(node => flat(node, 0));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Tasks of the run"><table><thead><tr><th scope="col">Task</th><th
    scope="col">Status</th>${NUMBERS.map(([, label]) => html`<th scope="col" class="right">${label}</th>`)}</tr></thead>
    <tbody>${nodes.map(({ node, depth }) => html`<tr><th scope="row" class="depth-${depth}">${actionButton({
      label: node.name.replace(/^fetch_/, '').replaceAll('_', ' '), name: `Tasks of ${node.name}`, kind: 'link', call: tasksCall(run, { path: node.path }),
      run: () => open(node),
    })}</th><td class=${node.status === 'failed' ? 'bad' : node.status === 'done' ? 'good' : 'quiet'}>${node.status}</td>${NUMBERS.map(([field]) => html`<td
      class="right ${node[field] > 0 && ['warnings', 'skipped', 'retries'].includes(field) ? 'warn' : ''}">${node[field].toLocaleString('en')}</td>`)}</tr>`)}</tbody></table></div>`;
}

function flat(node, depth) {
  return [{ node, depth }, ...node.next.flatMap(child => flat(child, depth + 1))];
}
