/* The layer of what somebody drew: its features, named and measured. */
import { fill } from "../../lib/format.js";
import { measureHere, measureLayer } from "../measuring.js";

/** @typedef {import("../store.js").PlotStore} PlotStore */

export const DRAWN_ID = "drawn";
const PAUSE_MS = 400; // before the server measures what is still being changed

/**
 * That layer; made when it is not there.
 * @param {PlotStore} plots
 * @param {Served.Messages} messages
 */
export const findDrawnLayer = (plots, messages) =>
  plots.layer(DRAWN_ID) ?? plots.add({ id: DRAWN_ID, name: messages.drawnLayer, origin: "drawn" });

/** @param {Plots.Feature[]} features */
const nextId = (features) => features.reduce((most, { id }) => Math.max(most, Number(id) + 1), 0);

export class DrawnLayer {
  #timer = 0;
  /** @type {WeakMap<Served.Point[], { feature: Plots.Feature, place: number }>} */
  #removed = new WeakMap();

  /**
   * @param {import("../../app.js").App} app
   * @param {PlotStore} plots
   */
  constructor(app, plots) {
    this.app = app;
    this.plots = plots;
  }

  get features() {
    return this.plots.layer(DRAWN_ID)?.features ?? [];
  }

  /** @param {number | null} id */
  find(id) {
    return id === null ? undefined : this.features.find((each) => each.id === id);
  }

  /** @param {number | null} id */
  rowOf(id) {
    const n = this.features.findIndex((each) => each.id === id);
    return this.plots.layer(DRAWN_ID)?.rows[n];
  }

  /**
   * Add what was drawn, or put it in the place of what it was before; return its id.
   * @param {GeoJSON.Geometry} geometry
   * @param {number | null} id
   * @param {string} name What it is called, if it has no name yet.
   */
  put(geometry, id, name) {
    const { features } = findDrawnLayer(this.plots, this.app.site.messages);
    const known = this.find(id);
    const number = id ?? nextId(features);
    const count = features.filter((each) => each.geometry.type === geometry.type).length;
    const properties = known?.properties ?? { name: fill(name, { number: count + 1 }) };
    /** @type {Plots.Feature} */
    const feature = { type: "Feature", id: number, geometry, properties };
    this.#replace(known ? features.map((each) => (each === known ? feature : each)) : [...features, feature]);
    return number;
  }

  /**
   * @param {number} id
   * @param {string} name
   */
  rename(id, name) {
    this.#replace(this.features.map((each) => (each.id === id ? { ...each, properties: { name } } : each)));
  }

  /**
   * Take one away.
   * @param {number} id
   * @param {Served.Point[]} points That it had, by which it can be put back.
   */
  remove(id, points) {
    const place = this.features.findIndex((each) => each.id === id);
    if (place < 0) return;
    this.#removed.set(points, { feature: this.features[place], place });
    this.#replace(this.features.toSpliced(place, 1));
  }

  /**
   * Put back what was taken away, with its name and in its place; return its id, null where nothing was.
   * @param {Served.Point[]} points
   */
  putBack(points) {
    const removed = this.#removed.get(points);
    if (!removed) return null;
    const { features } = findDrawnLayer(this.plots, this.app.site.messages);
    const id = this.find(Number(removed.feature.id)) ? nextId(features) : Number(removed.feature.id);
    this.#removed.delete(points);
    this.#replace(features.toSpliced(removed.place, 0, { ...removed.feature, id }));
    return id;
  }

  /** All of it; the store can put it back. */
  clear() {
    this.plots.remove(DRAWN_ID);
  }

  /**
   * Measured here at once, and by the server soon after.
   * @param {Plots.Feature[]} features
   */
  #replace(features) {
    this.plots.replace(DRAWN_ID, { features, rows: measureHere(this.app, features), isLocal: true });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => measureLayer(this.app, this.plots, DRAWN_ID), PAUSE_MS);
  }
}
