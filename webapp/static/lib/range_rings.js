/* Range rings and lines to the cities around a centre: drawn, and labelled in what is seen of them. */
import { element } from "./dom.js";
import { circle, geodesic, inverse } from "./geodesy.js";

/** @typedef {Served.Point} Point */
/** @typedef {{ at: Point, doubt_m: number | null }} Centre */
/** @typedef {{ points: Point[], text: string, name?: string }} Labelled  A line has the city's name. */

const NEAREST_LINE_M = 20000; // nearer than that a line would only cover the part
const MIDDLE = 24; // of a geodesic of 48 pieces
const SOUTH_WEST = 75; // of a ring of 120 points
const [HALF_PX, HALF_LETTER_PX] = [12, 4.5]; // of a label's height, of a letter
const CONTROLS = ".map-buttons > *, .legend, .credits";
const STYLE = { pane: "tools", interactive: false };

/**
 * How far a city is from the centre, in which direction, and how well that is known.
 * @param {Centre} centre
 * @param {{ at: Point, doubt_m?: number | null }} city
 */
export const measureTo = ({ at, doubt_m }, city) => {
  const uncertainty_m = doubt_m === null || typeof city.doubt_m !== "number" ? null : doubt_m + city.doubt_m;
  return { ...inverse(at, city.at), uncertainty_m };
};

/**
 * What a ring of so many kilometres reaches to.
 * @param {Point} at
 * @param {number} km
 */
export const ringBounds = (at, km) => L.latLngBounds(circle(at, km * 1000, 8));

/**
 * A function that tells whether a label at a point is seen: in the free area, and not under a control.
 * @param {ZoneMap.Layer} zone
 * @returns {(point: Point, text: string) => boolean}
 */
const findSeen = (zone) => {
  const frame = zone.map.getContainer().getBoundingClientRect();
  const over = [...document.querySelectorAll(CONTROLS)].map((each) => each.getBoundingClientRect());
  const view = zone.free();
  return (point, text) => {
    const { x, y } = zone.map.latLngToContainerPoint(point);
    const [left, top, half] = [x + frame.left, y + frame.top, HALF_LETTER_PX * (text.length + 2)];
    const isClear = over.every(
      (box) =>
        left + half < box.left || left - half > box.right || top + HALF_PX < box.top || top - HALF_PX > box.bottom,
    );
    return isClear && view.contains([x - half, y]) && view.contains([x + half, y]);
  };
};

export class RangeRings {
  /** @type {Labelled[]} */
  #labelled = [];
  #drawn = L.layerGroup();
  #labels = L.layerGroup();
  #line = element("li");

  /** @param {ZoneMap.Layer} zone @param {string} title In the legend, while there are rings. */
  constructor(zone, title) {
    this.zone = zone;
    this.#line.append(element("span", "line reach-ring"), element("span", "", title));
    this.#line.hidden = true;
    document.querySelector(".legend:not(.backgrounds) > ul")?.append(this.#line);
    zone.map.addLayer(this.#drawn).addLayer(this.#labels);
    zone.map.on("moveend zone:free", () => this.label());
  }

  clear() {
    this.#drawn.clearLayers();
    this.#labelled = [];
    this.#line.hidden = true;
  }

  /**
   * @param {Point} at
   * @param {number} km
   */
  addRing(at, km) {
    this.#line.hidden = false;
    const points = circle(at, km * 1000);
    this.#drawn.addLayer(L.polygon(points, { ...STYLE, className: "reach-ring" }));
    this.#labelled.push({ points: [...points.slice(SOUTH_WEST), ...points], text: `${km} km` });
  }

  /**
   * @param {Point} at
   * @param {{ at: Point, name: string }} city
   * @param {{ distance: number, text: string }} measured
   */
  addLine(at, city, { distance, text }) {
    if (distance < NEAREST_LINE_M) return;
    const points = geodesic(at, city.at);
    this.#drawn.addLayer(L.polyline(points, { ...STYLE, className: "reach-line" }));
    this.#labelled.push({ points, text, name: city.name });
  }

  /** @param {Point} at */
  addCentre(at) {
    this.#drawn.addLayer(L.circleMarker(at, { ...STYLE, radius: 4, className: "reach-centre" }));
  }

  /* A ring's value stands south-west on it; a line's in its middle, or with the city's name where
     the line leaves the view. */
  label() {
    const { zone } = this;
    const isSeen = findSeen(zone);
    this.#labels.clearLayers();
    for (const { points, text, name } of this.#labelled) {
      const isWhole = name !== undefined && isSeen(points[points.length - 1], "") && isSeen(points[MIDDLE], text);
      const said = name && !isWhole ? `${name} ${text}` : text;
      const way = name ? points.slice(2).reverse() : points;
      const at = isWhole ? points[MIDDLE] : way.find((point) => isSeen(point, said));
      if (!at) continue;
      const html = element("span", "map-label reach-label", said);
      this.#labels.addLayer(ZoneMap.dom.marker(at, html, "labels"));
    }
    zone.labels.ask(); // clear of these
  }
}
