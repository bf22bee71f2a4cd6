/* The plots, sites and lines that a person added, in layers; and which of them are shown, hovered and
   selected. Knows nothing of the map or the page. */
import { makeBlankRow } from "./blank_row.js";
import { joinLayers } from "./joined.js";

/** @typedef {Plots.Layer} Layer */
/** @typedef {Plots.Entry} Entry */

const makeEmptyLayer = () => ({
  format: "", // where nothing is said
  steps: [],
  warnings: [],
  leftOut: [],
  questions: [],
  columns: [],
  files: [],
  text: "",
  options: {},
  features: [],
  rows: [],
  isLocal: false,
  method: "",
  dataHash: "",
  told: {},
  lang: "",
  across: { warnings: [], rows: [] },
});

/** @param {number[]} taken */
const firstFree = (taken) => {
  let hue = 0;
  while (taken.includes(hue)) hue += 1;
  return hue;
};

/**
 * The row of a feature, with what is said of it beside the other layers.
 * @param {Layer} layer
 * @param {Plots.Feature} feature
 * @param {number} index
 */
const rowOf = ({ rows, across }, feature, index) => {
  const row = rows[index] ?? makeBlankRow(feature, index);
  const said = across.rows[index];
  return said ? { ...row, warnings: [...row.warnings, said] } : row;
};

/**
 * @param {Layer} layer
 * @returns {Entry[]}
 */
const entriesOf = (layer) =>
  layer.features.map((feature, index) => ({
    key: `${layer.id}/${feature.id ?? index}`,
    layer,
    index,
    feature,
    row: rowOf(layer, feature, index),
  }));

export class PlotStore extends EventTarget {
  /** @type {Layer[]} */
  #layers = [];
  /** @type {Map<string, Entry> | null} */
  #entries = null;
  /** @type {Entry[] | null} */
  #shown = null;
  /** @type {Plots.Predicate | null} */
  #filter = null;
  /** @type {{ layer: Layer, place: number }[]} What was removed last. */
  #removed = [];
  #count = 0;
  /** @type {string | null} */
  selected = null;
  /** @type {string | null} */
  hovered = null;

  get layers() {
    return this.#layers;
  }

  get canUndo() {
    return this.#removed.length > 0;
  }

  /** @param {string} id */
  layer(id) {
    return this.#layers.find((each) => each.id === id) ?? null;
  }

  /**
   * @param {Plots.Kept} about
   * @returns {Layer}
   */
  add(about) {
    const isTaken = about.id === undefined || this.layer(about.id) !== null;
    const id = isTaken ? this.#nextId() : String(about.id);
    const hue = about.hue ?? firstFree(this.#layers.map((each) => each.hue));
    const layer = { isShown: true, ...makeEmptyLayer(), ...about, id, hue };
    this.#layers = [...this.#layers, layer];
    this.#changed(id);
    return layer;
  }

  /**
   * Change what a layer is made of, such as its features after an answer or while one is drawn.
   * @param {string} id
   * @param {Partial<Plots.NewLayer>} changes
   */
  replace(id, changes) {
    this.#layers = this.#layers.map((each) => (each.id === id ? { ...each, ...changes } : each));
    this.#changed(id);
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  rename(id, name) {
    this.replace(id, { name });
  }

  /**
   * @param {string} id
   * @param {boolean} isShown
   */
  show(id, isShown) {
    this.#layers = this.#layers.map((each) => (each.id === id ? { ...each, isShown } : each));
    this.#changed(id);
  }

  /** @param {string} id */
  remove(id) {
    const place = this.#layers.findIndex((each) => each.id === id);
    if (place < 0) return;
    this.#removed = [{ layer: this.#layers[place], place }];
    this.#layers = this.#layers.filter((each) => each.id !== id);
    this.#changed(id);
  }

  /** Remove every layer; this too can be undone. */
  clear() {
    if (!this.#layers.length) return;
    this.#removed = this.#layers.map((layer, place) => ({ layer, place }));
    this.#layers = [];
    this.#changed(null);
  }

  /** Put back what was removed last. */
  undoRemove() {
    const layers = [...this.#layers];
    for (const { layer, place } of this.#removed) {
      const now = layers.findIndex(({ id }) => id === layer.id); // something was drawn since
      if (now < 0) layers.splice(place, 0, layer);
      else layers[now] = { ...layers[now], ...joinLayers(layer, layers[now]) };
    }
    this.#layers = layers;
    this.#removed = [];
    this.#changed(null);
  }

  /** Forget what was removed, so that it cannot be put back. */
  forgetRemoved() {
    this.#removed = [];
  }

  /** Every plot, site and line, those of hidden layers too. */
  entries() {
    return [...this.#byKey().values()];
  }

  /** @param {string | null} key */
  entry(key) {
    return this.#byKey().get(key ?? "") ?? null;
  }

  /** Those of the layers that are shown which pass the filter. */
  shownEntries() {
    const passes = this.#filter ?? (() => true);
    this.#shown ??= this.entries().filter((each) => each.layer.isShown && passes(each));
    return this.#shown;
  }

  /** @param {Plots.Predicate | null} passes */
  setFilter(passes) {
    this.#filter = passes;
    this.#shown = null;
    this.#tell("filter", null);
  }

  /**
   * @param {string | null} key
   * @param {Plots.By} by
   */
  select(key, by) {
    const before = this.selected;
    this.selected = this.entry(key)?.key ?? null;
    this.#tell("select", { key: this.selected, before, by });
  }

  /** @param {string | null} key */
  hover(key) {
    const before = this.hovered;
    if (before === key) return;
    this.hovered = key;
    this.#tell("hover", { key, before });
  }

  /**
   * @template {keyof Plots.Events} K
   * @param {K} kind
   * @param {(event: Plots.Events[K]) => void} listen
   */
  on(kind, listen) {
    this.addEventListener(kind, /** @type {EventListener} */ (listen));
  }

  #nextId() {
    do this.#count += 1;
    while (this.layer(`layer-${this.#count}`));
    return `layer-${this.#count}`;
  }

  #byKey() {
    this.#entries ??= new Map(this.#layers.flatMap(entriesOf).map((each) => [each.key, each]));
    return this.#entries;
  }

  /** @param {string | null} id */
  #changed(id) {
    this.#entries = null;
    this.#shown = null;
    this.#tell("layers", { id });
    if (this.hovered && !this.entry(this.hovered)) this.hover(null);
    if (this.selected && !this.entry(this.selected)) this.select(null, "table");
  }

  /**
   * @param {keyof Plots.Events} kind
   * @param {unknown} detail
   */
  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
