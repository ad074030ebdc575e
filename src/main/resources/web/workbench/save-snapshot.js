// Save as snapshot: exchanges are kept with a name and tags, so that the connector can be played from them offline.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { count } from './format.js';
import { tagsOf } from './offline.js';
import { href } from './place.js';
import { store } from './store.js';

class SaveSnapshot extends Component {
  static properties = {
    /** What to save: { call: 17 } or { exchanges: [41] }. */
    source: { attribute: false }, name: { state: true }, description: { state: true }, tags: { state: true }, saved: { state: true }, failure: { state: true },
  };

  willUpdate(changed) {
    const source = JSON.stringify(this.source);
    if (changed.has('source') && source !== this.shown) {
      this.shown = source;
      Object.assign(this, { name: '', description: '', tags: '', saved: 0, failure: null });
    }
  }

  call() {
    const name = this.name.trim();
    const description = this.description.trim();
    const body = { ...this.source, ...(name ? { name } : {}), ...(description ? { description } : {}), tags: tagsOf(this.tags) };
    return { method: 'POST', path: `/connectors/${segment(store.place.connector)}/snapshots`, body };
  }

  async save() {
    const source = this.shown;
    try {
      const { snapshots } = await send(this.call());
      if (source === this.shown) {
        Object.assign(this, { saved: snapshots.length, failure: null });
      }
    } catch (failure) {
      Object.assign(this, { saved: 0, failure });
    }
  }

  render() {
    const field = (name, label, placeholder) => html`<label class="field">${label}<input .value=${this[name]} placeholder=${placeholder}
      autocomplete="off" spellcheck="false" @input=${event => { this[name] = event.target.value; }}></label>`;
    return html`<details class="save"><summary>Save as snapshot</summary>
      <form class="columns" @submit=${event => { event.preventDefault(); this.save(); }}>${field('name', 'Snapshot name',
        'method and URL')}${field('tags', 'Tags, with commas between', 'none')}${field('description',
        'Description', 'none')}
        <div class="actions">${actionButton({ label: 'Keep snapshot', kind: 'primary', call: () => this.call(), run: () => this.save() })}
        <button class="hidden" tabindex="-1" aria-hidden="true">Keep</button></div></form>
      ${failureNote(this.failure)}${this.saved > 0 ? html`<p role="status">Kept ${count(this.saved, 'snapshot')}:
        <a href=${href({ view: 'snapshots' })}>see them</a>.</p>` : nothing}</details>`;
  }
}

customElements.define('save-snapshot', SaveSnapshot);
