// A failure: what was refused, by which class of error, and why; for a bug, what the author's code threw, and where.
import { html, nothing } from 'lit';

export function failureNote(failure) {
  return failure
    ? html`<div class="note bad" role="alert"><strong>${failure.message}</strong>${failure.code
      ? html` <code>${failure.code}</code>` : nothing}${failure.details ? html`<p>${failure.details}</p>` : nothing}${failure.exception
      ? thrown(failure.exception) : nothing}</div>`
    : nothing;
}

function thrown({ type, message, at, method, hint, trace }) {
  return html`<p><code>${type}</code>${message ? html`: ${message}` : nothing}</p>
    ${at ? html`<p>at <code>${at}</code></p>` : nothing}${method ? html`<p>in <code>${method}</code></p>` : nothing}
    ${hint ? html`<p><strong>${hint}</strong></p>` : nothing}
    ${trace.length > 0 ? html`<details><summary>Stack</summary><pre class="json" tabindex="0" role="region" aria-label="Stack">${trace.join(
      '\n')}</pre></details>` : nothing}`;
}
