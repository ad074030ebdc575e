// The place in the address bar: #/CONNECTOR/VIEW/TASK/TASK?of=REFERENCE,REFERENCE&page=2&row=5, so that every connector,
// kind, payload, page and row has a link; in the timeline ?call=17, too. The view of rows is left out.
import { store } from './store.js';

const VIEWS = [
  'rows', 'kept', 'runs', 'money', 'webhooks', 'state', 'faults', 'snapshots', 'schemas', 'baselines', 'timeline', 'connector', 'new', 'files',
];

/** Views without a connector. */
const PAGES = ['new', 'files'];

export function read() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const parameters = new URLSearchParams(query);
  const [connector = '', ...rest] = parts;
  const view = VIEWS.includes(rest[0]) ? rest.shift() : 'rows';
  return {
    connector: PAGES.includes(connector) ? '' : connector,
    view: PAGES.includes(connector) ? connector : view,
    path: rest.join('/'),
    of: (parameters.get('of') ?? '').split(',').filter(Boolean).map(decodeURIComponent),
    page: Number(parameters.get('page') ?? 0),
    row: Number(parameters.get('row') ?? -1),
    call: Number(parameters.get('call') ?? 0),
  };
}

export function href({ connector = store.place.connector, view = 'rows', path = '', of = [], page = 0, row = -1, call = 0 }) {
  if (PAGES.includes(view)) {
    return '#/' + view;
  }
  const parts = [connector, ...(view === 'rows' ? [] : [view]), ...path.split('/').filter(Boolean)];
  const query = [];
  if (of.length > 0) {
    query.push('of=' + of.map(reference => encodeURIComponent(encodeURIComponent(reference))).join(','));
  }
  if (page > 0) {
    query.push('page=' + page);
  }
  if (call > 0) {
    query.push('call=' + call);
  }
  if (row >= 0) {
    query.push('row=' + row);
  }
  return '#/' + parts.map(encodeURIComponent).join('/') + (query.length > 0 ? '?' + query.join('&') : '');
}

/** Goes there; moving between rows leaves no entry in the history. */
export function go(place, { replace = false } = {}) {
  const target = href(place);
  if (replace) {
    history.replaceState(null, '', target);
    store.set({ place: read() });
  } else if (target !== location.hash) {
    location.hash = target;
  }
}
