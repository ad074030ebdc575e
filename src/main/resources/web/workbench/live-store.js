// What the events of the selected connector change in the store: how many rows the server keeps, what changed code has
// changed, and whether the connector is still there.
import { segment, send } from './api.js';
import { arrive } from './connectors.js';
import { live, watch } from './live.js';
import { store } from './store.js';

const SETTLED = 300;

let timer = 0;

live.addEventListener('page', later);
live.addEventListener('lost', later);
live.addEventListener('deleted', gone);
live.addEventListener('reload', ({ detail }) => store.set({ reloaded: detail, outdated: detail.failed && store.outdated }));
addEventListener('focus', look);

/** Follows the selected connector, if one is. */
export function follow() {
  watch(store.connector?.connectorId ?? '');
  later();
  look();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(count, SETTLED);
}

async function count() {
  const { connector } = store;
  if (!connector) {
    return;
  }
  try {
    const { rows } = await send({ method: 'GET', path: `/connectors/${segment(connector.connectorId)}/rows`, quiet: true });
    if (store.connector === connector) {
      store.set({ kept: Object.values(rows).reduce((sum, kind) => sum + kind.count, 0) });
    }
  } catch {
    // the next event leads here again
  }
}

/** Looks at the files of the connector's code, also when somebody comes back from the terminal. */
async function look() {
  const { connector } = store;
  if (!connector) {
    return;
  }
  try {
    const { code } = await send({ method: 'GET', path: `/connectors/${segment(connector.connectorId)}`, quiet: true });
    if (store.connector === connector) {
      store.set({ outdated: Boolean(code?.changed && !code.automatic) });
    }
  } catch {
    // it is not there any more
  }
}

/** It was deleted, here or elsewhere. */
async function gone() {
  try {
    const { connectors } = await send({ method: 'GET', path: '/connectors', quiet: true });
    store.set({ connectors });
  } catch {
    return; // the server ends
  }
  if (store.place.connector !== '' && !store.connector && !store.file) {
    history.replaceState(null, '', '#/');
    await arrive();
  }
}
