// The keys of the page. None acts while a field has the focus, nor with a modifier, which belong to the browser.
import { next, poll, run, stop } from './fetching.js';
import { store } from './store.js';

const ACTIONS = {
  r: run,
  n: () => next(),
  p: poll,
  f: () => next({ reset: true }),
  s: stop,
};

export function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, select, textarea, dialog')) {
    return;
  }
  const { key } = event;
  if (key === '/') {
    event.preventDefault();
    document.getElementById('search')?.focus();
  } else if (key === '?') {
    document.getElementById('help').showModal();
  } else if (key === 'c') {
    document.querySelector('call-bar').copy();
  } else if (key === 'r' && store.place.view === 'runs') {
    document.querySelector('run-view')?.fromStart();
  } else if (Object.hasOwn(ACTIONS, key) && store.connector && store.place.view === 'rows') {
    ACTIONS[key]();
  }
}
