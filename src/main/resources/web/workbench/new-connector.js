// A new connector: with one click from an example, or with a form.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import './config-form.js';
import { create, exampleCall } from './connectors.js';
import { store } from './store.js';

class NewConnector extends Component {
  render() {
    if (store.connectors.length > 0) {
      import('./connector-list.js');
    }
    return html`<div class="narrow">${store.connectors.length > 0 ? html`<connector-list></connector-list>` : nothing}<h2>${store.connectors.length > 0 ? 'New connector' : 'Which provider?'}</h2>
      ${store.examples.length > 0 ? this.examples() : nothing}
      <config-form></config-form></div>`;
  }

  examples() {
    return html`<p>Try one at once:</p>
      <ul class="examples">${store.examples.map(({ name, description }, index) => html`<li>${actionButton({
        label: 'Try ' + name, kind: index === 0 ? 'primary' : '', call: exampleCall(name), run: () => this.tried(name),
      })} <span class="quiet">${description}</span></li>`)}</ul>
      <p>Or configure your own:</p>`;
  }

  async tried(name) {
    try {
      await create(exampleCall(name));
    } catch (failure) {
      store.set({ failure });
    }
  }
}

customElements.define('new-connector', NewConnector);
