// The rows of the selected list. Only those in view are drawn, so that 100,000 are no slower than ten.
import { html, nothing } from 'lit';
import { Component } from './component.js';
import { select, selectedList, selectedTask } from './fetching.js';
import { count } from './format.js';
import { COLUMNS, remark } from './row-columns.js';
import { store } from './store.js';

const BEYOND = 8;

class RowTable extends Component {
  #filtered = { list: null, length: 0, text: '', rows: [] };
  #top = 0;
  #shown = '';

  /** The rows that contain the searched text, computed again only when something changed. */
  rows() {
    const { rows } = selectedList();
    const text = store.search.trim().toLowerCase();
    const last = this.#filtered;
    if (text === '') {
      return rows;
    }
    if (last.list !== rows || last.length !== rows.length || last.text !== text) {
      const found = rows.filter(({ row }) => JSON.stringify(row).toLowerCase().includes(text));
      this.#filtered = { list: rows, length: rows.length, text, rows: found };
    }
    return this.#filtered.rows;
  }

  render() {
    const task = selectedTask();
    if (!task) {
      return html``;
    }
    const rows = this.rows();
    const all = selectedList();
    return html`<section aria-labelledby="rows-title">
      <header><h2 id="rows-title">${task.label}${store.place.of.length > 0
        ? html` <span class="of">${store.place.of.at(-1)}</span>` : ''}</h2>
        <span class="quiet" role="status">${this.summary(rows, all)}</span>
        <input type="search" id="search" placeholder="Search" aria-label="Search rows" aria-keyshortcuts="/"
          .value=${store.search} @input=${event => store.set({ search: event.target.value })}></header>
      ${all.rows.length === 0 ? this.empty(all) : this.grid(task, rows)}
    </section>`;
  }

  summary(rows, all) {
    if (store.busy) {
      return `${store.busy.text} page ${store.busy.pages + 1}${store.busy.stopping ? ', then stopping' : '…'}`;
    }
    const dropped = all.dropped > 0 ? `, ${count(all.dropped, 'older one')} dropped` : '';
    return (rows.length === all.rows.length ? count(rows.length, 'row')
      : `${rows.length.toLocaleString('en')} of ${count(all.rows.length, 'row')}`)
      + (all.pages.length > 0 ? ` in ${count(all.pages.length, 'page')}` : '') + dropped;
  }

  empty(all) {
    return html`<p class="empty quiet">${all.pages.length > 0 ? 'No rows came.'
      : html`Nothing fetched yet. <kbd>n</kbd> fetches the first page, <kbd>r</kbd> all of them.`}</p>`;
  }

  grid(task, rows) {
    const columns = COLUMNS[task.kind];
    const height = this.rowHeight();
    const first = Math.max(0, Math.floor(this.#top / height) - BEYOND);
    const view = rows.slice(first, first + Math.ceil(window.innerHeight / height) + 2 * BEYOND);
    const selected = rows.findIndex(entry => entry.page.first + entry.index === store.place.row);
    return html`<div class="grid kind-${task.kind}" role="grid" tabindex="0" aria-label=${task.label} aria-rowcount=${rows.length + 1}
      aria-activedescendant=${selected < 0 ? nothing : 'row-' + selected} @scroll=${this.scrolled} @keydown=${event => this.keyed(event, rows, selected)}>
      <div role="row" class="head" aria-rowindex="1">${columns.map(column => html`<span role="columnheader"
        class=${classes(column)}>${column.head}</span>`)}<span role="columnheader"><span class="hidden">Remarks</span></span></div>
      <div class="all" role="presentation" data-height=${rows.length * height} data-top=${first * height}>
        <div class="view" role="presentation">${view.map((entry, index) => this.row(entry, first + index, columns, selected))}</div>
      </div></div>`;
  }

  row(entry, index, columns, selected) {
    return html`<div role="row" id="row-${index}" aria-rowindex=${index + 2} aria-selected=${index === selected}
      @click=${() => select(entry)}>${columns.map(column => html`<span role="gridcell" class=${classes(column)}>${column.cell(
        entry.row)}</span>`)}<span role="gridcell">${remark(entry)}</span></div>`;
  }

  /** Heights go through the object model of styles, because the policy of the page allows no style attributes. */
  updated() {
    const all = this.querySelector('.all');
    if (all) {
      all.style.setProperty('--row', this.rowHeight() + 'px');
      all.style.height = all.dataset.height + 'px';
      all.firstElementChild.style.transform = `translateY(${all.dataset.top}px)`;
      this.showSelected(all.parentElement);
    }
  }

  rowHeight() {
    return Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.9);
  }

  scrolled(event) {
    this.#top = event.target.scrollTop;
    this.requestUpdate();
  }

  keyed(event, rows, selected) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -rows.length, End: rows.length };
    const step = steps[event.key];
    if (step === undefined || rows.length === 0) {
      return;
    }
    event.preventDefault();
    const index = Math.min(Math.max(selected + step, 0), rows.length - 1);
    select(rows[index]);
  }

  /** Scrolls to the selected row when another one was selected, also by a link or by fetching a page. */
  showSelected(grid) {
    const { path, of, row } = store.place;
    const place = [path, ...of, row].join(' ');
    if (place !== this.#shown) {
      this.#shown = place;
      const index = this.rows().findIndex(entry => entry.page.first + entry.index === row);
      if (index >= 0) {
        this.reveal(grid, index);
      }
    }
  }

  reveal(grid, index) {
    const height = this.rowHeight();
    const top = index * height;
    const visible = grid.clientHeight - height;
    if (top < grid.scrollTop) {
      grid.scrollTop = top;
    } else if (top + height > grid.scrollTop + visible) {
      grid.scrollTop = top + height - visible;
    }
  }
}

function classes(column) {
  return `${column.right ? 'right' : ''} ${column.small === false ? 'wide' : ''} ${column.type ?? ''}`;
}

customElements.define('row-table', RowTable);
