// The menu: the install tree with what was fetched of each task, then the other views.
import { html, nothing } from 'lit';
import { Component } from './component.js';
import { listKey } from './lists.js';
import { href } from './place.js';
import { store } from './store.js';

const VIEWS = [
  ['kept', 'All rows', () => store.kept], ['runs', 'Runs'], ['money', 'Money', () => store.orders.length], ['webhooks', 'Webhooks'], ['state', 'States'],
  ['faults', 'Faults'], ['snapshots', 'Snapshots'], ['schemas', 'Schemas'], ['baselines', 'Baselines'], ['timeline', 'Timeline'],
  ['connector', 'Connector'],
];

/** The chain of parent rows for a task: that of the address, or else what was picked last. */
export function chainFor(task) {
  const { path, of } = store.place;
  if (task.depth === 0) {
    return [];
  }
  if (path === task.path || path.startsWith(task.path + '/')) {
    return of.slice(0, task.depth);
  }
  return store.chosen[task.parent.path] ?? null;
}

class TaskTree extends Component {
  render() {
    return html`<nav aria-label="Tasks"><ul>${store.tasks.map(task => this.task(task))}</ul>
      <ul>${VIEWS.map(([view, label, number]) => this.view(view, label, number?.()))}</ul></nav>`;
  }

  task(task) {
    if (task.kind === 'webhooks') {
      return nothing;
    }
    const chain = chainFor(task);
    if (chain === null) {
      return html`<li class="depth-${task.depth}"><span class="quiet" title="It runs for each row: pick one">${task.label}
        <span class="of">for each row</span></span></li>`;
    }
    const here = store.place.view === 'rows' && store.place.path === task.path;
    return html`<li class="depth-${task.depth}"><a href=${href({ path: task.path, of: chain })} aria-current=${here
      ? 'page' : nothing}><span>${task.label}${chain.length > 0
      ? html` <span class="of">${chain.at(-1)}</span>` : nothing}</span>${this.mark(listKey(task.path, chain))}</a></li>`;
  }

  mark(key) {
    const list = store.lists.get(key);
    if (!list || list.pages.length === 0) {
      return html`<span class="quiet">–</span>`;
    }
    const last = list.pages.at(-1);
    const warnings = list.pages.reduce((sum, page) => sum + page.warnings.length, 0);
    const rows = list.rows.length.toLocaleString('en');
    if (last.failure) {
      return html`<span class="bad" title="The last page failed">${rows} ✗</span>`;
    }
    if (warnings > 0) {
      return html`<span class="warn" title="Rows with warnings: ${warnings}">${rows} ⚠</span>`;
    }
    return html`<span class="good" title=${last.hasMore ? 'There is more' : 'All of it'}>${rows} ${last.hasMore
      ? '…' : '✓'}</span>`;
  }

  view(view, label, count = 0) {
    return html`<li><a href=${href({ view })} aria-current=${store.place.view === view ? 'page' : nothing}><span>${label}</span>${count
      ? html`<span class="quiet">${count.toLocaleString('en')}</span>` : nothing}</a></li>`;
  }
}

customElements.define('task-tree', TaskTree);
