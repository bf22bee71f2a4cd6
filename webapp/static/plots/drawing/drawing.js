/* What is being drawn: in the address while it is, and among the plots that the person added once it is
   finished. Every change can be undone. */
import { fill } from "../../lib/format.js";
import { readPoints } from "../../lib/url_state.js";
import { describeSketch, measureSketch, tellPlace } from "./describe.js";
import { readSentName, writeAddress } from "./drawn_address.js";
import { sizeOf } from "./drawn_labels.js";
import { DrawnLayer } from "./drawn_layer.js";
import { fromGeometry, Sketch, toGeometry } from "./sketch.js";

/** @typedef {Served.Point} Point */
/** @typedef {import("./sketch.js").Kind} Kind */
/** @typedef {import("./sketch.js").State} State */
const NAMES = { site: "drawnSite", line: "drawnLine", area: "drawnArea" };

export class Drawing extends EventTarget {
  sketch = new Sketch();
  /** @type {number | null} The feature that it is, once it has joined the others. */
  id = null;
  /** @type {DrawnLayer | null} */
  layer = null;
  /** @type {Promise<DrawnLayer> | null} */
  #connecting = null;
  #isJoining = false;
  #isCleared = false;

  /** @param {import("../../app.js").App} app */
  constructor(app) {
    super();
    this.app = app;
  }

  get drawn() {
    const { site } = this.app;
    return (this.layer?.features ?? []).map(({ id, properties, geometry }) => {
      const state = fromGeometry(geometry);
      return { id: Number(id), name: String(properties.name ?? ""), size: state ? sizeOf(state, site) : "" };
    });
  }

  /** What it is called; null while it has not joined the others. */
  get name() {
    const feature = this.layer?.find(this.id);
    return feature ? String(feature.properties.name ?? "") : null;
  }

  /** What has been changed and has not joined the others, so that it would be lost with the page. */
  get unfinished() {
    const { kind, points, canUndo } = this.sketch;
    return this.id === null && canUndo && points.length ? { kind, points } : null;
  }

  get canUndo() {
    return this.#isCleared || this.sketch.canUndo;
  }

  /** Load the store of what the person added. */
  connect() {
    this.#connecting ??= this.app.plots().then((plots) => {
      this.layer = new DrawnLayer(this.app, plots);
      plots.on("layers", () => {
        this.#match();
        this.#tell();
      });
      this.#match();
      this.#tell();
      return this.layer;
    });
    return this.#connecting;
  }

  /** Its size, or where it lies. */
  get result() {
    return [measureSketch(this.sketch, this.app.site)[0], ...this.place].filter(Boolean).join(" · ");
  }

  /** @param {Point[]} points */
  describe(points) {
    return describeSketch({ kind: this.sketch.kind, points }, this.app.site, this.place);
  }

  /** Where a point lies that has joined the others. */
  get place() {
    return tellPlace(this.layer?.rowOf(this.id), this.app.site);
  }

  /** What is said of it after each change. */
  get sentence() {
    const { texts, warning } = this.describe(this.sketch.points);
    const result = warning || texts.filter(Boolean).join(", ");
    return fill(this.app.site.messages.pointsSo, { count: this.sketch.points.length, result });
  }

  /** What the card says of it. */
  get look() {
    const { name, drawn, id, canUndo } = this;
    const { kind, points, canRedo, isValid } = this.sketch;
    return { kind, hasPoints: points.length > 0, canUndo, canRedo, canFinish: isValid, name, drawn, id };
  }

  /** @param {string} name */
  rename(name) {
    if (this.id !== null) this.layer?.rename(this.id, name);
    this.#write(false);
  }

  /** @param {Point} point */
  append(point) {
    if (this.sketch.kind === "site" && (this.id !== null || this.#isJoining)) this.begin("site");
    const isNew = this.sketch.append(point);
    if (isNew) this.#changed({ push: true }); // the browser's Back takes back this point alone
    return isNew;
  }

  /** @param {(sketch: Sketch) => void} act */
  change(act) {
    const { points } = this.sketch;
    act(this.sketch);
    this.#changed({ before: points });
  }

  undo() {
    if (this.#isCleared) this.layer?.plots.undoRemove();
    this.change((sketch) => this.#isCleared || sketch.undo());
  }

  redo() {
    this.change((sketch) => sketch.redo());
  }

  /** Let it join the others; return its name, or null when it cannot. */
  async finish() {
    const { sketch } = this;
    if (!sketch.isValid) return null;
    sketch.settle();
    this.#isJoining = true;
    const layer = await this.connect();
    const named = this.app.site.messages[NAMES[sketch.kind]];
    const id = layer.put(toGeometry(sketch), this.sketch === sketch ? this.id : null, named);
    if (this.sketch === sketch) this.id = id;
    this.#isJoining = false;
    this.#write(false);
    this.#tell();
    return String(layer.find(id)?.properties.name ?? "");
  }

  /**
   * Start another one.
   * @param {Kind} [kind]
   */
  begin(kind = this.sketch.kind) {
    this.sketch = new Sketch({ kind });
    this.id = null;
    this.#isJoining = false;
    this.#changed({ push: true, isCleared: this.#isCleared }); // which can still be undone
  }

  /**
   * Take up one that was drawn before.
   * @param {number} id
   */
  edit(id) {
    const feature = this.layer?.find(id);
    const state = feature ? fromGeometry(feature.geometry) : null;
    if (!state) return false;
    this.sketch = new Sketch(state);
    this.id = id;
    this.#write(true);
    this.#tell();
    return true;
  }

  /** @param {State} state Of one that was not finished. */
  resume(state) {
    this.sketch = new Sketch(state);
    this.id = null;
    this.#changed();
  }

  /** Everything that was drawn; it can be undone. */
  clearAll() {
    const hadLayer = this.drawn.length > 0;
    this.sketch = new Sketch({ kind: this.sketch.kind });
    this.id = null;
    this.layer?.clear();
    this.#changed({ push: true, isCleared: hadLayer });
  }

  /**
   * As the address has it.
   * @param {"line" | "area"} kind
   * @param {string | null} text
   */
  restore(kind, text) {
    if (text === null && kind !== this.sketch.kind) return false;
    this.sketch = new Sketch({ kind, points: readPoints(text) });
    this.id = null;
    this.#match();
    this.#tell();
    this.#adopt(readSentName(this.app));
    return true;
  }

  /**
   * Let what somebody sent by the address join the others, as it had where it comes from.
   * @param {string | null} name
   */
  async #adopt(name) {
    const { sketch } = this;
    if (!name || !sketch.isValid) return;
    const layer = await this.connect();
    if (this.sketch !== sketch || this.id !== null) return; // it was kept here
    this.id = layer.put(toGeometry(sketch), null, name);
    this.#tell();
  }

  /** Find the one among the others that it is. */
  #match() {
    if (this.layer?.find(this.id)) return;
    this.id = null;
    if (!this.sketch.isValid) return;
    const own = JSON.stringify(toGeometry(this.sketch));
    const same = this.layer?.features.find(({ geometry }) => JSON.stringify(geometry) === own);
    if (same) this.id = Number(same.id);
  }

  /** @param {{ push?: boolean, before?: Point[], isCleared?: boolean }} [options] */
  #changed({ push = false, before = [], isCleared = false } = {}) {
    this.#isCleared = isCleared;
    const { layer, sketch } = this;
    this.id ??= layer?.putBack(sketch.points) ?? null; // as what was removed before an undo
    const { id } = this;
    if (id === null || !sketch.crosses) this.#write(push); // the address has what the layer has
    if (layer && id !== null) {
      if (sketch.isValid) layer.put(toGeometry(sketch), id, "");
      else if (!sketch.points.length) layer.remove(id, before); // a crossed outline leaves the last right one
    }
    this.#tell();
  }

  #write(/** @type {boolean} */ push) {
    writeAddress(this.app.url, this.sketch, this.name, push);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
