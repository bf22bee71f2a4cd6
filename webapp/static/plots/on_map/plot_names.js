/* The names of plots on the map: of the largest in view. What was drawn is named with its size
   (drawn_labels.js). */
import { overlaps, project, unflatten, unproject } from "./shapes.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {Plots.Entry} Entry */

const MOST = 60;
const LEAST_PX = 14; // smaller plots have no name; sites have

export class PlotNames {
  /** @type {ZoneMap.Label[]} */
  #labels = [];

  /** @param {import("./plot_layer.js").PlotLayer} layer */
  constructor(layer) {
    this.layer = layer;
    layer.map.on("moveend", () => this.place());
  }

  place() {
    const { labels } = this.layer.zone;
    if (!this.#labels.length && !this.layer.store.layers.length) return;
    labels.drop(this.#labels);
    this.#labels = this.#choose().map(({ entry, shape }) => this.#name(entry, shape));
    labels.ask();
  }

  #choose() {
    const { map, store } = this.layer;
    const [view, scale] = [map.getBounds(), map.getZoomScale(map.getZoom(), 0)];
    const [west, north] = project(view.getWest(), view.getNorth());
    const [east, south] = project(view.getEast(), view.getSouth());
    const seen = store.shownRows().flatMap((entry) => {
      const shape = this.layer.shapeOf(entry);
      const size = Math.max(shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]) * scale;
      const isNamed = entry.row.name && entry.layer.origin !== "drawn" && (shape.points.length > 0 || size >= LEAST_PX);
      return isNamed && overlaps(shape.box, [west, north, east, south]) ? [{ entry, shape, size }] : [];
    });
    return seen.sort((a, b) => b.size - a.size).slice(0, MOST);
  }

  /**
   * @param {Entry} entry
   * @param {Shape} shape
   */
  #name({ row }, shape) {
    const [outer] = [...shape.rings].sort((a, b) => b.length - a.length);
    const ring = outer && unflatten(outer);
    const about = { name: row.name, nameLang: "und", at: this.#middleOf(row, shape), ring };
    const label = this.layer.zone.labels.add("drawn", about);
    label.html.classList.add(ring ? "plot" : "site");
    return label;
  }

  /**
   * @param {Served.InspectedRow} row
   * @param {Shape} shape
   */
  #middleOf({ inside_point }, { box, paths: [path] }) {
    if (inside_point) {
      const [lon, lat] = inside_point.wgs84;
      return L.latLng(lat, lon + ZoneMap.turn(lon, this.layer.zone.data.bounds.zone));
    }
    const n = path ? 2 * Math.floor(path.length / 4) : 0;
    return path ? unproject(path[n], path[n + 1]) : unproject((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  }
}
