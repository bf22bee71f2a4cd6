/* The page's side of the worker that paints tiles. Where there is none, or it fails or is silent, the
   page paints. */
(() => {
  "use strict";

  const START_MS = 1000; // from the first order on; then the page paints, until the worker answers
  const STUCK_MS = 5000; // of one that has answered before
  const LOST_MS = 20_000; // a script that has not come by then is not waited for
  const QUEUED_MS = 200; // in which a page that was busy itself takes the answers that have come

  /** @typedef {{ take: (bitmap: ImageBitmap) => void, fail: (error: Error) => void }} Waiting */

  ZoneMap.TileWorkerClient = class TileWorkerClient {
    /** @type {Worker | null} */
    #worker = null;
    /** @type {Map<number, Waiting>} */
    #waiting = new Map();
    #count = 0;
    #timer = 0;
    #hasAnswered = false;
    #isLate = false;

    /**
     * @param {Served.TileStyle} style
     * @param {string | undefined} address Of the worker's script.
     */
    constructor(style, address) {
      if (!address || !ZoneMap.canPaintApart()) return;
      try {
        this.#worker = new Worker(address);
      } catch {
        return; // a sandboxed frame starts none
      }
      this.#worker.addEventListener("error", () => this.close());
      this.#worker.addEventListener("message", ({ data }) => this.#take(data));
      this.#worker.postMessage({ style });
    }

    get isOpen() {
      return this.#worker !== null && !this.#isLate;
    }

    /** @param {string} key @param {Uint8Array} bytes */
    keep(key, bytes) {
      this.#worker?.postMessage({ key, bytes });
    }

    /** @param {string} key */
    drop(key) {
      this.#worker?.postMessage({ drop: key });
    }

    /**
     * @param {ZoneMap.Square} square
     * @returns {Promise<ImageBitmap>} Rejects where the tile is damaged, or the worker has failed.
     */
    paint(square) {
      const id = this.#count++;
      return new Promise((take, fail) => {
        this.#waiting.set(id, { take, fail });
        this.#worker?.postMessage({ id, square });
        this.#watch();
      });
    }

    /** A host page, a network or the worker itself can keep it silent, without an error. */
    #watch() {
      if (this.#timer) return;
      const miss = () => {
        this.#timer = setTimeout(() => this.#miss(), QUEUED_MS);
      };
      this.#timer = setTimeout(miss, this.#hasAnswered ? STUCK_MS : START_MS);
    }

    #miss() {
      this.#timer = 0;
      if (this.#hasAnswered) {
        this.close();
        return;
      }
      this.#isLate = true;
      this.#failAll();
      setTimeout(() => this.#hasAnswered || this.close(), LOST_MS);
    }

    /** End the worker; what it has not painted is painted by the page. */
    close() {
      this.#worker?.terminate();
      this.#worker = null;
      clearTimeout(this.#timer);
      this.#failAll();
    }

    #failAll() {
      const left = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { fail } of left) fail(new Error("the worker that paints the base map is silent"));
    }

    /** @param {ZoneMap.TileAnswer} answer */
    #take(answer) {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#hasAnswered = true;
      this.#isLate = false;
      const found = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ("bitmap" in answer) {
        if (found) found.take(answer.bitmap);
        else answer.bitmap.close();
      } else found?.fail(new Error(answer.fault));
      if (this.#waiting.size) this.#watch();
    }
  };

  ZoneMap.canPaintApart = () => "OffscreenCanvas" in globalThis && "ImageBitmapRenderingContext" in globalThis;
})();
