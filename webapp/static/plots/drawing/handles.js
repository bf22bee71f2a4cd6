/* Handles at the points of what is drawn: dragged by mouse and touch, moved by arrow keys, removed by
   Delete; and small ones between them, which become points. */
import { element } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { rounded } from "../../lib/url_state.js";

/** @typedef {Served.Point} Point */
/**
 * What is done with the points.
 * @typedef {object} Acts
 * @property {(points: Point[]) => void} preview A point is being dragged.
 * @property {(n: number, point: Point) => void} move
 * @property {(n: number, point: Point) => void} insert Before the point n.
 * @property {(n: number) => void} remove
 * @property {(n: number) => void} press
 */

const PANE = "handles";
export const MOST = 200; // of more points, those in view have handles
const NUDGE_PX = 4;
/** @type {Record<string, [x: number, y: number]>} */
const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export class Handles {
  #layer = L.layerGroup();
  /** @type {Map<number, L.Marker>} */
  #markers = new Map();
  #isDragging = false;
  #shown = "";

  /**
   * @param {L.Map} map
   * @param {Served.Messages} messages
   * @param {Acts} acts
   */
  constructor(map, messages, acts) {
    this.map = map;
    this.messages = messages;
    this.acts = acts;
    map.createPane(PANE).style.zIndex = "640";
    this.#layer.addTo(map);
  }

  get isDragging() {
    return this.#isDragging;
  }

  clear() {
    this.#layer.clearLayers();
    this.#markers.clear();
    this.#shown = "";
  }

  /**
   * @param {Point[]} points
   * @param {{ isRing: boolean, hasMiddles: boolean, chosen: number | null, closing: number | null }} look
   *   While points are taken, only the one that closes the shape can be pressed.
   */
  show(points, { isRing, hasMiddles, chosen, closing }) {
    const shown = JSON.stringify([
      points,
      isRing,
      hasMiddles,
      chosen,
      closing,
      points.length > MOST && this.map.getBounds(),
    ]);
    if (this.#isDragging || shown === this.#shown) return; // one that is pressed must not be made anew
    const focused = [...this.#markers].find(([, each]) => each.getElement() === document.activeElement)?.[0];
    this.clear();
    this.#shown = shown;
    const view = this.map.getBounds().pad(0.2);
    const isShown = points.map((each) => points.length <= MOST || view.contains(each));
    for (const [n, point] of points.entries()) {
      const state = n === chosen ? " chosen" : n === closing ? " closing" : "";
      if (isShown[n]) this.#addVertex(points, n, point, `vertex${state}`);
    }
    const middles = hasMiddles ? points.length - (isRing && points.length > 2 ? 0 : 1) : 0;
    for (let n = 1; n <= middles; n += 1) {
      if (isShown[n - 1] && isShown[n % points.length]) this.#addMiddle(points, n);
    }
    if (focused !== undefined) this.focus(Math.min(focused, points.length - 1));
  }

  /** @param {number} n */
  focus(n) {
    this.#markers.get(n)?.getElement()?.focus({ preventScroll: true });
  }

  /**
   * @param {Point} point
   * @param {string} className
   * @param {string} label
   */
  #addHandle(point, className, label) {
    const html = element("span", "handle-mark");
    const icon = L.divIcon({ html, className: `handle ${className}`, iconSize: [0, 0] });
    const options = { pane: PANE, icon, draggable: true, autoPan: true, autoPanOnFocus: false, keyboard: true };
    const marker = L.marker(point, options);
    marker.addTo(this.#layer);
    marker.getElement()?.setAttribute("aria-label", label);
    return marker;
  }

  /**
   * @param {Point[]} points
   * @param {number} n
   * @param {Point} point
   * @param {string} className
   */
  #addVertex(points, n, point, className) {
    const label = fill(this.messages.vertexOf, { number: n + 1, count: points.length });
    const marker = this.#addHandle(point, className, label);
    this.#markers.set(n, marker);
    const at = () => rounded(marker.getLatLng());
    marker.on("click", () => this.acts.press(n));
    this.#follow(
      marker,
      (now) => points.with(n, now),
      (now) => this.acts.move(n, now),
    );
    marker.getElement()?.addEventListener("keydown", (event) => this.#onKey(event, n, marker, at));
  }

  /**
   * @param {Point[]} points
   * @param {number} n That it comes before.
   */
  #addMiddle(points, n) {
    const [a, b] = [points[n - 1], points[n % points.length]].map((each) => this.map.project(each));
    const { lat, lng } = this.map.unproject(a.add(b).divideBy(2));
    const marker = this.#addHandle([lat, lng], "middle", fill(this.messages.insertAfter, { number: n }));
    const insert = () => this.acts.insert(n, rounded(marker.getLatLng()));
    marker.on("click", insert);
    this.#follow(marker, (now) => points.toSpliced(n, 0, now), insert);
    marker.getElement()?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      insert();
    });
  }

  /**
   * @param {L.Marker} marker
   * @param {(now: Point) => Point[]} during
   * @param {(now: Point) => void} after
   */
  #follow(marker, during, after) {
    const at = () => {
      const { lat, lng } = marker.getLatLng();
      return /** @type {Point} */ ([lat, lng]);
    };
    marker.on("dragstart", () => {
      this.#isDragging = true;
    });
    marker.on("drag", () => this.acts.preview(during(at())));
    marker.on("dragend", () => {
      this.#isDragging = false;
      after(rounded(marker.getLatLng()));
    });
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} n
   * @param {L.Marker} marker
   * @param {() => Point} at
   */
  #onKey(event, n, marker, at) {
    const step = STEPS[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step) {
      const px = event.shiftKey ? 1 : NUDGE_PX;
      const moved = this.map.latLngToContainerPoint(marker.getLatLng()).add([step[0] * px, step[1] * px]);
      marker.setLatLng(this.map.containerPointToLatLng(moved));
      this.acts.move(n, at());
    } else if (event.key === "Delete" || event.key === "Backspace") this.acts.remove(n);
    else if (event.key === "Enter" || event.key === " ") this.acts.press(n);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
