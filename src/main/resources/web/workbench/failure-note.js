// A failure: what was refused, by which class of error, and why.
import { html, nothing } from 'lit';

export function failureNote(failure) {
  return failure
    ? html`<div class="note bad" role="alert"><strong>${failure.message}</strong>${failure.code
      ? html` <code>${failure.code}</code>` : nothing}${failure.details ? html`<p>${failure.details}</p>` : nothing}</div>`
    : nothing;
}
