// What is wrong with connector files that are broken.
import { html } from 'lit';
import { store } from './store.js';

export function fileProblems() {
  return store.fileProblems.map(({ problem }) => html`<div class="note bad" role="alert">${problem}<p>The version before it, if there was one, stays in
    use.</p></div>`);
}
