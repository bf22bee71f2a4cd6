/* The page's side of the worker that paints tiles. Where there is none, or it fails, the page paints. */
(() => {
  "use strict";

  /** @typedef {{ take: (bitmap: ImageBitmap) => void, fail: (error: Error) => void }} Waiting */

  ZoneMap.TilesApart = class TilesApart {
    /** @type {Worker | null} */
    #worker = null;
    /** @type {Map<number, Waiting>} */
    #waiting = new Map();
    #count = 0;

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
      return this.#worker !== null;
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
      });
    }

    /** End the worker; what it has not painted is painted by the page. */
    close() {
      this.#worker?.terminate();
      this.#worker = null;
      const left = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { fail } of left) fail(new Error("the worker that paints the base map has stopped"));
    }

    /** @param {ZoneMap.TileAnswer} answer */
    #take(answer) {
      const found = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ("bitmap" in answer) {
        if (found) found.take(answer.bitmap);
        else answer.bitmap.close();
      } else found?.fail(new Error(answer.fault));
    }
  };

  ZoneMap.canPaintApart = () => "OffscreenCanvas" in globalThis && "ImageBitmapRenderingContext" in globalThis;
})();
