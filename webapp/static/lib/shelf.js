/* A few values that stay in this browser (IndexedDB), each under its name. */

const STORE = "values";
const PATIENCE_MS = 5_000; // a browser whose disk is full or locked may never answer

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const answerOf = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

export class Shelf {
  /** @type {Promise<IDBDatabase> | null} */
  #open = null;

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** Every value, by its key. @returns {Promise<Map<string, unknown>>} */
  async all() {
    const store = await this.#store("readonly");
    const [keys, values] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())]);
    return new Map(keys.map((key, n) => [String(key), values[n]]));
  }

  async isEmpty() {
    return (await answerOf((await this.#store("readonly")).count())) === 0;
  }

  /**
   * Resolves once all of it is on the disk; fails in a private window, or where there is no room.
   * @param {Record<string, unknown>} values Undefined takes one away.
   */
  async set(values) {
    const store = await this.#store("readwrite");
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) store.delete(key);
      else store.put(value, key);
    }
    await this.#finish(store.transaction);
  }

  async clear() {
    const store = await this.#store("readwrite");
    store.clear();
    await this.#finish(store.transaction);
  }

  /**
   * @param {IDBTransaction} transaction
   * @returns {Promise<void>}
   */
  #finish(transaction) {
    return new Promise((done, fail) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => fail(transaction.error);
    });
  }

  /** @param {IDBTransactionMode} mode */
  async #store(mode) {
    this.#open ??= this.#connect();
    const database = await this.#open.catch((fault) => {
      this.#open = null;
      throw fault;
    });
    return database.transaction(STORE, mode).objectStore(STORE);
  }

  async #connect() {
    const request = indexedDB.open(this.name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    /** @type {Promise<never>} */
    const late = new Promise((_done, fail) => setTimeout(() => fail(new Error("no answer")), PATIENCE_MS));
    const database = await Promise.race([answerOf(request), late]);
    database.onversionchange = () => database.close();
    database.onclose = () => {
      this.#open = null;
    };
    return database;
  }
}
