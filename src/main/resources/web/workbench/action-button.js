// A button that makes a call of the API: the call is shown in the call bar while the button has the focus or the pointer.
import { html, nothing } from 'lit';
import { calls } from './api.js';

/** `call` is the call, or a function that makes it; `key` the key that does the same. */
export function actionButton({ label, run, call, key, kind = '', disabled = false, name }) {
  const preview = () => show(call);
  return html`<button type="button" class=${kind} ?disabled=${disabled} @click=${run} @focus=${preview}
    @pointerenter=${preview} aria-label=${name ?? nothing} aria-keyshortcuts=${key ?? nothing}>${label}${key
      ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}</button>`;
}

export function show(call) {
  const shown = typeof call === 'function' ? call() : call;
  if (shown) {
    calls.dispatchEvent(new CustomEvent('preview', { detail: { call: shown } }));
  }
}
