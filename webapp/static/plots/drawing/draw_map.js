/* What is being drawn, on the map: its lines and points, its handles, and its size. */
import { drawPath } from "../../lib/measured_path.js";
import { beside } from "../../lib/url_state.js";
import { DrawnLabels } from "./drawn_labels.js";
import { Handles } from "./handles.js";

/** @typedef {Served.Point} Point */
/** @typedef {import("./sketch.js").Sketch} Sketch */
/**
 * @typedef {object} Scene
 * @property {Sketch} sketch
 * @property {boolean} hasJoined Then the layer of what was drawn names it.
 * @property {boolean} isActive Whether the tool is in use.
 * @property {boolean} isAiming
 * @property {Point | null} ahead Where the pointer or the cross is.
 * @property {number | null} chosen
 */

export class DrawMap {
  #marks = L.layerGroup();
  /** @type {Scene | null} */
  #scene = null;
  #isOnPaper = false;

  /**
   * @param {import("../../app.js").App} app
   * @param {import("./handles.js").Acts} acts
   */
  constructor({ map, zone, site }, acts) {
    this.zone = zone;
    this.labels = new DrawnLabels(zone, site);
    this.handles = new Handles(map, site.messages, acts);
    this.#marks.addTo(map);
    // A phone that is turned keeps the map's corner: what is being drawn would lie beyond the other edge.
    matchMedia("(orientation: portrait)").addEventListener("change", () => {
      const points = this.#scene?.isActive ? this.#scene.sketch.points : [];
      const uncover = () => zone.uncover(this.boundsOf(points));
      if (points.length) map.once("resize", () => requestAnimationFrame(uncover)); // and the card its place
    });
    for (const kind of ["zone:print", "zone:printed"]) {
      map.on(kind, () => {
        this.#isOnPaper = kind === "zone:print";
        if (this.#scene) this.#showSize(this.#scene);
      });
    }
  }

  /** @param {Point[]} points */
  boundsOf(points) {
    return L.latLngBounds(points.map((point) => beside(this.zone, point)));
  }

  /**
   * @param {import("./sketch.js").Kind} kind
   * @param {Point[]} points
   * @param {number} [set] How many of them were set.
   */
  drawMarks(kind, points, set) {
    const near = points.map((point) => beside(this.zone, point));
    this.#marks.clearLayers();
    drawPath(this.#marks, kind === "area" ? "area" : "line", near, set);
  }

  /**
   * What is being drawn has its size on the map once it is no longer being drawn, and on paper.
   * @param {Scene} scene
   */
  #showSize({ sketch: { kind, points, isValid }, hasJoined, isAiming }) {
    const isSaid = isValid && !hasJoined && (!isAiming || this.#isOnPaper);
    this.labels.show(isSaid ? [{ name: "", state: { kind, points } }] : []);
  }

  /** @param {Scene} scene */
  show(scene) {
    const { sketch, isActive, isAiming, ahead, chosen } = scene;
    const { kind, points } = sketch;
    this.#scene = scene;
    this.drawMarks(kind, ahead ? [...points, ahead] : points, points.length);
    this.#showSize(scene);
    if (!isActive) this.handles.clear();
    else this.showHandles({ kind, points, isAiming, chosen });
  }

  /** @param {{ kind: import("./sketch.js").Kind, points: Point[], isAiming: boolean, chosen: number | null }} about */
  showHandles({ kind, points, isAiming, chosen }) {
    const near = points.map((point) => beside(this.zone, point));
    const last = points.length - 1;
    const ends = { area: last > 1 ? 0 : null, line: last > 0 ? last : null };
    const closing = isAiming && kind !== "site" ? ends[kind] : null;
    this.handles.show(near, { isRing: kind === "area", hasMiddles: !isAiming && kind !== "site", chosen, closing });
  }
}
