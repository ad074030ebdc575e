// The menu of a connector that is a file: its commands, then the other views.
import { html, nothing } from 'lit';
import { Component } from './component.js';
import { href } from './place.js';
import { store } from './store.js';

const VIEWS = [['faults', 'Faults'], ['snapshots', 'Snapshots'], ['schemas', 'Schemas'], ['timeline', 'Timeline']];

class FileTree extends Component {
  render() {
    if (!store.file) {
      return nothing; // the page shows something else now
    }
    const { view, path } = store.place;
    return html`<nav aria-label="Commands"><ul>${store.file.commands.map(command => this.link({ path: command }, command,
      view === 'rows' && path === command))}</ul>
      <ul>${VIEWS.map(([other, label]) => this.link({ view: other }, label, view === other))}</ul></nav>`;
  }

  link(place, label, here) {
    return html`<li><a href=${href(place)} aria-current=${here ? 'page' : nothing}><span>${label}</span></a></li>`;
  }
}

customElements.define('file-tree', FileTree);
