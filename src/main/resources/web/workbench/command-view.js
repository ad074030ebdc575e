// A command of a connector file: a form of its parameters, what it returned, the requests it made, and what the last change
// of the file changed.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import { segment, send } from './api.js';
import { argumentField, argumentValue } from './argument-field.js';
import './call-changes.js';
import { Component } from './component.js';
import './exchange-list.js';
import { failureNote } from './failure-note.js';
import { fileProblems } from './file-problems.js';
import { keepFiles, listCall, nameOf, showCall } from './files.js';
import { jsonView } from './json-view.js';
import { store } from './store.js';

const LOOK = 2000;

class CommandView extends Component {
  static properties = {
    detail: { state: true }, values: { state: true }, ended: { state: true }, running: { state: true }, failure: { state: true },
  };

  #place = '';
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => document.hidden || this.look(), LOOK);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  willUpdate() {
    const { connector, path } = store.place;
    if (!store.file) {
      return; // the page shows something else now
    }
    if (this.#place !== `${connector}/${path}`) {
      this.#place = `${connector}/${path}`;
      Object.assign(this, { values: {}, ended: null, failure: null });
      this.look();
    }
  }

  /** Reads the connector again, since its file may have changed. */
  async look() {
    const { connector } = store.place;
    if (!store.file) {
      return;
    }
    try {
      const [detail, list] = await Promise.all([send(showCall(connector)), send(listCall)]);
      const changed = (before, after) => JSON.stringify(before) !== JSON.stringify(after);
      if (connector === store.place.connector && (changed(this.detail, detail) || changed(store.fileProblems, list.problems))) {
        this.detail = detail;
        keepFiles(list);
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  get entry() {
    return this.detail?.entries.find(({ id }) => id === `${this.detail.connector}/${store.place.path}`);
  }

  arguments(hideSecrets) {
    const given = {};
    for (const parameter of this.entry.parameters) {
      const value = argumentValue(parameter, this.values[parameter.id]);
      if (value !== undefined) {
        given[parameter.id] = hideSecrets && parameter.secret ? '***' : value;
      }
    }
    return given;
  }

  runCall() {
    const { connector, path } = store.place;
    return {
      method: 'POST', path: `/connector-files/${segment(nameOf(connector))}/commands/${segment(path)}`,
      body: this.arguments(false), shown: this.arguments(true),
    };
  }

  async run() {
    this.running = true;
    await this.attempt(async () => { this.ended = await send(this.runCall()); });
    this.running = false;
  }

  render() {
    const { entry } = this;
    if (!entry) {
      return html`<section class="wide-text">${failureNote(this.failure)}${fileProblems()}${this.detail
        ? html`<p class="empty quiet">The file has no such command any more.</p>` : nothing}</section>`;
    }
    return html`<section class="wide-text" aria-labelledby="command-title"><header><h2 id="command-title">${entry.summary ?? store.place.path}</h2>
      <code class="quiet">${entry.id}</code></header>${fileProblems()}<p>${entry.description}</p>
      <form @submit=${event => { event.preventDefault(); this.run(); }}>${this.fields(entry.parameters)}
        <div class="actions">${actionButton({
          label: this.running ? 'Running…' : 'Run', kind: 'primary', disabled: this.running, call: () => this.runCall(), run: () => this.run(),
        })}</div><button class="hidden" tabindex="-1" aria-hidden="true">Submit</button></form>
      ${failureNote(this.failure)}<call-changes .reloads=${this.detail.reloads} .command=${store.place.path}></call-changes>
      ${this.ended ? this.result(this.ended) : nothing}</section>`;
  }

  fields(parameters) {
    const advanced = parameters.filter(({ visibility }) => visibility === 'advanced');
    const others = parameters.filter(({ visibility }) => visibility !== 'advanced');
    return html`${grouped(others).map(([group, members]) => html`${group ? html`<h3>${group}</h3>` : nothing}${members.map(parameter =>
      this.field(parameter))}`)}${advanced.length > 0
      ? html`<details><summary>More</summary>${advanced.map(parameter => this.field(parameter))}</details>` : nothing}`;
  }

  field(parameter) {
    return argumentField({
      parameter, value: this.values[parameter.id] ?? '', problem: '',
      change: value => { this.values = { ...this.values, [parameter.id]: value }; },
    });
  }

  result({ call, envelope }) {
    const error = envelope.error;
    return html`<h3><span role="status">${error
      ? html`<span class="bad">${error.error_code}</span>` : html`<span class="good">Done</span>`} <span class="quiet">call ${call}</span></span></h3>
      ${error ? html`<p>${error.message}</p>` : nothing}${jsonView(envelope, 'Response')}
      <exchange-list .call=${call}></exchange-list>`;
  }
}

/** The parameters by group, in the order in which the groups begin; those without a group first. */
function grouped(parameters) {
  const groups = new Map([['', []]]);
  for (const parameter of parameters) {
    const group = parameter.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), parameter]);
  }
  return [...groups];
}

customElements.define('command-view', CommandView);
