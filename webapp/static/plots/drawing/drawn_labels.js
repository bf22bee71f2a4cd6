/* What was drawn carries its name and its size on the map, placed by the map's own labels. */
import { formatSize } from "../../lib/format.js";
import { crosses, results } from "../../lib/measured_path.js";
import { ringArea } from "../../lib/ring_area.js";
import { beside } from "../../lib/url_state.js";
import { fromGeometry } from "./sketch.js";

/** @typedef {import("./sketch.js").State} State */
/** @typedef {import("../../lib/format.js").Page} Page */

/**
 * The size of what is drawn in words; none of a site.
 * @param {State} state
 * @param {Page} page
 */
export const sizeOf = ({ kind, points }, page) => {
  if (kind === "site") return "";
  return kind === "area" && !crosses(points) ? formatSize(ringArea(points), page) : results(kind, points, page)[0];
};

/**
 * @param {State} state
 * @returns {{ at: L.LatLngExpression, ring?: L.LatLngExpression[] }}
 */
const placeOf = ({ kind, points }) => {
  if (kind === "area") return { at: L.PolyUtil.polygonCenter(points, L.CRS.EPSG3857), ring: points };
  if (kind === "line") return { at: L.LineUtil.polylineCenter(points, L.CRS.EPSG3857) };
  return { at: points[0] };
};

export class DrawnLabels {
  /** @type {ZoneMap.Label[]} */
  #labels = [];

  /**
   * @param {ZoneMap.Layer} zone
   * @param {Page} page
   */
  constructor(zone, page) {
    this.zone = zone;
    this.page = page;
  }

  /** @param {{ name: string, state: State | null }[]} drawn */
  show(drawn) {
    if (!drawn.length && !this.#labels.length) return;
    this.zone.labels.drop(this.#labels);
    this.#labels = drawn.flatMap(({ name, state }) => {
      if (!state) return [];
      const near = { ...state, points: state.points.map((point) => beside(this.zone, point)) };
      const text = [name, sizeOf(near, this.page)].filter(Boolean).join(" · ");
      if (!text) return [];
      const label = this.zone.labels.add("drawn", { name: text, nameLang: "", ...placeOf(near) });
      label.html.classList.add("sized", ...(near.kind === "area" ? [] : ["beside"]));
      return [label];
    });
    this.zone.labels.ask();
  }
}

/**
 * Label the layers of what was drawn, now and whenever they change.
 * @param {import("../../app.js").App} app
 * @param {import("../store.js").PlotStore} plots
 */
export const labelDrawn = ({ zone, site }, plots) => {
  const labels = new DrawnLabels(zone, site);
  let shown = "";
  const show = () => {
    const drawn = plots.layers.filter((each) => each.origin === "drawn" && each.isShown);
    const named = drawn.flatMap(({ features }) =>
      features.map(({ properties, geometry }) => ({
        name: String(properties.name ?? ""),
        state: fromGeometry(geometry),
      })),
    );
    const now = JSON.stringify(named);
    if (now !== shown) labels.show(named); // a layer that is measured anew keeps its labels
    shown = now;
  };
  plots.on("layers", show);
  show();
};
