/* What is added is read one after the other, asked about where something is open, and told of. */
import { element, showWritten } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { tellSettings, tellStep } from "../settings.js";
import { nameSource } from "./dropped.js";
import { makeLayer } from "./layer.js";
import { answerDatum, findOpen } from "./open_questions.js";
import { ask } from "./questions.js";
import { readSource } from "./reading.js";
import { makeDetails } from "./report.js";

/** @typedef {import("../workbench.js").Bench} Bench */
/** @typedef {import("./inspect.js").Source} Source */

export class Adding {
  /** @type {AbortController | null} */
  #stopper = null;
  #asking = new AbortController();
  #isClean = true; // nothing was left out or refused: nobody has to read the card
  /** @type {Promise<boolean>} One after the other; whether the last has added anything. */
  #queue = Promise.resolve(false);
  #left = 0; // in the queue, with what is read or asked about now
  #mayWait = true; // whether what is asked now can be left open for what is added next

  /**
   * @param {Bench} bench
   * @param {import("./add_card.js").Card} card
   */
  constructor(bench, card) {
    this.bench = bench;
    this.card = card;
    card.stop.addEventListener("click", () => this.#stopper?.abort());
  }

  /** The card was closed: what is asked stays open. */
  leave() {
    this.#asking.abort();
    for (const each of this.bench.dock.told) each.remove(); // they stand below the table from now on
    this.bench.dock.refresh();
  }

  /** @param {Source} source */
  add(source) {
    const isNext = this.#left === 0;
    if (isNext) this.card.said.replaceChildren();
    if (isNext) this.#isClean = true;
    const { messages } = this.bench.page;
    const name = nameSource(source, messages);
    const waiting = isNext ? null : this.#tell("quiet", fill(messages.readNext, { name }));
    this.#left += 1;
    if (this.#mayWait) this.#asking.abort(); // it can be answered later, and what is added now is seen now
    this.#queue = this.#queue
      .then(() => {
        waiting?.remove();
        return this.#addOne(source);
      })
      .catch((error) => this.complain(error))
      .finally(() => {
        this.#left -= 1;
      });
    return this.#queue;
  }

  /** Whether anything was added. @param {Source} source */
  async #addOne(source) {
    const answer = await this.#read(source, {});
    const added = await this.#takeAll(answer, source, {});
    const entries = this.bench.store.entries().filter(({ layer }) => added.includes(layer.id));
    if (!entries.length) return false;
    if (this.#isClean && this.#left === 1) this.card.close();
    this.bench.dock.open();
    this.bench.layer.zoomTo(entries);
    return true;
  }

  /**
   * @param {Source} source
   * @param {Record<string, string>} options
   */
  async #read(source, options) {
    const { app } = this.bench;
    const stopper = new AbortController();
    this.#stopper = stopper;
    this.card.setBusy(true);
    try {
      return await readSource(app, source, {
        options: { lang: app.site.lang, ...options },
        signal: stopper.signal,
        onProgress: (share) => this.card.setProgress(share),
      });
    } finally {
      this.#stopper = null;
      this.card.setBusy(false);
    }
  }

  /**
   * @param {Served.Inspected} answer
   * @param {Source} source
   * @param {Record<string, string>} options
   */
  async #takeAll(answer, source, options) {
    /** @type {string[]} */
    const added = [];
    for (const each of answer.layers) added.push(...(await this.#take(answer, each, source, options)));
    return added;
  }

  /**
   * Put a layer of an answer into the store, asking what is open; return the ids of what was added.
   * @param {Served.Inspected} answer
   * @param {Served.InspectedLayer} layer
   * @param {Source} source
   * @param {Record<string, string>} options
   * @returns {Promise<string[]>}
   */
  async #take(answer, layer, source, options) {
    const { store } = this.bench;
    const [blocking] = layer.questions.filter((each) => each.is_blocking && each.answered === null);
    if (blocking) return this.#askAgain(layer, blocking, source, options, null);
    if (layer.refusal) {
      this.#tell("warning", tellSettings(layer.refusal, this.bench.page.messages));
      return [];
    }
    const added = store.add(makeLayer(answer, layer, source, options));
    this.#report(added);
    if (source.text !== undefined) this.card.forget();
    const [open] = layer.questions.filter(({ answered, name }) => answered !== null && !(name in options));
    const again = open ? await this.#askAgain(layer, open, source, options, added.id) : [];
    return again.length ? again : [added.id];
  }

  /**
   * @param {Pick<Served.InspectedLayer, "name" | "files">} layer
   * @param {Served.InspectedQuestion} question
   * @param {Source} source
   * @param {Record<string, string>} options
   * @param {string | null} id Of the layer as it is meanwhile.
   * @returns {Promise<string[]>}
   */
  async #askAgain(layer, question, source, options, id) {
    const chosen = await this.#ask(layer.name, question);
    const isAsBefore = id !== null && chosen.length === 1 && chosen[0].label === question.answered;
    const asAdded = id !== null && isAsBefore ? this.bench.store.layer(id) : null;
    if (asAdded) {
      const own = { ...asAdded.options, ...chosen[0].options };
      this.bench.store.replace(asAdded.id, { options: own });
      const next = findOpen({ ...asAdded, options: own });
      return next ? this.#askAgain(layer, next, source, own, id) : [];
    }
    if (!chosen.length || isAsBefore) return [];
    const files = source.files?.filter(({ name }) => layer.files.includes(name));
    const again = files ? { files } : source;
    const answers = [];
    for (const each of chosen) {
      const own = { ...options, ...each.options };
      answers.push({ own, answer: await this.#read(again, own) });
    }
    const refusals = answers.flatMap(({ answer }) => answer.layers.flatMap(({ refusal }) => refusal ?? []));
    if (refusals.length && !question.choices.includes(chosen[0])) {
      this.#tell("warning", tellSettings(refusals[0], this.bench.page.messages)); // of a code that was typed
      return this.#askAgain(layer, question, source, options, id);
    }
    if (id !== null) this.#forget(id);
    const added = [];
    for (const { own, answer } of answers) added.push(...(await this.#takeAll(answer, again, own)));
    return added;
  }

  /** Take away a layer that is read anew, with what was said of it. @param {string} id */
  #forget(id) {
    this.bench.store.remove(id);
    this.bench.store.forgetRemoved();
    for (const each of this.card.said.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)) each.remove();
  }

  /**
   * @param {string} name Of the layer.
   * @param {Served.InspectedQuestion} question
   * @returns {Promise<Served.InspectedChoice[]>}
   */
  #ask(name, question) {
    this.#mayWait = !question.is_blocking;
    if (this.#mayWait && this.#left > 1) return Promise.resolve([]); // the card offers it once all is read
    this.card.open();
    this.#asking.abort(); // one at a time; the other one stays open
    this.#asking = new AbortController();
    return ask(this.bench, this.card.questions, name, question, this.#asking.signal);
  }

  /** Ask again what was left open of a layer. @param {string} id */
  async askOpen(id) {
    const layer = this.bench.store.layer(id);
    const question = layer && findOpen(layer);
    if (!question) return;
    if (question.name !== "datum") {
      const { name, files, text, options } = layer;
      const asked = { name, files: files.map((each) => each.name) };
      await this.#askAgain(asked, question, text ? { text } : { files }, options, id);
      return;
    }
    const [chosen] = await this.#ask(layer.name, question);
    if (!chosen) return;
    this.card.setBusy(true);
    await answerDatum(this.bench, layer, chosen).finally(() => this.card.setBusy(false));
    this.card.close();
    this.bench.layer.zoomTo(
      this.bench.store.entries().filter((each) => each.layer.id === id),
      { isGentle: true },
    );
  }

  /** What was read, and what was left out. @param {Plots.Layer} layer */
  #report(layer) {
    const { messages } = this.bench.page;
    const { id, name, format, features, leftOut, warnings } = layer;
    const done = this.#tell("plot-done", fill(messages.layerAdded, { name, format, count: features.length }));
    const told = warnings.map((each) => this.#tell("warning", tellStep(each, messages)));
    this.bench.dock.told.push(...told);
    this.bench.dock.refresh();
    if (leftOut.length) this.#isClean = false;
    const box = makeDetails(layer, messages);
    for (const each of [done, ...told, box]) each.dataset.of = id;
    this.card.said.append(box);
  }

  /**
   * @param {string} className
   * @param {string} text
   */
  #tell(className, text) {
    if (className === "warning") this.#isClean = false;
    const said = element("p", className, text);
    said.dir = "auto";
    this.card.said.append(said);
    if (className === "warning") this.card.open(); // a hidden one can't be scrolled to
    showWritten(said);
    return said;
  }

  /** Nothing was added. @param {unknown} error */
  complain(error) {
    const { messages } = this.bench.page;
    const isStopped = error instanceof DOMException && error.name === "AbortError";
    if (isStopped) this.#tell("quiet", messages.stopped);
    else this.#tell("warning", (error instanceof Error && error.message) || messages.inspectFailed);
    this.card.open();
    return false;
  }
}
