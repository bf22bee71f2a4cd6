/* Paints tiles a few at a time, so that no frame waits for all of them; at once where a page is printed. */
(() => {
  "use strict";

  const FRAME_MS = 5; // of a frame's 16, since names and outlines are drawn in it too
  const MOST_UNSEEN_MS = 250; // a page that is out of sight has no frames

  ZoneMap.TileQueue = class TileQueue {
    #isAsked = false;
    #isAtOnce = matchMedia("print").matches;

    /** @param {(tile: HTMLElement) => void} paint */
    constructor(paint) {
      this.paint = paint;
      /** @type {Set<HTMLElement>} */
      this.waiting = new Set();
    }

    /** @param {HTMLElement} tile */
    add(tile) {
      this.waiting.add(tile);
      if (this.#isAtOnce) this.#work(Infinity);
      else this.#ask();
    }

    /** @param {HTMLElement} tile */
    drop(tile) {
      this.waiting.delete(tile);
    }

    /** @param {boolean} isAtOnce Whether what comes is painted at once; so is what waits now. */
    paintAtOnce(isAtOnce) {
      this.#isAtOnce = isAtOnce;
      if (isAtOnce) this.#work(Infinity);
    }

    #ask() {
      if (this.#isAsked) return;
      this.#isAsked = true;
      const work = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
        this.#isAsked = false;
        this.#work(FRAME_MS);
        if (this.waiting.size) this.#ask();
      };
      const frame = requestAnimationFrame(work);
      const timer = setTimeout(work, MOST_UNSEEN_MS);
    }

    /** @param {number} most In ms, after at least one tile. */
    #work(most) {
      const begun = performance.now();
      for (const tile of this.waiting) {
        this.waiting.delete(tile);
        this.paint(tile);
        if (performance.now() - begun > most) return;
      }
    }
  };
})();
