// Loading, creating and removing connectors.
import { segment, send } from './api.js';
import { isFile, keepFiles, listCall, openFile } from './files.js';
import { restore } from './lists.js';
import { updateOffline } from './offline.js';
import { go, read } from './place.js';
import { store } from './store.js';
import { readTree } from './tree.js';

export async function load() {
  try {
    const [providers, { examples }, { connectors }, files] = await Promise.all([
      send({ method: 'GET', path: '/providers' }),
      send({ method: 'GET', path: '/examples' }),
      send({ method: 'GET', path: '/connectors' }),
      send(listCall),
    ]);
    keepFiles(files);
    store.set({ phase: 'ready', providers, examples, connectors, failure: null });
    await arrive();
  } catch (failure) {
    store.set(failure.status === 401 ? { phase: 'key' } : { phase: 'ready', failure });
  }
}

/** Follows the address bar. */
export async function arrive() {
  const place = read();
  const other = place.connector !== store.place.connector;
  if (!place.connector && !['new', 'files'].includes(place.view) && store.connectors.length > 0) {
    go({ connector: store.connectors.at(-1).connectorId }, { replace: true });
    followEvents();
    return open(store.place);
  }
  const otherList = place.path !== store.place.path || place.of.join() !== store.place.of.join();
  store.set(otherList ? { place, search: '' } : { place });
  if (other) {
    followEvents();
  }
  if (isFile(place.connector)) {
    return other || place.path === '' ? openFile(place) : undefined;
  }
  return other && place.connector ? open(place) : firstTask();
}

function followEvents() {
  import('./live-store.js').then(({ follow }) => follow());
}

async function open(place) {
  store.set({ tasks: [], capabilities: [], search: '', offline: null, kept: 0, reloaded: null, outdated: false });
  const connector = store.connector;
  if (!connector) {
    store.set({ failure: { message: 'there is no such connector', details: 'It may have been deleted.' } });
    return;
  }
  restore(place.connector);
  try {
    const [{ workflow }, { capabilities }] = await Promise.all([
      send(installCall(place.connector)),
      send({ method: 'GET', path: `/providers/${segment(connector.provider)}/capabilities` }),
      updateOffline(),
    ]);
    store.set({ tasks: readTree(workflow), capabilities, failure: null });
    firstTask();
  } catch (failure) {
    store.set({ failure });
  }
}

/** Opens the first list where the address names none. */
function firstTask() {
  if (store.place.view === 'rows' && store.place.path === '' && store.tasks.length > 0) {
    go({ connector: store.place.connector, path: store.tasks[0].path }, { replace: true });
  }
}

export function installCall(connectorId) {
  return { method: 'POST', path: `/connectors/${segment(connectorId)}/install` };
}

export function uninstallCall(connectorId) {
  return { method: 'POST', path: `/connectors/${segment(connectorId)}/uninstall` };
}

export function reloadCall({ provider }) {
  return { method: 'POST', path: `/providers/${segment(provider.toLowerCase())}/reload` };
}

/** Loads the code of a connector's provider again; what it has changed comes as an event. */
export async function reload(connector) {
  try {
    await send(reloadCall(connector));
    store.set({ outdated: false, failure: null });
  } catch (failure) {
    store.set({ failure });
  }
}

export function exampleCall(name) {
  return { method: 'POST', path: `/examples/${segment(name)}/connectors` };
}

/** Creates a connector and opens it; throws CallFailure. */
export async function create(call) {
  const created = await send(call);
  const { connectors } = await send({ method: 'GET', path: '/connectors' });
  sessionStorage.removeItem('workbench.' + created.connectorId);
  store.set({ connectors, failure: null });
  go({ connector: created.connectorId });
}

export function deleteCall(connectorId) {
  return { method: 'DELETE', path: `/connectors/${segment(connectorId)}` };
}

export async function remove(connectorId) {
  try {
    await send(deleteCall(connectorId));
  } catch (failure) {
    store.set({ failure });
    return;
  }
  sessionStorage.removeItem('workbench.' + connectorId);
  store.set({ connectors: store.connectors.filter(other => other.connectorId !== connectorId) });
  history.replaceState(null, '', '#/');
  await arrive();
}
