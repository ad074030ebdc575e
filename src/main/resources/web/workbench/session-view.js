// The rows and states that the server keeps of a connector: exported as a file, and imported from one.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { download, fileField } from './download.js';
import { failureNote } from './failure-note.js';
import { count } from './format.js';
import { parse } from './json.js';
import { forgetRows } from './lists.js';

class SessionView extends Component {
  static properties = { connector: {}, name: {}, imported: { state: true }, forgotten: { state: true }, failure: { state: true } };

  willUpdate(changed) {
    if (changed.has('connector')) {
      Object.assign(this, { imported: null, forgotten: false, failure: null });
    }
  }

  path(rest) {
    return `/connectors/${segment(this.connector)}/${rest}`;
  }

  exportCall() {
    return { method: 'GET', path: this.path('export') };
  }

  exported() {
    return this.attempt(async () => download(`${this.name}.json`, JSON.stringify(await send(this.exportCall()), null, 2)));
  }

  imports(text, file) {
    this.imported = null;
    return this.attempt(async () => {
      this.imported = await send({ method: 'POST', path: this.path('import'), body: parse(text), file });
    });
  }

  resetCall() {
    return { method: 'POST', path: this.path('reset') };
  }

  reset() {
    Object.assign(this, { imported: null, forgotten: false });
    return this.attempt(async () => {
      await send(this.resetCall());
      forgetRows();
      this.forgotten = true;
    });
  }

  render() {
    const { imported, forgotten } = this;
    return html`<h3>Rows and states</h3><p class="quiet">Of all fetches that the server keeps, with secrets masked. An import replaces them.</p>
      ${failureNote(this.failure)}
      <div class="actions">${actionButton({ label: 'Export rows and states', call: this.exportCall(), run: () => this.exported() })}${actionButton({
        label: 'Start afresh', call: this.resetCall(), run: () => this.reset(),
      })}</div>${forgotten ? html`<p role="status">Rows and states are forgotten. The next fetch begins at the beginning.</p>` : nothing}
      ${fileField({ id: 'import-session', label: 'Import rows and states', read: (text, file) => this.imports(text, file) })}
      ${imported ? html`<p role="status">Imported ${count(imported.rows, 'row')} and ${count(imported.states, 'state')}${imported.maskedStates > 0
        ? `, without ${count(imported.maskedStates, 'state')} in which a secret is masked` : ''}.</p>` : nothing}`;
  }
}

customElements.define('session-view', SessionView);
