// Files that leave the page: saved by the browser, from texts that are here already.
import { html } from 'lit';

const KEPT_MILLIS = 60_000;

export function download(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MILLIS);
}

/** A file that is chosen and read; `read` gets its text and name. */
export function fileField({ id, label, read }) {
  return html`<div class="field"><label for=${id}>${label}</label><input type="file" id=${id} accept=".json,application/json"
    @change=${async event => {
      const [file] = event.target.files;
      if (file) {
        await read(await file.text(), file.name);
        event.target.value = '';
      }
    }}></div>`;
}
