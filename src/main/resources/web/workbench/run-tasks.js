// The tasks of one node of a run, one for each payload, with the calls that lead to their requests.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import { failureNote } from './failure-note.js';
import { count } from './format.js';
import { href } from './place.js';
import { tasksCall } from './runs.js';
import { send } from './api.js';

const STATUSES = ['failed', 'running', 'waiting', 'pending', 'done', 'skipped', 'capped', 'cancelled'];

class RunTasks extends Component {
  static properties = {
    run: { attribute: false }, path: {}, name: {}, status: { state: true }, tasks: { state: true }, total: { state: true }, next: { state: true },
    failure: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('run') || changed.has('path')) {
      const same = !changed.has('path') && changed.get('run')?.run === this.run.run;
      Object.assign(this, same ? {} : { status: '', tasks: null, total: 0, next: null, failure: null });
      this.load();
    }
  }

  call(after) {
    return tasksCall(this.run.run, { path: this.path, status: this.status, after });
  }

  /** Reads the tasks, or those after one; what another choice has overtaken is dropped. */
  async load(after) {
    const wanted = this.call().path;
    try {
      const { tasks, count: total, next } = await send({ ...this.call(after), quiet: !after });
      if (wanted === this.call().path) {
        Object.assign(this, { tasks: after ? [...this.tasks, ...tasks] : tasks, total, next, failure: null });
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  choose(status) {
    this.status = status;
    return this.load();
  }

  render() {
    return html`<h3>Tasks of <code>${this.name}</code> <span class="quiet">${count(this.total, 'task')}</span></h3>
      <label class="field">Status<select @change=${event => this.choose(event.target.value)}><option value="">every status</option>${STATUSES.map(status => html`<option
        ?selected=${status === this.status}>${status}</option>`)}</select></label>${failureNote(this.failure)}
      <ul class="deliveries">${this.tasks?.map(task => this.task(task))}</ul>
      ${this.next ? html`<div class="actions">${actionButton({
        label: 'More tasks', call: () => this.call(this.next), run: () => this.load(this.next),
      })}</div>` : nothing}`;
  }

  task({ status, payload, pages, rows, retries, durationMillis, note, error, calls }) {
    return html`<li><span class=${status === 'failed' ? 'bad' : status === 'done' ? 'good' : 'quiet'}>${status}</span>
      <span class="of">${payload ?? ''}</span> <span class="quiet">${count(pages, 'page')} · ${count(rows, 'row')}${retries > 0
      ? ` · ${count(retries, 'retry', 'retries')}` : ''} · ${durationMillis} ms</span>${note ? html` <span class="quiet">${note}</span>` : nothing}
      ${calls.length > 0 ? html`<span>${calls.length === 1 ? 'call' : 'calls'} ${calls.map(call => html`<a href=${href({
        view: 'timeline', call,
      })}>${call}</a> `)}</span>` : nothing}${failureNote(error)}</li>`;
  }
}

customElements.define('run-tasks', RunTasks);
