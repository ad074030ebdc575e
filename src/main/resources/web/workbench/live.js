// What happens to the selected connector, as the server sends it: read with fetch instead of EventSource, which cannot send
// a key. Only a tab that is seen holds a stream, because a browser opens few connections to one server.
import { events as opened } from './api.js';

const AGAIN = 2_000;

/** The events of the connector: `page`, `task`, `run`, `lost` and `deleted`, each with its data as `detail`. */
export const live = new EventTarget();

let wanted = '';
let reading = null;
let last = '';

/** Follows a connector from now on, instead of any other; an empty id follows none. */
export function watch(connectorId) {
  if (connectorId !== wanted) {
    [wanted, last] = [connectorId, ''];
    restart();
  }
}

document.addEventListener('visibilitychange', restart);

function restart() {
  reading?.abort();
  reading = null;
  if (wanted !== '' && !document.hidden) {
    reading = new AbortController();
    follow(wanted, reading.signal);
  }
}

async function follow(connectorId, signal) {
  while (!signal.aborted) {
    try {
      await read(await opened(connectorId, last, signal), signal);
    } catch {
      // the server or the stream ended: again below, from the last event on
    }
    await new Promise(resolve => { setTimeout(resolve, AGAIN); });
  }
}

async function read(response, signal) {
  if (!response.ok) {
    if (response.status === 404) {
      watch('');
    }
    return;
  }
  const decoder = new TextDecoder();
  let text = '';
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (text + decoder.decode(part.value, { stream: true })).split('\n\n');
    text = blocks.pop();
    if (!signal.aborted) {
      blocks.forEach(announce);
    }
  }
}

function announce(block) {
  const fields = Object.fromEntries(block.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  last = fields.id ?? last;
  if (fields.event === 'deleted') {
    watch('');
  }
  if (fields.event) {
    live.dispatchEvent(new CustomEvent(fields.event, { detail: JSON.parse(fields.data) }));
  }
}
