// One delivery: how it came, and trim, verify and translate step by step, up to the first failure.
import { html } from 'lit';
import { failureNote } from './failure-note.js';
import { jsonView, linesView } from './json-view.js';

export function deliverySteps(delivery) {
  return html`<h3>Delivery ${delivery.delivery} <span class="of">${delivery.name}${delivery.urlPath}</span></h3>
    <div class="pair"><figure><figcaption>Headers</figcaption>${linesView(
      Object.entries(delivery.headers).flatMap(([name, values]) => values.map(value => ({ text: `${name}: ${value}`, plain: true }))), 'Headers')}</figure>
      <figure><figcaption>Body, ${delivery.bytes} bytes</figcaption>${linesView([{ changed: false,
        text: typeof delivery.payload === 'string' ? delivery.payload : JSON.stringify(delivery.payload) }], 'Body')}</figure></div>
    <ol class="steps-list">${delivery.steps.map(({ step, part, result, error }) => html`<li><h4><span class=${error ? 'bad' : 'good'}>${error
      ? '✗' : '✓'}</span> ${step} <span class="quiet">part ${part}</span></h4>${error ? failureNote(error) : jsonView(result, step)}</li>`)}</ol>`;
}
