// Runs of the whole install tree, as the engine would do them: begin, step, pause, continue, cancel, and what came of each
// task.
import { html, nothing } from 'lit';
import { send } from './api.js';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { clock, count } from './format.js';
import { live } from './live.js';
import { actCall, failedTasks, follow, loadRun, loadRuns, runCall } from './runs.js';
import { runChecks } from './run-checks.js';
import './run-tasks.js';
import { runTree } from './run-tree.js';
import './save-test.js';
import { store } from './store.js';

const SETTLED = 300;

class RunView extends Component {
  static properties = {
    runs: { state: true }, run: { state: true }, node: { state: true }, pauseAt: { state: true }, failed: { state: true }, failure: { state: true },
  };

  #timer = 0;
  #happened = ({ detail }) => {
    this.#timer ||= setTimeout(() => this.look(detail.run), SETTLED);
  };

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('run', this.#happened);
    live.addEventListener('task', this.#happened);
    this.attempt(async () => {
      this.runs = await loadRuns();
      if (this.runs.length > 0) {
        await this.open(this.runs[0].run);
      }
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('run', this.#happened);
    live.removeEventListener('task', this.#happened);
  }

  /** Shows what has become of a run, also of one that was begun elsewhere. */
  look(number) {
    this.#timer = 0;
    if (!this.isConnected) {
      return undefined;
    }
    return this.attempt(async () => {
      if (this.run?.run === number) {
        this.show(await loadRun(number));
      } else if (!this.runs?.some(run => run.run === number)) {
        this.runs = await loadRuns();
        if (!this.run || this.run.endedAt !== null) {
          await this.open(number);
        }
      }
    });
  }

  async open(number, options) {
    this.failed = [];
    this.run = await loadRun(number, options);
    if (this.run.endedAt === null) {
      await follow(number, run => this.show(run));
    }
    if (this.run?.run === number) {
      this.failed = await failedTasks(number);
      this.runs = await loadRuns();
    }
  }

  /** Shows a state of the run that is followed, as long as nothing else was opened. */
  show(run) {
    if (!this.isConnected || this.run?.run !== run.run) {
      return false;
    }
    this.run = run;
    return true;
  }

  begin(options) {
    return this.attempt(async () => {
      const { run } = await send(runCall(options));
      this.runs = await loadRuns();
      await this.open(run);
    });
  }

  fromStart() {
    return this.begin(this.options({ fromStart: true }));
  }

  act(action) {
    return this.attempt(async () => {
      const changed = await send(actCall(this.run, action));
      this.run = action === 'forget' ? null : changed;
      if (action === 'forget') {
        this.runs = await loadRuns();
      }
    });
  }

  options(others = {}) {
    const pauses = this.pauseAt ? { ...others, pauseAt: [this.pauseAt] } : others;
    return Number(store.pageSize) > 0 ? { ...pauses, pageSize: Number(store.pageSize) } : pauses;
  }

  render() {
    const running = this.run && this.run.endedAt === null;
    const begin = (label, kind, options) => actionButton({
      label, kind, key: kind ? 'r' : undefined, disabled: running, call: () => runCall(this.options(options)), run: () => this.begin(this.options(options)),
    });
    return html`<section aria-labelledby="runs-title"><header><h2 id="runs-title">Runs</h2>
      <span class="quiet">of the whole install tree</span></header>
      <div class="actions">${begin('Run from the start', 'primary', { fromStart: true })}${begin('Poll everything', '', {})}${begin(
        'Step through', '', { fromStart: true, step: true })}<label class="size">Pause before<select @change=${event => { this.pauseAt = event.target.value; }}>
        <option value="">nothing</option>${kinds().map(kind => html`<option>${kind}</option>`)}</select></label></div>${failureNote(this.failure)}
      ${this.run ? this.shown(this.run) : html`<p class="empty quiet">No run yet.</p>`}</section>
      <section aria-labelledby="run-list-title" class="past"><header><h2 id="run-list-title">Earlier</h2></header>${this.past()}</section>`;
  }

  shown(run) {
    const open = run.endedAt === null;
    const act = (action, label) => actionButton({ label, call: actCall(run, action), run: () => this.act(action) });
    return html`<h3>Run ${run.run} <span class=${tone(run.status)} role="status">${run.status}</span>
      <span class="quiet">${summary(run)}</span></h3>
      <div class="actions">${run.status === 'paused' ? [act('step', 'Next call'), act('continue', 'Continue')] : nothing}${run.status === 'running'
        ? act('pause', 'Pause') : nothing}${open ? act('cancel', 'Cancel') : nothing}</div>
      ${run.next ? html`<p class="quiet">Next: <code>${run.next.task.name}</code> ${run.next.task.payload ?? ''}</p>` : nothing}
      ${run.hitCaps.length > 0 ? html`<div class="note warn">Stopped by ${run.hitCaps.join(', ')}.</div>` : nothing}
      ${open ? nothing : html`<save-test .source=${{ run: run.run }} suggested="FullRun"></save-test>`}
      ${failureNote(run.error)}${runTree(run, node => { this.node = node; })}${this.node
        ? html`<run-tasks .run=${run} path=${this.node.path} name=${this.node.name}></run-tasks>` : nothing}${runChecks(run.checks)}
      ${this.failed?.map(task => html`<h4><code>${task.name}</code> <span class="of">${task.payload ?? ''}</span></h4>${failureNote(task.error)}`)}`;
  }

  past() {
    return html`<ul class="deliveries">${(this.runs ?? []).map(run => html`<li aria-current=${run.run === this.run?.run ? 'true' : nothing}><button
      type="button" class="link" @click=${() => this.attempt(() => this.open(run.run, { quiet: false }))}>Run ${run.run}</button>
      <span class=${tone(run.status)}>${run.status}</span><span class="quiet">${clock(run.startedAt)} · ${summary(run)}</span></li>`)}</ul>`;
  }
}

/** What the tasks of the connector fetch. */
function kinds() {
  return [...new Set(store.tasks.map(({ kind }) => kind))].filter(kind => kind !== 'webhooks');
}

function summary(run) {
  return `${count(run.pages, 'page')} · ${count(run.rows, 'row')}, ${run.newRows.toLocaleString('en')} new · ${run.durationMillis} ms`;
}

function tone(status) {
  return { failed: 'bad', done: 'good', paused: 'warn' }[status] ?? 'quiet';
}

customElements.define('run-view', RunView);
