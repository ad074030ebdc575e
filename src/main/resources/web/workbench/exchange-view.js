// An exchange: request and response with headers and bodies, masked by the server.
import { html, nothing } from 'lit';
import { parse, pretty } from './json.js';
import { linesView } from './json-view.js';

export function exchangeView({ exchange, url, method, status, error, request, response }) {
  return html`${error ? html`<p class="bad">${error}</p>` : nothing}
    <div class="pair">${message(`${method} ${url}`, request, `Request ${exchange}`)}${response
      ? message(`Response ${status}`, response, `Response ${exchange}`) : nothing}</div>`;
}

function message(title, { headers, body, truncated }, label) {
  const lines = Object.entries(headers).flatMap(([name, values]) => values.map(value => `${name}: ${value}`));
  const text = bodyText(body);
  const all = [
    ...lines.map(line => ({ text: line, plain: true })),
    ...(text === '' ? [] : ['', ...text.split('\n')].map(line => ({ text: line }))),
  ];
  return html`<figure><figcaption>${title}${truncated ? ', cut off' : ''}</figcaption>${linesView(all, label)}</figure>`;
}

function bodyText(body) {
  if (body === null || body === undefined) {
    return '';
  }
  if (typeof body !== 'string') {
    return pretty(body);
  }
  try {
    return pretty(parse(body));
  } catch {
    return body;
  }
}
