/* What a person added stays in this browser until it is removed: layers, and a drawing that is not
   finished. Another window asks before it shows them, since offices share machines. */
import { say } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { Shelf } from "../../lib/shelf.js";
import { showNotice } from "../notice.js";
import { isSound, readKept } from "./kept_layers.js";

/** @typedef {import("../../app.js").App} App */
/** @typedef {import("../store.js").PlotStore} PlotStore */
/** @typedef {import("../drawing/sketch.js").State} State */
/** @typedef {{ layers: Plots.Kept[], sketch: State | null, when: number }} Kept */

const NAME = "zonemap-plots"; // also of the mark that something is kept (app.js)
const PAUSE_MS = 250;

/**
 * A value of the browser's small storage, which a private window may close.
 * @param {"localStorage" | "sessionStorage"} where
 * @param {boolean} [on]
 */
const mark = (where, on) => {
  try {
    if (on) window[where].setItem(NAME, "1");
    else if (on === false) window[where].removeItem(NAME);
    return window[where].getItem(NAME) !== null;
  } catch {
    return false;
  }
};

/**
 * Add a layer that was kept; what was drawn since then stays with what was drawn before.
 * @param {PlotStore} plots
 * @param {Plots.Kept} kept
 */
export const putBack = (plots, kept) => {
  const now = kept.origin === "drawn" && kept.id !== undefined ? plots.layer(kept.id) : null;
  if (!now) {
    plots.add(kept);
    return;
  }
  const features = [...(kept.features ?? []), ...now.features].map((each, id) => ({ ...each, id }));
  const rows = [...(kept.rows ?? []), ...now.rows].map((row, n) => ({ ...row, number: n + 1 }));
  plots.replace(now.id, { features, rows });
};

export class Keeping {
  #shelf = new Shelf(NAME);
  #timer = 0;
  #hasFailed = false;
  /** @type {Kept | null} What was kept and has not been asked for; it is kept on. */
  #waiting = null;
  /** @type {State | null} */
  #sketch = null;
  /** @type {Map<string, Plots.Kept>} The last right state of each layer. */
  #sound = new Map();

  /**
   * @param {App} app
   * @param {PlotStore} plots
   */
  constructor(app, plots) {
    this.app = app;
    this.plots = plots;
  }

  /** Bring back what was kept: at once after a reload, else when the person wants it. */
  async start() {
    const kept = readKept(await this.#shelf.get(NAME).catch(() => undefined));
    this.plots.on("layers", () => this.#keepSoon());
    window.addEventListener("pagehide", () => this.#keepNow());
    if (!kept) return;
    if (mark("sessionStorage")) await this.#restore(kept);
    else this.#ask(kept);
  }

  /** @param {State | null} sketch */
  keepSketch(sketch) {
    if (sketch === this.#sketch) return;
    this.#sketch = sketch;
    this.#keepSoon();
  }

  /** Remove everything, here and from this browser. */
  async forget() {
    this.#waiting = null;
    this.#sketch = null;
    this.plots.clear();
    this.plots.forgetRemoved();
    await this.#remove();
    say(this.app.site.messages.keepForgotten);
  }

  /** @param {Kept} kept */
  #ask(kept) {
    const { messages, lang } = this.app.site;
    this.#waiting = kept;
    const count = kept.layers.reduce((sum, { features }) => sum + (features?.length ?? 0), 0) + Number(!!kept.sketch);
    const date = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(kept.when);
    showNotice(this.app, fill(messages.keepAsk, { count, date }), [
      { text: messages.keepRestore, act: () => this.#restore(kept) },
      { text: messages.keepFresh, act: () => this.#startFresh() },
    ]);
  }

  async #startFresh() {
    this.#waiting = null;
    await this.#remove();
    this.#keepSoon();
    say(this.app.site.messages.keepForgotten);
  }

  /** @param {Kept} kept */
  async #restore({ layers, sketch }) {
    this.#waiting = null;
    for (const layer of layers) putBack(this.plots, layer);
    if (!sketch) return;
    await this.app.draw();
    const now = this.app.drawing?.drawing.sketch.points ?? [];
    if (!now.length || String(now) === String(sketch.points)) this.app.drawing?.resume(sketch);
  }

  #keepSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keepNow(), PAUSE_MS);
  }

  async #keepNow() {
    clearTimeout(this.#timer);
    const layers = this.plots.layers.filter(({ features }) => features.length).flatMap((each) => this.#take(each));
    const waiting = this.#waiting?.layers ?? [];
    const sketch = this.#sketch ?? this.#waiting?.sketch ?? null;
    if (!layers.length && !waiting.length && !sketch) {
      if (mark("localStorage")) await this.#remove();
      return;
    }
    /** @type {Kept} */
    const kept = { layers: [...waiting, ...layers], sketch, when: Date.now() };
    try {
      await this.#shelf.set({ [NAME]: kept });
      mark("localStorage", true);
      if (!this.#waiting) mark("sessionStorage", true);
      this.#hasFailed = false;
    } catch {
      if (!this.#hasFailed) showNotice(this.app, this.app.site.messages.keepFailed);
      this.#hasFailed = true;
    }
  }

  /**
   * A layer as it is kept: without its files, and as it was before a change that makes no shape.
   * @param {Plots.Layer} layer
   */
  #take({ files: _files, questions: _questions, ...layer }) {
    if (isSound(layer)) this.#sound.set(layer.id, layer);
    return this.#sound.get(layer.id) ?? [];
  }

  async #remove() {
    clearTimeout(this.#timer);
    mark("localStorage", false);
    mark("sessionStorage", false);
    await this.#shelf.clear().catch(() => {});
  }
}
