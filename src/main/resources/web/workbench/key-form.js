// Asks for the API key of the development server, which the tab keeps.
import { html } from 'lit';
import { setKey } from './api.js';
import { Component } from './component.js';
import { load } from './connectors.js';

class KeyForm extends Component {
  render() {
    return html`<form class="narrow" @submit=${this.submitted}><h2>API key</h2>
      <p>This server asks for <code>dev-server.api-key</code>. This tab keeps it until it is closed.</p>
      <label class="field">Key<input type="password" name="key" required autocomplete="off"></label>
      <button class="primary">Continue</button></form>`;
  }

  submitted(event) {
    event.preventDefault();
    setKey(new FormData(event.target).get('key'));
    load();
  }
}

customElements.define('key-form', KeyForm);
