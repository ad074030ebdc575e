// What the page knows, in one place. Components draw it, and draw it again whenever it changed.

class Store {
  #listeners = new Set();

  /** 'loading', 'ready', or 'key' while the server asks for an API key. */
  phase = 'loading';
  providers = [];
  examples = [];
  connectors = [];
  /** Connectors that are files, what is wrong with files, and where they are. */
  files = [];
  fileProblems = [];
  fileDirectories = [];
  capabilities = [];
  /** The install tree of the selected connector, see tree.js. */
  tasks = [];
  /** By list key, see lists.js. */
  lists = new Map();
  /** By the path of a task: the chain of rows that was picked last for the tasks that follow. */
  chosen = {};
  /** Orders made in this tab, newest first. */
  orders = [];
  /** Whether the connector is offline and what it asked for in vain, see offline.js; null until that is known. */
  offline = null;
  /** What the last reload of the connector's code has changed, until that is closed; or null. */
  reloaded = null;
  /** Whether the files of that code are newer than what is loaded, and are not loaded by themselves. */
  outdated = false;
  /** How many rows the server keeps of the connector, kept up to date by live-store.js. */
  kept = 0;
  pageSize = '';
  search = '';
  /** { text, stopping } while something is under way. */
  busy = null;
  /** A failure to show on top, or null. */
  failure = null;
  /** Where the page is, see place.js. */
  place = { connector: '', view: '', path: '', of: [], page: 0, row: -1 };

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(changes) {
    Object.assign(this, changes);
    this.changed();
  }

  changed() {
    this.#listeners.forEach(listener => listener());
  }

  get file() {
    return this.files.find(file => file.connectorId === this.place.connector) ?? null;
  }

  get connector() {
    return this.connectors.find(connector => connector.connectorId === this.place.connector) ?? null;
  }
}

export const store = new Store();
