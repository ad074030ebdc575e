// Save as test: fetches that were made become a JUnit test of the provider's project, as files to copy or download.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { download } from './download.js';
import { failureNote } from './failure-note.js';
import { store } from './store.js';

const MAX_SHOWN = 20_000;

/** The package that was typed last, by provider. */
const packages = new Map();

class SaveTest extends Component {
  static properties = {
    /** What to save: { calls: [17] } or { run: 2 }. */
    source: { attribute: false }, suggested: {}, name: { state: true }, saved: { state: true }, failure: { state: true },
    copied: { state: true }, packageName: { state: true },
  };

  willUpdate(changed) {
    const source = JSON.stringify(this.source);
    if (changed.has('source') && source !== this.shown) {
      this.shown = source;
      Object.assign(this, { name: this.suggested, packageName: defaultPackage(), saved: null, failure: null, copied: '' });
    }
  }

  call() {
    const body = { name: this.name.trim(), package: this.packageName.trim(), ...this.source };
    return { method: 'POST', path: `/connectors/${segment(store.place.connector)}/tests`, body };
  }

  async save() {
    const source = this.shown;
    packages.set(store.connector?.provider, this.packageName);
    try {
      const saved = await send(this.call());
      if (source === this.shown) {
        Object.assign(this, { saved, failure: null, copied: '' });
      }
    } catch (failure) {
      Object.assign(this, { saved: null, failure });
    }
  }

  async copy(file) {
    await navigator.clipboard.writeText(file.content);
    this.copied = file.path;
  }

  render() {
    const field = (name, label) => html`<label class="field">${label}<input .value=${this[name]} autocomplete="off" spellcheck="false"
      @input=${event => { this[name] = event.target.value; }}></label>`;
    return html`<details class="save"><summary>Save as test</summary>
      <form class="columns" @submit=${event => { event.preventDefault(); this.save(); }}>${field('name', 'Class name')}${field('packageName', 'Package')}
        <div class="actions">${actionButton({ label: 'Make test', kind: 'primary', disabled: !this.name.trim(), call: () => this.call(), run: () => this.save() })}
        <button class="hidden" tabindex="-1" aria-hidden="true">Make</button></div></form>
      ${failureNote(this.failure)}${this.saved ? this.result(this.saved) : nothing}</details>`;
  }

  result({ files, instructions }) {
    return html`<p role="status">${instructions}</p>${files.map(file => this.file(file))}`;
  }

  file(file) {
    const name = file.path.split('/').at(-1);
    const rest = file.content.length - MAX_SHOWN;
    return html`<h4><code>${file.path}</code> <span class=${file.written ? 'good' : 'quiet'}>${file.written
      ? 'written' : 'not written by the server'}</span></h4>
      <pre class="json wraps" tabindex="0" role="region" aria-label=${name}>${file.content.slice(0, MAX_SHOWN)}</pre>
      ${rest > 0 ? html`<p class="quiet">and ${rest.toLocaleString('en')} characters more, which are copied and downloaded.</p>` : nothing}
      <div class="actions"><button type="button" class="small" aria-label="Copy ${name}" @click=${() => this.copy(file)}>${this.copied === file.path
        ? 'Copied' : 'Copy'}</button>
      <button type="button" class="small" aria-label="Download ${name}" @click=${() => download(name, file.content, 'text/plain')}>Download</button></div>`;
  }
}

function defaultPackage() {
  const provider = store.connector?.provider ?? '';
  return packages.get(provider) ?? 'com.example.' + (provider.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/^\d+/, '') || 'provider');
}

customElements.define('save-test', SaveTest);
