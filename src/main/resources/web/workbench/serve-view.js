// Serve as generic: other programs read the rows of the connector, with a key that is entered here.
import { html, nothing } from 'lit';
import { segment, send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';

const MIN_KEY = 16;

class ServeView extends Component {
  static properties = { connector: {}, serving: { state: true }, key: { state: true }, copied: { state: true }, failure: { state: true } };

  willUpdate(changed) {
    if (changed.has('connector')) {
      Object.assign(this, { serving: null, key: '', failure: null });
      this.change({ method: 'GET', path: this.path(), quiet: true });
    }
  }

  path() {
    return `/connectors/${segment(this.connector)}/generic`;
  }

  serveCall() {
    return { method: 'PUT', path: this.path(), body: { apiKey: this.key }, shown: { apiKey: '***' } };
  }

  stopCall() {
    return { method: 'DELETE', path: this.path() };
  }

  async change(call) {
    const { connector } = this;
    try {
      const serving = await send(call);
      if (connector === this.connector) {
        Object.assign(this, { serving, failure: null, key: '', copied: false });
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  async copy() {
    await navigator.clipboard.writeText(this.serving.endpoint);
    this.copied = true;
  }

  render() {
    return html`<h3>Serve as generic <span class="quiet">${this.serving?.enabled ? 'on' : 'off'}</span></h3>
      <p class="quiet">Other programs read the rows of this connector under the contract of <code>generic</code>.</p>${failureNote(this.failure)}
      ${this.serving?.enabled ? this.served() : this.form()}`;
  }

  served() {
    return html`<pre class="json wraps" tabindex="0" role="region" aria-label="URL of the generic contract">${this.serving.endpoint}</pre>
      <div class="actions"><button type="button" @click=${() => this.copy()}>${this.copied ? 'Copied' : 'Copy URL'}</button>${actionButton({
        label: 'Stop serving', call: this.stopCall(), run: () => this.change(this.stopCall()),
      })}</div>`;
  }

  form() {
    const short = this.key.length < MIN_KEY;
    const serve = () => short || this.change(this.serveCall());
    return html`<form @submit=${event => { event.preventDefault(); serve(); }}><label class="field">Key that callers send, of ${MIN_KEY} characters or more
      <input type="password" autocomplete="new-password" .value=${this.key} @input=${event => { this.key = event.target.value; }}></label>
      ${actionButton({ label: 'Serve', kind: 'primary', disabled: short, call: () => this.serveCall(), run: serve })}
      <button class="hidden" tabindex="-1" aria-hidden="true">Submit</button></form>`;
  }
}

customElements.define('serve-view', ServeView);
