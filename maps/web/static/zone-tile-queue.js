/* Has tiles painted: apart, a few at a time; or here, a few a frame, so that no frame waits for all of
   them; at once where a page is printed. */
(() => {
  "use strict";

  const FRAME_MS = 5; // of a frame's 16, since names and outlines are drawn in it too
  const MOST_UNSEEN_MS = 250; // a page that is out of sight has no frames
  const MOST_SENT = 2; // one is painted while the next is on its way; what leaves the view is dropped

  ZoneMap.TileQueue = class TileQueue {
    #isAsked = false;
    #isAtOnce = matchMedia("print").matches;
    #isHeld = false;
    /** @type {{ tile: HTMLElement }[]} */
    #sent = [];

    /**
     * @param {(tile: HTMLElement) => void} paint
     * @param {(tile: HTMLElement) => Promise<void> | null} send Null where nothing is painted apart.
     */
    constructor(paint, send) {
      this.paint = paint;
      this.send = send;
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
      this.#sent = this.#sent.filter((each) => each.tile !== tile);
    }

    /** @param {boolean} isAtOnce Whether what comes is painted at once; so is what waits now. */
    paintAtOnce(isAtOnce) {
      this.#isAtOnce = isAtOnce;
      if (!isAtOnce) return;
      for (const { tile } of this.#sent) this.waiting.add(tile);
      this.#work(Infinity);
    }

    /** @param {boolean} isHeld While a zoom is animated, its frames have the machine to themselves. */
    hold(isHeld) {
      this.#isHeld = isHeld;
      if (!isHeld && this.waiting.size) this.#ask();
    }

    #ask() {
      if (this.#isAsked || this.#isHeld) return;
      this.#isAsked = true;
      const work = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
        this.#isAsked = false;
        if (!this.#isHeld) this.#work(FRAME_MS);
        if (this.waiting.size && !this.#sent.length) this.#ask();
      };
      const frame = requestAnimationFrame(work);
      const timer = setTimeout(work, MOST_UNSEEN_MS);
    }

    /** @param {number} most In ms, after at least one tile. */
    #work(most) {
      const begun = performance.now();
      for (const tile of this.waiting) {
        if (!this.#isAtOnce && this.#sent.length >= MOST_SENT) return;
        this.waiting.delete(tile);
        const painted = this.#isAtOnce ? null : this.send(tile);
        if (painted) this.#follow(tile, painted);
        else this.paint(tile);
        if (performance.now() - begun > most) return;
      }
    }

    /** @param {HTMLElement} tile @param {Promise<void>} painted */
    async #follow(tile, painted) {
      const sent = { tile };
      this.#sent.push(sent);
      await painted;
      this.#sent = this.#sent.filter((each) => each !== sent);
      if (this.waiting.size) this.#ask();
    }
  };
})();
