// One field of a configuration, by its type.
import { html, nothing } from 'lit';

/** `field` is its part of the schema; `change` takes what was typed. */
export function configField({ name, field, value, problems, change }) {
  const bad = problems.length > 0;
  const described = `${name}-about${bad ? ` ${name}-problem` : ''}`;
  return html`<div class="field"><label for=${'field-' + name}><code>${name}</code>${field.required
    ? nothing : html` <span class="quiet">optional</span>`}</label>
    ${input({ name, field, value, change, bad, described })}
    <p class="quiet" id=${name + '-about'}>${field.description}</p>
    ${bad ? html`<p class="problem" id=${name + '-problem'}>${problems.map(({ message }) => message).join('; ')}</p>` : nothing}</div>`;
}

function input({ name, field, value, change, bad, described }) {
  const id = 'field-' + name;
  if (field.dataType === 'boolean') {
    return html`<select id=${id} aria-describedby=${described} aria-invalid=${bad} .value=${value} @change=${event => change(
      event.target.value)}><option value="">${field.defaultValue || 'default'}</option><option>true</option><option>false</option></select>`;
  }
  const type = field.secret ? 'password' : isNumber(field) ? 'number' : 'text';
  if (/pem|key/i.test(name) && /PEM/.test(field.description)) {
    return html`<textarea id=${id} rows="4" spellcheck="false" aria-describedby=${described} aria-invalid=${bad} .value=${value}
      @input=${event => change(event.target.value)}></textarea>`;
  }
  return html`<input id=${id} type=${type} autocomplete=${field.secret ? 'new-password' : 'off'} spellcheck="false"
    placeholder=${field.defaultValue || nothing} aria-describedby=${described} aria-invalid=${bad} .value=${value}
    @input=${event => change(event.target.value)}>`;
}

function isNumber(field) {
  return field.dataType === 'integer' || field.dataType === 'unsigned integer';
}

/** What was typed as the type of the field; undefined for nothing. */
export function configValue(field, text) {
  if (text === undefined || text === '') {
    return undefined;
  }
  if (field.dataType === 'boolean') {
    return text === 'true';
  }
  return isNumber(field) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
