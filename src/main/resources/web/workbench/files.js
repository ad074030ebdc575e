// Connectors that are files: which there are, their commands, and running them.
import { segment, send } from './api.js';
import { updateOffline } from './offline.js';
import { go } from './place.js';
import { store } from './store.js';

const PREFIX = 'file-';

export function isFile(connectorId) {
  return connectorId.startsWith(PREFIX);
}

export function nameOf(connectorId) {
  return connectorId.slice(PREFIX.length);
}

export const listCall = { method: 'GET', path: '/connector-files', quiet: true };

export const reloadCall = { method: 'POST', path: '/connector-files/reload' };

export function keepFiles({ directories, connectors, problems }) {
  store.set({ files: connectors, fileProblems: problems, fileDirectories: directories });
}

export function showCall(connectorId) {
  return { method: 'GET', path: `/connector-files/${segment(nameOf(connectorId))}`, quiet: true };
}

/** Opens the connector of a place; without a command in the address, its first one. */
export async function openFile(place) {
  store.set({ tasks: [], capabilities: [], search: '', offline: null });
  const { file } = store;
  if (!file) {
    store.set({ failure: { message: 'there is no such connector file', details: 'It may have been removed.' } });
    return;
  }
  if (place.view === 'rows' && place.path === '' && file.commands.length > 0) {
    go({ connector: place.connector, path: file.commands[0] }, { replace: true });
  }
  try {
    await updateOffline();
    store.set({ failure: null });
  } catch (failure) {
    store.set({ failure });
  }
}
