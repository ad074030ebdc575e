// The call of the button in focus, or else the last call that was made, as curl.
import { html } from 'lit';
import { calls, curl } from './api.js';
import { Component } from './component.js';

class CallBar extends Component {
  static properties = { shown: { state: true }, copied: { state: true } };

  #show = event => {
    this.shown = event.detail;
    this.copied = false;
  };

  connectedCallback() {
    super.connectedCallback();
    calls.addEventListener('preview', this.#show);
    calls.addEventListener('made', this.#show);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    calls.removeEventListener('preview', this.#show);
    calls.removeEventListener('made', this.#show);
  }

  async copy() {
    if (this.shown) {
      await navigator.clipboard.writeText(curl(this.shown.call));
      this.copied = true;
    }
  }

  render() {
    if (!this.shown) {
      return html`<footer aria-label="API call"><code>Every button shows its call here.</code></footer>`;
    }
    const { call, status, ms } = this.shown;
    const result = status === undefined ? 'would call' : status === 0 ? 'no response' : `${status} · ${ms} ms`;
    return html`<footer aria-label="API call">
      <span class=${status === undefined || (status > 0 && status < 300) ? 'quiet' : 'bad'}>${result}</span>
      <code tabindex="0" role="region" aria-label="Command">${curl(call)}</code>
      <button type="button" class="small" @click=${() => this.copy()} aria-keyshortcuts="c">${this.copied
        ? 'Copied' : 'Copy curl'}<kbd aria-hidden="true">c</kbd></button>
    </footer>`;
  }
}

customElements.define('call-bar', CallBar);
