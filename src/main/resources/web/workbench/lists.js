// The rows that this tab has fetched: a list for each task and chain of parent rows. Each has its pages, and all rows of
// them in one array for the table. Kept for the tab, so that reloading it loses nothing.
import { store } from './store.js';
import { parse } from './json.js';
import { payloadOf, rowName } from './tree.js';

const MAX_ROWS = 100_000;
const MAX_STORED = 2_000_000;

export function listKey(path, of) {
  return [path, ...of.map(encodeURIComponent)].join('|');
}

/** The list of a task, for the chain of parent rows in `of`; created when it is first used. */
export function list(path, of) {
  const key = listKey(path, of);
  if (!store.lists.has(key)) {
    store.lists.set(key, { path, of, pages: [], rows: [], seen: new Set(), dropped: 0 });
  }
  return store.lists.get(key);
}

/** Adds a page, and drops the oldest ones beyond the bound. */
export function addPage(list, page) {
  list.pages.push(page);
  page.first = list.rows.length;
  page.rows.forEach((row, index) => {
    const warnings = page.warnings.filter(warning => warning.index === index).map(warning => warning.message);
    const name = rowName(row);
    list.rows.push({ row, name, page, index, warnings, again: name !== '' && list.seen.has(name) });
    list.seen.add(name);
  });
  while (list.rows.length > MAX_ROWS && list.pages.length > 1) {
    const oldest = list.pages.shift();
    list.rows.splice(0, oldest.rows.length);
    list.pages.forEach(other => { other.first -= oldest.rows.length; });
    list.dropped += oldest.rows.length;
  }
}

export function clear(list) {
  Object.assign(list, { pages: [], rows: [], seen: new Set(), dropped: 0 });
}

/** The payload that a list's task gets: the parent row, if it was fetched, or what its reference says. */
export function payload(task, of) {
  if (!task.parent) {
    return undefined;
  }
  const name = of.at(-1);
  const parents = list(task.parent.path, of.slice(0, -1)).rows;
  const entry = parents.find(candidate => candidate.name === name);
  return entry ? payloadOf(entry.row) : { [task.parent.kind === 'others' ? 'id' : 'reference']: name };
}

/** All fetched rows of some kinds, for forms: newest version of each. */
export function rowsOfKinds(kinds) {
  const rows = new Map();
  for (const { path, rows: entries } of store.lists.values()) {
    const kind = store.tasks.find(task => task.path === path)?.kind;
    if (kinds.includes(kind)) {
      entries.forEach(({ name, row }) => rows.set(name, { kind, row }));
    }
  }
  return rows;
}

export function save() {
  const lists = [...store.lists.values()].filter(({ pages }) => pages.length > 0)
    .map(({ path, of, pages, dropped }) => ({ path, of, pages, dropped }));
  const text = JSON.stringify({ lists, orders: store.orders });
  if (text.length <= MAX_STORED) {
    try {
      sessionStorage.setItem('workbench.' + store.place.connector, text);
    } catch {
      // full: the rows last as long as the page
    }
  }
}

/** Forgets the rows of this tab, since the server has forgotten its own. */
export function forgetRows() {
  store.lists = new Map();
  save();
  store.set({ chosen: {}, kept: 0 });
}

export function restore(connectorId) {
  store.lists = new Map();
  store.orders = [];
  const text = sessionStorage.getItem('workbench.' + connectorId);
  if (text) {
    const { lists, orders } = parse(text);
    store.orders = orders;
    for (const kept of lists) {
      const restored = list(kept.path, kept.of);
      kept.pages.forEach(page => addPage(restored, page));
      restored.dropped = kept.dropped;
    }
  }
}
