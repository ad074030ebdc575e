// One argument of a command, by its type and format.
import { html, nothing } from 'lit';
import { parse } from './json.js';

/** `change` takes what was typed, or the data URL of a file. */
export function argumentField({ parameter, value, problem, change }) {
  const { id, required, description } = parameter;
  const described = `argument-${id}-about${problem ? ` argument-${id}-problem` : ''}`;
  return html`<div class="field"><label for=${'argument-' + id}>${parameter.label ?? id}${parameter.label
    ? html` <code class="quiet">${id}</code>` : nothing}${required ? nothing : html` <span class="quiet">optional</span>`}</label>
    ${input({ parameter, value, change, described, bad: Boolean(problem) })}
    <p class="quiet" id=${`argument-${id}-about`}>${description}</p>
    ${problem ? html`<p class="problem" id=${`argument-${id}-problem`}>${problem}</p>` : nothing}</div>`;
}

function input({ parameter, value, change, described, bad }) {
  const id = 'argument-' + parameter.id;
  const choices = parameter.enum ?? (parameter.type === 'bool' ? ['true', 'false'] : null);
  if (choices) {
    const standard = parameter.default === undefined ? '' : `${plain(parameter.default)} (default)`;
    return html`<select id=${id} aria-describedby=${described} aria-invalid=${bad} .value=${value} @change=${event => change(event.target.value)}>
      <option value="">${standard}</option>${choices.map(choice => html`<option ?selected=${choice === value}>${choice}</option>`)}</select>`;
  }
  if (parameter.format === 'binary') {
    return html`<input id=${id} type="file" aria-describedby=${described} aria-invalid=${bad} @change=${event => readFile(event.target.files[0], change)}>`;
  }
  const hint = plain(parameter.default ?? parameter.example);
  if (parameter.type === 'any' && !parameter.secret) {
    return html`<textarea id=${id} rows="3" class="code" spellcheck="false" placeholder=${hint || nothing} aria-describedby=${described}
      aria-invalid=${bad} .value=${value} @input=${event => change(event.target.value)}></textarea>`;
  }
  return html`<input id=${id} type=${parameter.secret ? 'password' : 'text'} inputmode=${parameter.type === 'int' ? 'numeric' : nothing}
    autocomplete=${parameter.secret ? 'new-password' : 'off'} spellcheck="false" placeholder=${hint || nothing} aria-describedby=${described}
    aria-invalid=${bad} .value=${value} @input=${event => change(event.target.value)}>`;
}

function plain(value) {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function readFile(file, change) {
  if (!file) {
    change('');
    return;
  }
  const reader = new FileReader();
  reader.onload = () => change(reader.result.replace(';base64,', `;name=${encodeURIComponent(file.name)};base64,`));
  reader.readAsDataURL(file);
}

/** What was typed as the type of the parameter; a text of any type is JSON if it can be. Undefined for nothing. */
export function argumentValue({ type }, text = '') {
  if (text === '') {
    return undefined;
  }
  if (type === 'bool') {
    return text === 'true';
  }
  if (type === 'int') {
    return Number.isSafeInteger(Number(text)) ? Number(text) : text;
  }
  return type === 'any' ? anyValue(text) : text;
}

function anyValue(text) {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
