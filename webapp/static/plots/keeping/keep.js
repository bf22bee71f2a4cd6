/* What a person added stays in this browser until it is removed: layers, and a drawing that is not
   finished. Another window asks before it shows them, since offices share machines. */
import { say } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { joinLayers } from "../joined.js";
import { measureLocalLayers } from "../measuring.js";
import { showNotice } from "../notice.js";
import { isSound, readKept } from "./kept_layers.js";
import { KeptShelf } from "./kept_shelf.js";
import { retellLayers } from "./retell.js";
import { makeKey, Tabs } from "./tabs.js";

/** @typedef {import("../../app.js").App} App */
/** @typedef {import("../store.js").PlotStore} PlotStore */
/** @typedef {import("../drawing/sketch.js").State} State */
/** @typedef {{ layers: Plots.Kept[], sketch: State | null, when: number }} Kept */

const NAME = "zonemap-plots"; // also of the mark that something is kept (app.js)
const PAUSE_MS = 250;
const STORAGES = /** @type {const} */ (["localStorage", "sessionStorage"]);

/**
 * A value of the browser's small storage, which a private window may close.
 * @param {"localStorage" | "sessionStorage"} where
 * @param {string | null} [value] Null takes it away.
 */
const mark = (where, value) => {
  try {
    if (value) window[where].setItem(NAME, value);
    else if (value === null) window[where].removeItem(NAME);
    return window[where].getItem(NAME);
  } catch {
    return null;
  }
};

/**
 * Add a layer that was kept; what was drawn since then stays with what was drawn before.
 * @param {PlotStore} plots
 * @param {Plots.Kept} kept
 */
export const putBack = (plots, kept) => {
  const now = kept.origin === "drawn" && kept.id !== undefined ? plots.layer(kept.id) : null;
  if (now) plots.replace(now.id, joinLayers(kept, now));
  else plots.add(kept);
};

/** @param {Kept[]} kept */
const countShapes = (kept) =>
  kept.flatMap(({ layers }) => layers).reduce((sum, { features }) => sum + (features?.length ?? 0), 0);

export class Keeping {
  #shelf = new KeptShelf(NAME);
  #key = mark("sessionStorage") ?? makeKey(NAME); // the same after a reload
  #tabs = new Tabs(NAME, this.#key, () => this.#forgetHere());
  #timer = 0;
  #hasFailed = false;
  /** @type {string[]} What closed windows kept and somebody has answered for: it goes with the next change. */
  #answered = [];
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
    const values = await this.#shelf.all().catch(() => null);
    this.plots.on("layers", () => this.#keepSoon());
    window.addEventListener("pagehide", () => this.#keepNow());
    if (!values) this.#tabs.key = this.#key = makeKey(NAME); // what could not be read is not overwritten
    if (!values?.size) return;
    const open = await this.#tabs.meet();
    const own = readKept(values.get(this.#key));
    const others = [...values].filter(([key]) => key !== this.#key);
    const left = others.filter(([key]) => !open.has(key));
    if (open.has(this.#key)) this.#tabs.key = this.#key = makeKey(NAME); // a copy of another window
    if (own) await this.#restore([own]);
    const isAsked = this.#ask(left);
    if (!own && !isAsked) this.#offerCopy(others.filter(([key]) => open.has(key)));
  }

  /** @param {[key: string, value: unknown][]} others What windows keep that are open, and go on with it. */
  #offerCopy(others) {
    const kept = others.flatMap(([, value]) => readKept(value) ?? []).map((each) => ({ ...each, sketch: null }));
    const count = countShapes(kept);
    const { messages } = this.app.site;
    if (!count) return;
    const copy = async () => {
      await this.#restore(kept);
      await this.#keepNow();
    };
    showNotice(this.app, fill(messages.keepElsewhere, { count }), [{ text: messages.keepCopy, act: copy }]);
  }

  /** @param {State | null} sketch */
  keepSketch(sketch) {
    if (sketch === this.#sketch) return;
    this.#sketch = sketch;
    this.#keepSoon();
  }

  /** Copy a link with what was added; return what is said of it. */
  async copyLink() {
    const { copyLink } = await import("./link.js");
    return copyLink(this.app);
  }

  /** Remove everything, from this browser and from its other windows. */
  async forget() {
    await this.#forgetHere();
    this.#tabs.tellToForget();
    await this.#shelf.clear().catch(() => {});
    mark("localStorage", null);
    say(this.app.site.messages.keepForgotten);
  }

  async #forgetHere() {
    this.#sketch = null;
    this.plots.clear();
    this.plots.forgetRemoved();
    await this.#keepNow();
  }

  /** @param {[key: string, value: unknown][]} left What windows kept that are closed. */
  #ask(left) {
    const kept = left.flatMap(([, value]) => readKept(value) ?? []);
    if (!kept.length) return false;
    const { messages, lang } = this.app.site;
    const count = countShapes(kept) + kept.filter(({ sketch }) => sketch).length;
    const form = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });
    const date = form.format(Math.max(...kept.map(({ when }) => when)));
    /** @param {Kept[]} restored */
    const answer = async (restored) => {
      this.#answered.push(...left.map(([key]) => key));
      await this.#restore(restored);
      await this.#keepNow();
    };
    const startFresh = async () => {
      await answer([]);
      say(messages.keepForgotten);
    };
    showNotice(this.app, fill(messages.keepAsk, { count, date }), [
      { text: messages.keepRestore, act: () => answer(kept) },
      { text: messages.keepFresh, act: startFresh },
    ]);
    return true;
  }

  /** @param {Kept[]} kept */
  async #restore(kept) {
    for (const layer of kept.flatMap(({ layers }) => layers)) putBack(this.plots, layer);
    retellLayers(this.app, this.plots).then(() => measureLocalLayers(this.app, this.plots));
    const sketch = kept.map((each) => each.sketch).find(Boolean);
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
    const hasAny = layers.length > 0 || this.#sketch !== null;
    if (!hasAny && !this.#answered.length && !mark("localStorage")) return;
    const gone = [...this.#answered];
    try {
      if (hasAny) for (const where of STORAGES) mark(where, where === "localStorage" ? "1" : this.#key);
      const own = hasAny ? { layers, sketch: this.#sketch, when: Date.now() } : undefined;
      await this.#shelf.set(this.#key, own, gone);
      if (hasAny && !mark("localStorage")) throw new Error("nothing would look for it");
      this.#answered = this.#answered.filter((key) => !gone.includes(key));
      if (!hasAny) mark("sessionStorage", null);
      if (!hasAny && (await this.#shelf.isEmpty())) mark("localStorage", null);
      this.#hasFailed = false;
    } catch {
      if (!this.#hasFailed && hasAny) showNotice(this.app, this.app.site.messages.keepFailed);
      this.#hasFailed = true;
    }
  }

  /**
   * A layer as it is kept: without its files or text, and as it was before a change that makes no shape.
   * @param {Plots.Layer} layer
   */
  #take({ files: _files, text: _text, ...whole }) {
    const questions = whole.questions.filter(({ name }) => name === "datum"); // others need the files
    const layer = { ...whole, questions };
    const lang = layer.lang || this.app.site.lang; // of its words, which another page may have to say
    if (isSound(layer)) this.#sound.set(layer.id, { ...layer, lang });
    return this.#sound.get(layer.id) ?? [];
  }
}
