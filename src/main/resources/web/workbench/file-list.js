// All connector files: what each offers, and what is wrong with those that are broken.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import { send } from './api.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { fileProblems } from './file-problems.js';
import { keepFiles, listCall, reloadCall } from './files.js';
import { count, time } from './format.js';
import { href } from './place.js';
import { store } from './store.js';

class FileList extends Component {
  static properties = { failure: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.attempt(() => this.load());
  }

  async load() {
    keepFiles(await send(listCall));
  }

  reload() {
    return this.attempt(async () => {
      await send(reloadCall);
      await this.load();
    });
  }

  render() {
    const { files, fileDirectories } = store;
    return html`<section class="wide-text" aria-labelledby="files-title"><header><h2 id="files-title">Connector files</h2>
      <span class="quiet" role="status">${count(files.length, 'connector')}</span>
      ${actionButton({ label: 'Look for changes', kind: 'small', call: reloadCall, run: () => this.reload() })}</header>
      ${failureNote(this.failure)}
      <p class="quiet">A YAML file in ${fileDirectories.map((directory, index) => html`${index > 0 ? ', ' : ''}<code>${directory}</code>`)} makes an
        HTTP API a connector. It is loaded again when it changes.</p>
      ${fileProblems()}
      ${files.length === 0 ? html`<p class="empty quiet">There are none yet.</p>` : nothing}
      <ul class="deliveries">${files.map(file => html`<li><strong><a href=${href({ connector: file.connectorId, path: file.commands[0] ?? '' })}>${file.title
        || file.connector}</a></strong> <span class="quiet">${count(file.commands.length, 'command')} · loaded ${time(file.loadedAt)}</span></li>`)}</ul>
    </section>`;
  }
}

customElements.define('file-list', FileList);
