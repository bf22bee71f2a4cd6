/* Range rings and lines to the cities around a centre: drawn, and labelled in what is seen of them. */
import { element } from "./dom.js";
import { circle, geodesic, inverse } from "./geodesy.js";

/** @typedef {Served.Point} Point */
/** @typedef {{ at: Point, doubt_m: number | null }} Centre */
/** @typedef {{ points: Point[], text: string, name?: string }} Labelled  A line has the city's name. */

const NEAREST_LINE_M = 20000; // nearer than that a line would only cover the part
const MIDDLE = 24; // of a geodesic of 48 pieces
const SOUTH_WEST = 75; // of a ring of 120 points
const DOT_PX = 10;
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
 * Functions that tell whether a label of half a size is seen at a point, in the free area and not under a control, and
 * whether it is clear of the places' dots and of the labels before it.
 * @param {ZoneMap.Layer} zone
 */
const findRoom = (zone) => {
  const { map, data } = zone;
  const frame = map.getContainer().getBoundingClientRect();
  const over = ZoneMap.boxesWithin(frame, [...document.querySelectorAll(CONTROLS)]);
  const view = zone.free();
  const taken = ZoneMap.boxSymbols(map, data.places, []).dots;
  /** @param {Point} point @param {L.Point} half */
  const boxOf = (point, half) => {
    const at = map.latLngToContainerPoint(point);
    return L.bounds(at.subtract(half), at.add(half));
  };
  return {
    /** @param {Point} point @param {L.Point} half */
    isSeen: (point, half) => {
      const box = boxOf(point, half);
      const { y } = box.getCenter();
      const isInView = [box.getBottomLeft(), box.getTopRight()].every((each) => view.contains([each.x, y]));
      return isInView && !over.some((each) => each.intersects(box));
    },
    /** @param {Point} point @param {L.Point} half */
    isClear: (point, half) => !taken.some((each) => each.overlaps(boxOf(point, half))),
    /** @param {Point} point @param {L.Point} half */
    take: (point, half) => taken.push(boxOf(point, half)),
  };
};

/**
 * The points of a line from its middle outwards.
 * @param {Point[]} points
 */
const fromMiddle = (points) =>
  points.map((_, n) => points[MIDDLE + (n % 2 ? 1 : -1) * Math.ceil(n / 2)]).filter((each) => each !== undefined);

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

  /* A ring's value stands south-west on it; a line's in its middle, or with the city's name where the
     line leaves the view; each at the nearest point of these that is clear of the others, or nowhere. */
  label() {
    const { zone } = this;
    const { isSeen, isClear, take } = findRoom(zone);
    this.#labels.clearLayers();
    const linesFirst = [...this.#labelled].sort((a, b) => Number(!a.name) - Number(!b.name));
    for (const { points, text, name } of linesFirst) {
      const html = element("span", "map-label reach-label", text);
      const mark = ZoneMap.dom.marker(points[MIDDLE], html, "labels");
      this.#labels.addLayer(mark); // to be measured
      const measure = () => L.point(html.offsetWidth, html.offsetHeight).divideBy(2);
      const isWhole =
        name !== undefined &&
        isSeen(points[points.length - 1], L.point(DOT_PX, DOT_PX)) &&
        isSeen(points[MIDDLE], measure());
      if (name && !isWhole) html.textContent = `${name} ${text}`;
      const half = measure();
      const line = isWhole ? fromMiddle(points) : points.slice(2).reverse();
      const way = name ? line : points;
      const at = way.find((point) => isSeen(point, half) && isClear(point, half));
      if (at) {
        take(at, half);
        mark.setLatLng(at);
      } else this.#labels.removeLayer(mark);
    }
    zone.labels.ask(); // clear of these
  }
}
