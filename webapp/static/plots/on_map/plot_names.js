/* The names of plots on the map: of the largest in view. What was drawn is named with its size
   (drawn_labels.js). */
import { overlaps, project, thin, unflatten, unproject } from "./shapes.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {Plots.Entry} Entry */

const MOST = 60;
const DETAIL = 1 / 500; // of an outline: after every move, names are placed in those of a million vertices too
const LEAST_PX = 14; // smaller plots have no name; sites have

/* On paper nobody can come nearer: there every plot has its name, beside it where it is too small. */
const isPrinted = () => document.documentElement.classList.contains("printing");

export class PlotNames {
  /** @type {Map<Entry, ZoneMap.Label>} */
  #labels = new Map();

  /** @param {import("./plot_layer.js").PlotLayer} layer */
  constructor(layer) {
    this.layer = layer;
    const placeWhenStill = ZoneMap.dom.afterQuiet(() => this.place(this.#labels));
    layer.map.on("moveend", () => (isPrinted() ? this.place() : placeWhenStill()));
  }

  /** @param {Map<Entry, ZoneMap.Label>} [known] Those that are as they were; none after a change. */
  place(known = new Map()) {
    const { zone, map, store } = this.layer;
    if (map._animatingZoom || (!this.#labels.size && !store.layers.length)) return;
    const chosen = this.#choose();
    const kept = new Set(chosen.map(({ entry }) => known.get(entry)));
    zone.labels.drop([...this.#labels.values()].filter((each) => !kept.has(each)));
    this.#labels = new Map(
      chosen.map(({ entry, shape, size }) => [entry, known.get(entry) ?? this.#name(entry, shape, size)]),
    );
    if (isPrinted())
      zone.labels.settle(); // the page is taken before the next frame
    else zone.labels.ask();
  }

  #choose() {
    const { map, store } = this.layer;
    const [bounds, scale] = [map.getBounds(), map.getZoomScale(map.getZoom(), 0)];
    /** @type {import("./shapes.js").Box} */
    const view = [...project(bounds.getWest(), bounds.getNorth()), ...project(bounds.getEast(), bounds.getSouth())];
    const seen = store.shownEntries().flatMap((entry) => {
      const shape = this.layer.shapeOf(entry);
      if (!overlaps(shape.box, view)) return [];
      const size = Math.max(shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]) * scale;
      const isNamed =
        entry.row.name &&
        entry.layer.origin !== "drawn" &&
        (shape.points.length > 0 || size >= LEAST_PX || isPrinted());
      return isNamed ? [{ entry, shape, size }] : [];
    });
    return seen.sort((a, b) => b.size - a.size).slice(0, MOST);
  }

  /**
   * @param {Entry} entry
   * @param {Shape} shape
   * @param {number} size In pixels.
   */
  #name({ row }, shape, size) {
    const [outer] = [...shape.rings].sort((a, b) => b.length - a.length);
    const ring = outer && size >= LEAST_PX ? unflatten(thin(outer, DETAIL)) : undefined;
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
