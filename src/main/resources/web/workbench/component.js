// The base of all components: drawn into the page itself, so that one style sheet serves all, and drawn again whenever
// the store changed.
import { LitElement } from 'lit';
import { store } from './store.js';

export class Component extends LitElement {
  #unsubscribe = () => {};

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#unsubscribe = store.subscribe(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unsubscribe();
  }

  /** Does the work; what it fails with is this component's `failure` until work succeeds. */
  async attempt(work) {
    try {
      await work();
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }
}
