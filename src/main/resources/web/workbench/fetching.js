// Fetching pages: one, or all until a page says that there is no other.
import { segment, send } from './api.js';
import { addPage, clear, list, payload, save } from './lists.js';
import { updateOffline } from './offline.js';
import { go } from './place.js';
import { store } from './store.js';

const MAX_PAGES = 1_000;

export function selectedTask() {
  return store.tasks.find(task => task.path === store.place.path) ?? null;
}

export function selectedList() {
  return list(store.place.path, store.place.of);
}

/** Selects a row, and picks it for the tasks that follow. */
export function select(entry) {
  store.chosen[store.place.path] = [...store.place.of, entry.name];
  go({ ...store.place, page: entry.page.number, row: entry.page.first + entry.index }, { replace: true });
}

/** Whether there is something to fetch: a task, and a row for it if it runs for rows. */
export function canFetch() {
  const task = selectedTask();
  return !store.busy && task && task.kind !== 'webhooks' && store.place.of.length === task.depth;
}

/** The call that fetches a page of the selected list: the next one, the first one, or that of a state (null for none). */
export function fetchCall(task, of, { reset = false, state = undefined } = {}) {
  const body = {};
  if (task.kind === 'others') {
    body.name = task.name;
  }
  const from = payload(task, of);
  if (from !== undefined) {
    body.fromPayload = from;
  }
  if (Number(store.pageSize) > 0) {
    body.pageSize = Number(store.pageSize);
  }
  if (reset) {
    body.reset = true;
  }
  if (state === null) {
    body.useCachedState = false;
  } else if (state !== undefined) {
    body.state = state;
  }
  return { method: 'POST', path: `/connectors/${segment(store.place.connector)}/fetch/${task.kind}`, body };
}

/** Fetches the next page, or the first one. */
export function next({ reset = false } = {}) {
  return work('Fetching', (task, fetched) => fetchPage(task, fetched, { reset }));
}

/** Fetches a page from its state again. The server continues after it. */
export function again({ before }) {
  return work('Fetching', (task, fetched) => fetchPage(task, fetched, { reset: false, state: before }));
}

/** Fetches from the beginning to the end. */
export function run() {
  return work('Running', (task, fetched) => walk(task, fetched, true));
}

/** Fetches what is new since the last page, as the engine does at every poll. */
export function poll() {
  return work('Polling', (task, fetched) => walk(task, fetched, false));
}

/** Stops after the page that is being fetched: the server moves on with every page, so that none may be lost. */
export function stop() {
  if (store.busy) {
    store.set({ busy: { ...store.busy, stopping: true } });
  }
}

async function work(text, action) {
  if (!canFetch()) {
    return;
  }
  const task = selectedTask();
  const fetched = selectedList();
  store.set({ busy: { text, pages: 0, stopping: false }, failure: null });
  try {
    await action(task, fetched);
    if (store.offline?.enabled) {
      await updateOffline(); // for what there was no snapshot
    }
  } catch (failure) {
    store.set({ failure });
  } finally {
    store.set({ busy: null });
    save();
  }
}

async function walk(task, fetched, reset) {
  for (let number = 0; number < MAX_PAGES; number++) {
    const page = await fetchPage(task, fetched, { reset: reset && number === 0 });
    if (!page.hasMore || store.busy.stopping) {
      return;
    }
  }
  store.set({ failure: { message: `stopped after ${MAX_PAGES} pages`, details: 'Poll again to continue.' } });
}

async function fetchPage(task, fetched, { reset, state }) {
  const before = reset ? null : state !== undefined ? state : await stateBefore(task, fetched);
  if (reset) {
    clear(fetched);
  }
  const call = fetchCall(task, fetched.of, { reset, state });
  const started = performance.now();
  const page = { number: (fetched.pages.at(-1)?.number ?? 0) + 1, before, at: new Date().toISOString(), call };
  try {
    const body = await send(call);
    Object.assign(page, {
      rows: body[task.field], deleted: body.paymentsToDelete ?? [], after: body.newState, hasMore: body.hasMore,
      warnings: body.warnings, skipped: body.skipped ?? [], calledAs: body.call ?? 0, failure: null,
    });
  } catch (failure) {
    const { message, code, details, status, exception } = failure;
    Object.assign(page, {
      rows: [], deleted: [], after: before, hasMore: false, warnings: [], skipped: [], calledAs: exception?.call ?? 0,
      failure: { message, code, details, status, exception },
    });
  }
  page.ms = Math.round(performance.now() - started);
  addPage(fetched, page);
  store.busy.pages++;
  if (selectedList() !== fetched) {
    store.changed(); // meanwhile another list was opened
  } else if (page.rows.length > 0) {
    select(fetched.rows[page.first]);
  } else {
    go({ ...store.place, page: page.number, row: -1 }, { replace: true });
  }
  return page;
}

/** The state that the server continues from: that of the last page here, or else what the server has. */
async function stateBefore(task, fetched) {
  const last = fetched.pages.at(-1);
  if (last) {
    return last.after;
  }
  const states = await send({
    method: 'GET', path: `/connectors/${segment(store.place.connector)}/state`, quiet: true,
  });
  const ofKind = (task.kind === 'others' ? states.others[task.name] : states.byPayload[task.kind]) ?? {};
  const name = fetched.of.at(-1) ?? '';
  return (ofKind[name] ?? ofKind['id:' + name])?.state ?? null;
}
