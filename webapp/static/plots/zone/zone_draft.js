/* A layer on its way to be the boundaries: what a person chose and changed, and what the server made of
   it. An answer that fails leaves all of it as it was. */
import { sendToInspect, Unreachable } from "../adding/inspect.js";
import { tellSettings } from "../settings.js";
import { applyEdits, proposeNames, writeBoundaries } from "./edits.js";
import { nameFieldsOf } from "./fields_step.js";

/** @typedef {import("../workbench.js").Bench} Bench */
/** @typedef {import("../adding/inspect.js").Source} Source */

const READ_BY = ["layer", "crs", "datum", "encoding", "skip_unusable"]; // how a file is read here
const OUTLINES = ["Polygon", "MultiPolygon"];
const FILE_NAME = "boundaries.geojson";

/** @param {Plots.Layer} layer */
export const countOutlines = ({ features }) =>
  features.filter(({ geometry }) => OUTLINES.includes(geometry.type)).length;

/**
 * The files of a layer, or its outlines where they are gone or were changed while they were read.
 * @param {Plots.Layer} layer
 * @returns {{ source: Source, options: Record<string, string> }}
 */
const sourceOf = ({ files, features, options, name }) => {
  if (files.length && Object.keys(options).every((key) => READ_BY.includes(key) || key === "lang")) {
    return { source: { files }, options };
  }
  const outlines = features
    .filter(({ geometry }) => OUTLINES.includes(geometry.type))
    .map(({ geometry, properties }) => ({ type: "Feature", geometry, properties }));
  const text = JSON.stringify({ type: "FeatureCollection", features: outlines });
  return { source: { files: [new File([text], `${name}.geojson`)] }, options: {} };
};

export class ZoneDraft extends EventTarget {
  /** @type {Record<string, string>} Columns by field, of those that a person chose; "" is none. */
  columns = {};
  /** What parts have that say nothing themselves. */
  otherwise = { kind: "", placement: "digitised", uncertainty_m: "", as_of: "", source: "" };
  /** @type {import("./edits.js").Names} What a person calls the zone. */
  names = {};
  skipsUnusable = false;
  /** @type {import("./edits.js").Edits} */
  edits = new Map();
  /** @type {Served.MadeBoundaries | null} The last right answer. */
  answer = null;
  /** @type {Served.MadeBoundaries | null} That of the file, without the edits. */
  base = null;
  error = "";
  isBusy = false;
  step = 0;
  #baseOf = "";
  #answerOf = "";
  #stopper = new AbortController();

  /**
   * @param {Bench} bench
   * @param {string} id Of the layer.
   */
  constructor(bench, id) {
    super();
    this.bench = bench;
    this.id = id;
  }

  get layer() {
    return this.bench.store.layer(this.id);
  }

  /** What the zone is called: as a person says, else by its file, else as the file is called. */
  get zoneNames() {
    const fields = nameFieldsOf(this.bench.page.messages);
    return { ...proposeNames(this.base?.boundaries.zone, this.layer?.name ?? "", fields), ...this.names };
  }

  /** Whether the answer is of what is chosen now. */
  get isSettled() {
    return this.answer !== null && this.#answerOf === this.#keyOf(true);
  }

  /**
   * @param {number} place
   * @param {string} field
   * @param {string} text
   */
  edit(place, field, text) {
    this.edits.set(place, { ...this.edits.get(place), [field]: text });
  }

  /** Ask the server, where something changed since its last answer. */
  async refresh() {
    if (this.isSettled && !this.error) return;
    this.#stopper.abort();
    const stopper = new AbortController();
    this.#stopper = stopper;
    this.isBusy = true;
    this.#tell();
    try {
      await this.#make(stopper.signal);
      this.error = "";
    } catch (error) {
      if (stopper.signal.aborted) return; // another one is on its way
      this.error = this.#explain(error);
    }
    if (this.#stopper !== stopper) return;
    this.isBusy = false;
    this.#tell();
  }

  /** @param {AbortSignal} signal */
  async #make(signal) {
    const { layer } = this;
    if (!layer) return;
    const [baseOf, answerOf] = [this.#keyOf(false), this.#keyOf(true)];
    if (!this.base || this.#baseOf !== baseOf) {
      const { source, options } = sourceOf(layer);
      this.base = await this.#send(source, { ...options, ...this.#options() }, signal);
      this.#baseOf = baseOf;
    }
    const { base } = this;
    const edited = this.edits.size ? await this.#sendEdited(base, signal) : base;
    const steps = [...new Set([...base.steps, ...edited.steps])];
    this.answer = { ...edited, fields: base.fields, steps, repairs: base.repairs };
    this.#answerOf = answerOf;
  }

  /**
   * @param {Served.MadeBoundaries} base
   * @param {AbortSignal} signal
   */
  #sendEdited({ boundaries }, signal) {
    const text = writeBoundaries(applyEdits(boundaries, this.edits));
    return this.#send({ files: [new File([text], FILE_NAME)] }, {}, signal);
  }

  /**
   * @param {Source} source
   * @param {Record<string, string | string[]>} options
   * @param {AbortSignal} signal
   * @returns {Promise<Served.MadeBoundaries>}
   */
  #send(source, options, signal) {
    const { addresses, lang } = this.bench.app.site;
    const sending = { options: { ...options, lang }, signal, onProgress: () => {} };
    return sendToInspect(`${addresses.inspect}/zone`, source, sending);
  }

  #options() {
    const { columns, otherwise, skipsUnusable } = this;
    const said = Object.entries(otherwise).filter(([, value]) => value.trim());
    return {
      ...Object.fromEntries(said),
      field: Object.entries(columns).map(([field, column]) => `${field}=${column}`),
      ...(skipsUnusable ? { skip_unusable: "1" } : {}),
    };
  }

  /** @param {boolean} isWithEdits */
  #keyOf(isWithEdits) {
    return JSON.stringify([this.#options(), isWithEdits ? [...this.edits] : null]);
  }

  /** @param {unknown} error */
  #explain(error) {
    const { messages } = this.bench.page;
    const isUnreachable = error instanceof Unreachable || !(error instanceof Error) || !error.message;
    return isUnreachable ? messages.zoneUnreachable : tellSettings(error.message, messages);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
