// The selected page, cause and effect: from which state it was fetched, what it led to, its failure and warnings, and the
// selected row as it was mapped and as it came.
import { html, nothing } from 'lit';
import { actionButton } from './action-button.js';
import { Component } from './component.js';
import './exchange-list.js';
import { failureNote } from './failure-note.js';
import { again, canFetch, fetchCall, select, selectedList, selectedTask } from './fetching.js';
import { clock, count } from './format.js';
import { jsonView } from './json-view.js';
import { go, href } from './place.js';
import { stateDiff } from './state-diff.js';
import { store } from './store.js';

class PagePanel extends Component {
  render() {
    const { pages, rows } = selectedList();
    if (pages.length === 0) {
      return nothing;
    }
    const entry = rows[store.place.row];
    const page = entry?.page ?? pages.find(({ number }) => number === store.place.page) ?? pages.at(-1);
    return html`<section aria-labelledby="page-title">
      <header><h2 id="page-title">Page ${page.number}</h2><span class="quiet">${this.summary(page)}</span>
        <span class="steps">${this.step(pages, page, -1, '‹', 'Previous page fetched')}${this.step(pages, page, 1, '›',
          'Following page fetched')}</span></header>
      ${failureNote(page.failure)}${this.warnings(page)}
      ${stateDiff(page.before, page.after)}${this.again(page)}
      ${page.calledAs > 0 ? html`<exchange-list .call=${page.calledAs}></exchange-list>` : nothing}${this.skipped(page)}
      ${this.save(page)}
      ${page.deleted.length > 0 ? html`<h3>To delete</h3>${jsonView(page.deleted, 'Rows to delete')}` : nothing}
      ${entry ? this.row(entry) : nothing}
    </section>`;
  }

  summary(page) {
    const more = page.failure ? '' : page.hasMore ? ' · has more' : ' · the last';
    return `${count(page.rows.length, 'row')} · ${page.ms} ms · ${clock(page.at)}${more}`;
  }

  step(pages, page, by, sign, name) {
    const other = pages[pages.indexOf(page) + by];
    return actionButton({
      label: sign, name, kind: 'small', disabled: !other, call: other?.call,
      run: () => go({ ...store.place, page: other.number, row: other.rows.length > 0 ? other.first : -1 }, { replace: true }),
    });
  }

  /** Not from a state that is masked, which the provider would get as it is shown. */
  again(page) {
    const task = selectedTask();
    return task ? html`<div class="actions">${actionButton({
      label: 'Fetch this page again', kind: 'small', disabled: !canFetch() || JSON.stringify(page.before).includes('***'),
      call: fetchCall(task, store.place.of, { state: page.before }), run: () => again(page),
    })}</div>` : nothing;
  }

  /** The part that saves is loaded with the first page that can be saved. */
  save(page) {
    if (!(page.calledAs > 0)) {
      return nothing;
    }
    import('./save-test.js');
    import('./save-snapshot.js');
    const words = (selectedTask()?.kind ?? 'page').split('-').map(word => word[0].toUpperCase() + word.slice(1));
    return html`<save-snapshot .source=${{ call: page.calledAs }}></save-snapshot><save-test .source=${{ calls: [page.calledAs] }} suggested=${'Fetch' + words.join('')}></save-test>`;
  }

  warnings(page) {
    return page.warnings.length === 0 ? nothing : html`<div class="note warn"><strong>${count(page.warnings.length,
      'warning')}</strong><ul>${page.warnings.map(warning => html`<li>${warning.index < 0 ? 'This page:' : html`<button type="button" class="link"
        @click=${() => this.open(page, warning)}>${warning.reference || 'row ' + warning.index}</button>`} ${warning.message}</li>`)}</ul></div>`;
  }

  skipped(page) {
    return (page.skipped ?? []).length === 0 ? nothing : html`<h3>${count(page.skipped.length, 'row')} skipped</h3>${page.skipped.map(row => html`
      <details class="exchange"><summary><span class=${row.recoverable ? 'warn' : 'quiet'}>${row.reason}</span> <code>${row.reference}</code>
      <span class="quiet">${row.message}</span></summary>${jsonView(row.raw, 'Skipped row ' + row.reference)}</details>`)}`;
  }

  open(page, warning) {
    const entry = selectedList().rows[page.first + warning.index];
    if (entry) {
      select(entry);
    }
  }

  row(entry) {
    const { raw, ...mapped } = entry.row;
    return html`<h3>Row <span class="of">${entry.name}</span></h3>${this.following(entry)}
      <div class="pair">${raw === undefined ? nothing : html`<figure><figcaption>As it came</figcaption>${jsonView(raw,
        'Raw row')}</figure>`}<figure><figcaption>As it was mapped</figcaption>${jsonView(mapped, 'Mapped row')}</figure></div>`;
  }

  following(entry) {
    const tasks = selectedTask()?.children.filter(task => task.kind !== 'webhooks') ?? [];
    return tasks.length === 0 ? nothing : html`<p>${tasks.map(task => html`<a href=${href({
      path: task.path, of: [...store.place.of, entry.name],
    })}>${task.label} of it</a> `)}</p>`;
  }
}

customElements.define('page-panel', PagePanel);
