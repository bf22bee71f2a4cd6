/* Range rings and lines to the cities around a centre: drawn, and labelled in what is seen of them. */
import { element } from "./dom.js";
import { fill } from "./format.js";
import { circle, geodesic, inverse } from "./geodesy.js";
import { rounded } from "./url_state.js";

/** @typedef {Served.Point} Point */
/** @typedef {{ at: Point, doubt_m: number | null }} Centre */
/** @typedef {{ points: Point[], text: string, name?: string }} Labelled  A line has the city's name. */

const NEAREST_LINE_M = 20000; // nearer than that a line would only cover the part
const MIDDLE = 24; // of a geodesic of 48 pieces
const SOUTH_WEST = 75; // of a ring of 120 points
const STEP_PX = 6;
const BESIDE_PX = [6, 18, 30, 42]; // the centre
const PART_NAME = 1.25; // larger letters, and where it is sought is not just here
const APART_PX = 1; // labels that touch are read as one
const OFF_CENTRE_PX = 20; // where all lines begin, a figure would be any one's
const OVER =
  ".sheet, .detail, .tools, .tool-card, " +
  ".ask-ring, .handle-mark, .reach-label, .legend, .map-buttons > *, .credits, .leaflet-control-scale-line";
/** @type {[number, number][]} */
const ASIDE = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
]; // by halves of a label
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
 * What names a point, as the search and the address have it.
 * @param {Point} at
 */
export const writePlace = ([lat, lng]) => rounded(L.latLng(lat, lng)).join(", ");

/**
 * What a ring of so many kilometres reaches to.
 * @param {Point} at
 * @param {number} km
 */
export const ringBounds = (at, km) => L.latLngBounds(circle(at, km * 1000, 8));

/**
 * @param {L.Point} at
 * @param {L.Point} half
 */
const boxOf = (at, half) => L.bounds(at.subtract(half), at.add(half));

/**
 * Whether a box is in view and clear of others.
 * @param {L.Bounds} box
 * @param {L.Bounds} view
 * @param {L.Bounds[]} others
 */
const isFree = (box, view, others) => view.contains(box) && !others.some((each) => each.overlaps(box));

/**
 * Points along what is in view of a drawn line, as near to each other as a label needs them; the nearest to one first.
 * @param {L.Point[]} line
 * @param {L.Point} from
 * @param {L.Bounds} view
 */
const walk = (line, from, view) =>
  line
    .flatMap((end, n) => {
      const start = line[n - 1] ?? end;
      if (!view.intersects(L.bounds(start, end))) return [];
      const steps = Math.ceil(start.distanceTo(end) / STEP_PX);
      return Array.from({ length: steps }, (_, step) => start.add(end.subtract(start).multiplyBy(step / steps)));
    })
    .sort((a, b) => from.distanceTo(a) - from.distanceTo(b));

export class RangeRings {
  /** @type {Labelled[]} */
  #labelled = [];
  #drawn = L.layerGroup();
  #labels = L.layerGroup();
  #line = element("li");
  /** @type {{ at: Point, name: string } | null} */
  #centre = null;

  /* Whether all begin at the centroid of a part. Cards tell distances from its nearest edge: the widest ring
     says so, or without rings each line for which there is room. */
  isOfPart = false;

  /** @param {ZoneMap.Layer} zone @param {Served.Messages} messages */
  constructor(zone, messages) {
    this.zone = zone;
    this.messages = messages;
    this.#line.append(element("span", "line reach-ring"), element("span", "", messages.rings));
    this.#line.hidden = true;
    document.querySelector(".legend:not(.backgrounds) > ul")?.append(this.#line);
    zone.map.addLayer(this.#drawn).addLayer(this.#labels);
    zone.map.on("moveend zone:free", () => this.label());
  }

  clear() {
    this.#drawn.clearLayers();
    this.#labelled = [];
    this.#line.hidden = true;
    this.zone.ringed = L.latLngBounds([]);
    this.#centre = null;
  }

  /**
   * @param {Point} at
   * @param {number} km
   */
  addRing(at, km) {
    this.#line.hidden = false;
    const points = circle(at, km * 1000);
    this.zone.ringed = L.latLngBounds(points).extend(this.zone.ringed ?? []);
    this.#drawn.addLayer(L.polygon(points, { ...STYLE, className: "reach-ring" }));
    this.#labelled.push({ points: [...points, points[0]], text: `${km} km` });
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
    if (text) this.#labelled.push({ points, text, name: city.name });
  }

  /**
   * @param {Point} at
   * @param {string} [name] Of a point; none where added data name it. A part has its own, which finds room here.
   */
  addCentre(at, name = this.zone.byId.get(this.zone.origin ?? "")?.name) {
    this.#drawn.addLayer(L.circleMarker(at, { ...STYLE, radius: 4, className: "reach-centre" }));
    this.#centre = name ? { at, name } : null;
  }

  /**
   * The name of the centre stands beside it, before all others.
   * @param {L.Bounds} view
   * @param {L.Bounds[]} taken
   */
  #nameCentre(view, taken) {
    const { map } = this.zone;
    const hasFewNames = map.getContainer().classList.contains("with-few-names"); // where a part's is none of them
    if (!this.#centre || (this.isOfPart && hasFewNames)) return;
    const { at, name } = this.#centre;
    const html = element("span", "map-label reach-label", name);
    const mark = ZoneMap.dom.marker(at, html, "labels");
    this.#labels.addLayer(mark); // to be measured
    const size = L.point(html.offsetWidth, html.offsetHeight);
    const half = size.multiplyBy(this.isOfPart ? PART_NAME / 2 : 0.5).add([APART_PX, APART_PX]);
    const middle = map.latLngToContainerPoint(at);
    const boxes = BESIDE_PX.flatMap((px) =>
      ASIDE.slice(1).map((side) => boxOf(middle.add(half.add([px, px]).scaleBy(L.point(side))), half)),
    );
    const box = boxes.find((each) => isFree(each, view, taken));
    if (box) taken.push(box);
    if (box && !this.isOfPart) mark.setLatLng(map.containerPointToLatLng(box.getCenter()));
    else this.#labels.removeLayer(mark);
  }

  /* A ring's value stands south-west on it; a line's with the city's name in its middle, or where the line leaves the
     view; each at the nearest point of these, or beside it, that is seen and clear of the others, or nowhere; a line's
     is on no other line. Lines first, then the widest ring, as the narrowest are the first to have no room. */
  label() {
    const { zone } = this;
    const { map, data, labels } = zone;
    this.#labels.clearLayers();
    const over = ZoneMap.boxesWithin(map.getContainer().getBoundingClientRect(), [...document.querySelectorAll(OVER)]);
    const isFar = map.getZoom() < ZoneMap.FAR_ZOOM; // where stations have no sign
    const { dots, marks } = ZoneMap.boxSymbols(map, data.places, isFar ? [] : data.stations);
    const taken = [...over, ...dots, ...marks];
    const isPrinted = document.documentElement.classList.contains("printing");
    const view = isPrinted ? zone.free() : L.bounds([2, 2], map.getSize().subtract([2, 2])); // it is rounded
    this.#nameCentre(view, taken);
    let start = this.isOfPart ? this.messages.fromCentroid : "";
    /** @param {Labelled} each */
    const rank = ({ name, text }) => (name ? -1e9 : -Number.parseFloat(text));
    const labelled = this.#labelled
      .map((each) => ({ ...each, line: each.points.map((point) => map.latLngToContainerPoint(point)) }))
      .sort((a, b) => rank(a) - rank(b));
    for (const { points, text, name, line } of labelled) {
      const html = element("span", "map-label reach-label", text);
      const mark = ZoneMap.dom.marker(points[0], html, "labels");
      this.#labels.addLayer(mark); // to be measured
      const measure = () => L.point(html.offsetWidth, html.offsetHeight).divideBy(2).add([APART_PX, APART_PX]);
      const [middle, end] = [line[name ? MIDDLE : SOUTH_WEST], line[line.length - 1]];
      const isWhole = [middle, end].every((each) => isFree(boxOf(each, measure()), view, over));
      const way = walk(line, isWhole || !name ? middle : end, view).filter(
        (each) => !name || each.distanceTo(line[0]) > OFF_CENTRE_PX,
      );
      const crossing = labelled
        .filter((each) => name && each.name && each.line !== line)
        .flatMap((each) => walk(each.line, middle, view).map((point) => L.bounds([point])));
      const findBox = () => {
        const half = measure();
        const boxes = ASIDE.flatMap((by) => way.map((each) => boxOf(each.add(half.scaleBy(L.point(by))), half)));
        return boxes.find((each) => isFree(each, view, [...taken, ...crossing]));
      };
      const said = name ? `${name} ${text}` : text; // a number alone says nothing
      const from = name
        ? this.isOfPart && this.#line.hidden && `${said}\n${this.messages.fromItsCentroid}`
        : start && fill(start, { distance: said });
      let box;
      for (const each of [from, said, name && `${name}\n${text}`]) {
        if (!each) continue;
        html.textContent = each;
        box = findBox();
        if (box) break;
      }
      if (box) {
        if (html.textContent === from && !name) start = "";
        taken.push(box);
        mark.setLatLng(map.containerPointToLatLng(box.getCenter()));
      } else this.#labels.removeLayer(mark);
    }
    labels.ask(); // clear of these
  }
}
