// The page. It draws what the store knows, and follows the address bar and the keys.
import { html } from 'lit';
import './call-bar.js';
import { Component } from './component.js';
import { arrive, load } from './connectors.js';
import { failureNote } from './failure-note.js';
import './help-dialog.js';
import './key-form.js';
import { press } from './keys.js';
import './new-connector.js';
import './page-panel.js';
import './row-table.js';
import { store } from './store.js';
import './task-tree.js';
import { applyTheme } from './theme.js';
import './top-bar.js';

/** Views that are loaded when they are first opened. */
const LATER = {
  runs: () => import('./run-view.js'),
  money: () => import('./money-view.js'),
  webhooks: () => import('./webhook-view.js'),
  state: () => import('./state-view.js'),
  faults: () => import('./fault-view.js'),
  snapshots: () => import('./snapshot-view.js'),
  kept: () => import('./kept-view.js'),
  schemas: () => import('./schema-view.js'),
  baselines: () => import('./baseline-view.js'),
  timeline: () => import('./timeline-view.js'),
  connector: () => import('./connector-view.js'),
};

class WorkBench extends Component {
  connectedCallback() {
    super.connectedCallback();
    applyTheme();
    addEventListener('hashchange', arrive);
    addEventListener('keydown', press);
    load();
  }

  render() {
    return html`<top-bar></top-bar>${failureNote(store.failure)}${this.content()}<call-bar></call-bar><help-dialog></help-dialog>`;
  }

  content() {
    if (store.phase === 'loading') {
      return html`<main aria-busy="true"></main>`;
    }
    if (store.phase === 'key') {
      return html`<main><key-form></key-form></main>`;
    }
    if (store.place.view === 'files') {
      import('./file-list.js');
      return html`<main><file-list></file-list></main>`;
    }
    if (store.file) {
      return html`<file-tree></file-tree><main class=${store.place.view}>${this.fileView()}</main>`;
    }
    if (!store.connector || store.place.view === 'new') {
      return html`<main><new-connector></new-connector></main>`;
    }
    return html`<task-tree></task-tree><main class=${store.place.view}>${this.view()}</main>`;
  }

  fileView() {
    import('./file-tree.js');
    if (['faults', 'snapshots', 'schemas', 'timeline'].includes(store.place.view)) {
      return this.view();
    }
    import('./command-view.js');
    return html`<command-view></command-view>`;
  }

  view() {
    LATER[store.place.view]?.();
    switch (store.place.view) {
      case 'runs': return html`<run-view></run-view>`;
      case 'money': return html`<money-view></money-view>`;
      case 'webhooks': return html`<webhook-view></webhook-view>`;
      case 'state': return html`<state-view></state-view>`;
      case 'faults': return html`<fault-view></fault-view>`;
      case 'snapshots': return html`<snapshot-view></snapshot-view>`;
      case 'kept': return html`<kept-view></kept-view>`;
      case 'schemas': return html`<schema-view></schema-view>`;
      case 'baselines': return html`<baseline-view></baseline-view>`;
      case 'timeline': return html`<timeline-view></timeline-view>`;
      case 'connector': return html`<connector-view></connector-view>`;
      default: return html`<row-table></row-table><page-panel></page-panel>`;
    }
  }
}

customElements.define('work-bench', WorkBench);
