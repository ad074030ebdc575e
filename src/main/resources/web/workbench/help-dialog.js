// What the keys do.
import { html } from 'lit';
import { Component } from './component.js';

const KEYS = [
  ['r', 'Run: fetch from the beginning to the end'],
  ['n', 'Next page'],
  ['p', 'Poll again: fetch what is new'],
  ['f', 'First page, from the beginning'],
  ['s', 'Stop after this page'],
  ['/', 'Search the rows'],
  ['↑ ↓', 'Move between rows'],
  ['c', 'Copy the call as curl'],
  ['?', 'This help'],
];

class HelpDialog extends Component {
  render() {
    return html`<dialog id="help" aria-labelledby="help-title"><form method="dialog">
      <h2 id="help-title">Keys</h2>
      <dl>${KEYS.map(([key, text]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>
      <p>Everything here is a call of the API: the bar at the bottom shows it for the button in focus. <a href="/openapi">All
        calls, with examples</a>.</p>
      <button autofocus>Close</button></form></dialog>`;
  }
}

customElements.define('help-dialog', HelpDialog);
