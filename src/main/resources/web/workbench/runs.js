// Runs: the server walks the whole install tree in the background; this follows the one that is under way.
import { segment, send } from './api.js';
import { store } from './store.js';

const WAIT = 2;

export function runCall(options = {}) {
  return { method: 'POST', path: path(), body: options };
}

export function actCall(run, action) {
  return action === 'forget'
    ? { method: 'DELETE', path: `${path()}/${run.run}` }
    : { method: 'POST', path: `${path()}/${run.run}/${action}` };
}

function path() {
  return `/connectors/${segment(store.place.connector)}/runs`;
}

/** The runs of the connector, the newest first. */
export async function loadRuns() {
  const { runs } = await send({ method: 'GET', path: path(), quiet: true });
  return runs.toReversed();
}

/** The run with its tree, as soon as it has ended or is paused, or after a moment. */
export function loadRun(number, { wait = 0, quiet = true } = {}) {
  return send({ method: 'GET', path: `${path()}/${number}${wait ? `?wait=${wait}` : ''}`, quiet });
}

export async function failedTasks(number) {
  const { tasks } = await send({ method: 'GET', path: `${path()}/${number}/tasks?status=failed`, quiet: true });
  return tasks;
}

/** The tasks of a run; `after` is the number of the task after which the list begins. */
export function tasksCall(number, filters) {
  const query = Object.entries({ ...filters, limit: 50 }).filter(([, value]) => value).map(([name, value]) => `${name}=${segment(value)}`);
  return { method: 'GET', path: `${path()}/${number}/tasks?${query.join('&')}` };
}

/** Follows a run until it ends; `show` gets every state of it, and says whether to go on. */
export async function follow(number, show) {
  for (;;) {
    const run = await loadRun(number, { wait: WAIT });
    if (!show(run) || run.endedAt !== null) {
      return;
    }
    if (run.status === 'paused') {
      await new Promise(resolve => { setTimeout(resolve, WAIT * 1000); });
    }
  }
}
