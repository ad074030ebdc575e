// The calls of the development server. Each is announced to whoever shows calls, before and after it is made.
import { parse } from './json.js';

const HEADER = 'Spiff-Connector-Proxy-Api-Key';
const STORED_KEY = 'workbench.key';

export const calls = new EventTarget();

export class CallFailure extends Error {
  constructor(status, body) {
    super(body.message ?? 'the request failed');
    this.status = status;
    this.code = body.code ?? '';
    this.details = body.details ?? '';
    this.exception = body.exception ?? null;
  }
}

export function setKey(key) {
  sessionStorage.setItem(STORED_KEY, key);
}

function key() {
  return sessionStorage.getItem(STORED_KEY) ?? '';
}

/**
 * Makes a call, { method, path, body, shown, file, quiet }; `shown` is the body without secrets, for people, `file` the
 * name of the file that the body was read from, and a quiet call is one that nobody asked for.
 * Returns the JSON of the response, or null; throws CallFailure.
 */
export async function send(call) {
  const started = performance.now();
  const { status, text } = await request(call);
  const ms = Math.round(performance.now() - started);
  if (!call.quiet) {
    calls.dispatchEvent(new CustomEvent('made', { detail: { call, status, ms } }));
  }
  const json = text === '' ? null : parsed(text);
  if (status < 200 || status > 299) {
    throw new CallFailure(status, json ?? {});
  }
  return json;
}

async function request({ method, path, body }) {
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key() ? { [HEADER]: key() } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '{"message":"the server does not respond","details":"Is it running? Its log may say more."}' };
  }
}

/** The stream of what happens to a connector, after an event or from now on. */
export function events(connectorId, after, signal) {
  return fetch(`/connectors/${segment(connectorId)}/events`, {
    headers: {
      Accept: 'text/event-stream', ...(after ? { 'Last-Event-ID': after } : {}), ...(key() ? { [HEADER]: key() } : {}),
    },
    signal,
  });
}

function parsed(text) {
  try {
    return parse(text);
  } catch {
    return { message: 'the response is not JSON', details: text.slice(0, 200) };
  }
}

/** The call as a command for a POSIX shell. */
export function curl({ method, path, body, shown, file }) {
  const words = ['curl -s'];
  const data = shown ?? body;
  if (method !== (data === undefined ? 'GET' : 'POST')) {
    words.push('-X ' + method);
  }
  if (key()) {
    words.push(`-H "${HEADER}: $DEV_API_KEY"`);
  }
  words.push(quote(location.origin + path));
  if (data !== undefined) {
    words.push('-d ' + (file ? '@' + quote(file) : quote(JSON.stringify(data))));
  }
  return words.join(' ');
}

function quote(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export function segment(text) {
  return encodeURIComponent(text);
}
