// The selected connector: what it is, what it can do, and its end.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import './code-view.js';
import './config-change.js';
import { Component } from './component.js';
import { deleteCall, installCall, remove, uninstallCall } from './connectors.js';
import { send } from './api.js';
import './serve-view.js';
import './session-view.js';
import { store } from './store.js';
import { readTree } from './tree.js';

class ConnectorView extends Component {
  static properties = { sure: { state: true }, uninstalled: { state: true } };

  render() {
    if (!store.connector) {
      return nothing; // it was just deleted
    }
    const { connectorId, name, provider } = store.connector;
    return html`<section class="narrow" aria-labelledby="connector-title"><h2 id="connector-title">${name}</h2>
      <dl><div><dt>Provider</dt><dd>${provider}</dd></div><div><dt>Id</dt><dd><code>${connectorId}</code></dd></div>
        <div><dt>It can</dt><dd>${store.capabilities.map(capability => html`<code>${capability}</code> `)}</dd></div></dl>
      <div class="actions">${actionButton({ label: 'Install again', call: installCall(connectorId), run: () => this.install(connectorId) })}
        ${actionButton({ label: 'Uninstall', call: uninstallCall(connectorId), run: () => this.uninstall(connectorId) })}
        ${this.sure
          ? html`${actionButton({ label: 'Yes, delete it', kind: 'danger', call: deleteCall(connectorId), run: () => this.removed(connectorId) })}
            <button type="button" @click=${() => { this.sure = false; }}>Keep it</button>`
          : actionButton({ label: 'Delete connector', call: deleteCall(connectorId), run: () => { this.sure = true; } })}</div>
      ${this.uninstalled ? html`<p role="status">Uninstalled, with the webhooks that were kept.</p>` : nothing}
      <p class="quiet">When a connector is deleted, webhooks that were created at the provider stay there: uninstall it first.</p>
      <config-change .connector=${connectorId}></config-change><serve-view .connector=${connectorId}></serve-view>
      <session-view .connector=${connectorId} .name=${name}></session-view><code-view provider=${provider.toLowerCase()}></code-view></section>`;
  }

  async install(connectorId) {
    try {
      const { workflow } = await send(installCall(connectorId));
      store.set({ tasks: readTree(workflow), failure: null });
    } catch (failure) {
      store.set({ failure });
    }
  }

  async uninstall(connectorId) {
    this.uninstalled = false;
    try {
      await send(uninstallCall(connectorId));
      this.uninstalled = true;
      store.set({ failure: null });
    } catch (failure) {
      store.set({ failure });
    }
  }

  async removed(connectorId) {
    this.sure = false;
    await remove(connectorId);
  }
}

customElements.define('connector-view', ConnectorView);
