// JSON that a person types: parsed, or the reason why it cannot be.
import { html, nothing } from 'lit';
import { parse } from './json.js';

export function readJson(text) {
  try {
    return { value: text.trim() === '' ? undefined : parse(text), problem: '' };
  } catch (failure) {
    return { value: undefined, problem: failure.message };
  }
}

export function jsonField({ id, label, text, change, rows = 6 }) {
  const { problem } = readJson(text);
  return html`<div class="field"><label for=${id}>${label}</label><textarea id=${id} rows=${rows} spellcheck="false" class="code"
    aria-invalid=${problem !== ''} aria-describedby=${id + '-problem'} .value=${text} @input=${event => change(event.target.value)}></textarea>
    <p class="problem" id=${id + '-problem'}>${problem || nothing}</p></div>`;
}
