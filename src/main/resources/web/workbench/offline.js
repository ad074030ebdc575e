// Whether the connector is offline: its responses come from its snapshots, and nothing is sent.
import { segment, send } from './api.js';
import { store } from './store.js';

function path(connectorId) {
  return `/connectors/${segment(connectorId)}/offline`;
}

export function offlineCall(enabled, tags = []) {
  return { method: 'PUT', path: path(store.place.connector), body: enabled ? { enabled, tags } : { enabled } };
}

/** Changes it, or by default looks; throws CallFailure. */
export async function updateOffline(call = { method: 'GET', path: path(store.place.connector), quiet: true }) {
  const { connector } = store.place;
  const offline = await send(call);
  if (store.place.connector === connector) {
    store.set({ offline });
  }
}

export async function goOnline() {
  try {
    await updateOffline(offlineCall(false));
  } catch (failure) {
    store.set({ failure });
  }
}

/** What was typed as tags, with commas between. */
export function tagsOf(text) {
  return text.split(',').map(tag => tag.trim()).filter(Boolean);
}
