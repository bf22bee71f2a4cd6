/* Measuring: a line or an area, point by point, geodesic. */
import { element, find, findAll, say } from "../lib/dom.js";
import { fill, formatAreas, formatDistance } from "../lib/format.js";
import { geodesic, inverse, pathLength } from "../lib/geodesy.js";
import { ringArea } from "../lib/ring_area.js";
import { beside, readPoints, writePoints } from "../lib/url_state.js";
import { takePoints } from "./crosshair.js";

/** @typedef {Served.Point} Point */
/** @typedef {"line" | "area"} Mode */

const PIECE_M = 20000; // of a geodesic that is drawn
const MOST_PIECES = 64;

/**
 * A point as a vector, so that poles and 180° are places like others.
 * @param {Point} point
 */
const toVector = ([lat, lon]) => {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
};

/**
 * On which side of the way from the first point to the second the third lies: -1, 0 or 1. Taken
 * from the differences, which keep the digits of points close together.
 * @param {number[]} a
 * @param {number[]} b
 * @param {number[]} c
 */
const sideOf = (a, b, c) => {
  const [u, v] = [b, c].map((each) => each.map((value, n) => value - a[n]));
  const normal = a.map((_, n) => u[(n + 1) % 3] * v[(n + 2) % 3] - u[(n + 2) % 3] * v[(n + 1) % 3]);
  return Math.sign(a.reduce((sum, value, n) => sum + value * normal[n], 0));
};

/**
 * Whether an edge crosses another, both great circles: on opposite sides of the Earth none does.
 * @param {number[]} a
 * @param {number[]} b
 * @param {number[]} c
 * @param {number[]} d
 */
const cut = (a, b, c, d) => {
  const side = sideOf(a, b, d);
  return side !== 0 && sideOf(c, d, a) === side && sideOf(a, b, c) === -side && sideOf(c, d, b) === -side;
};

/**
 * Whether two edges of the ring through the points cross each other: it then encloses no one area.
 * @param {Point[]} points
 */
export const crosses = (points) => {
  const corners = points.map(toVector);
  return corners.some((a, n) => {
    /** @param {number} k */
    const next = (k) => corners[(k + 1) % corners.length];
    return corners.slice(n + 1).some((c, m) => cut(a, next(n), c, next(n + 1 + m)));
  });
};

/**
 * What points measure, in words: the total first, then what belongs to it. Points that somebody
 * sets have no uncertainty but how well the map was hit: a distance keeps a digit more than one
 * between things of the data.
 * @param {Mode} mode
 * @param {Point[]} points
 * @param {import("../lib/format.js").Page} page
 */
export const results = (mode, points, page) => {
  const { messages } = page;
  /** @param {Point[]} path */
  const lengthOf = (path) => ({ distance: formatDistance(pathLength(path), page, { isFine: true }) });
  if (mode === "line") {
    const last = points.length > 2 ? [fill(messages.lastStretch, lengthOf(points.slice(-2)))] : [];
    return [lengthOf(points).distance, ...last];
  }
  if (crosses(points)) return [messages.edgesCross];
  const [total, ...rest] = formatAreas(ringArea(points), page);
  const around = lengthOf(points.length > 1 ? [...points, points[0]] : []);
  return [total, rest.join(" · "), fill(messages.around, around)];
};

/**
 * A path as it runs on the ground, for drawing.
 * @param {Point[]} points
 */
const bend = (points) =>
  points.slice(1).flatMap((point, n) => {
    const pieces = Math.min(MOST_PIECES, Math.ceil(inverse(points[n], point).distance / PIECE_M)) || 1;
    return geodesic(points[n], point, pieces).slice(n ? 1 : 0);
  });

/** @param {import("../app.js").App} app */
export const setUp = (app) => {
  const { map, zone, url, toolbar, site } = app;
  const { messages } = site;
  const drawn = L.layerGroup().addTo(map);
  /** @type {Mode} */
  let mode = "line";
  /** @type {Point[]} */
  let points = [];
  /** @type {Point | null} Where the pointer or the cross is. */
  let ahead = null;
  /** @type {(() => void) | null} */
  let stopAiming = null;

  const tool = toolbar.add({
    name: "measure",
    start() {
      if (points.length) draw();
      else startAiming();
    },
    stop(isReplaced) {
      endAiming();
      if (!isReplaced) change([], { push: true });
    },
    escape() {
      if (!stopAiming || !points.length) return false;
      finish();
      tool.button.focus({ preventScroll: true });
      return true;
    },
  });
  const card = find("#measure-card", document, HTMLElement);
  /** @param {string} name */
  const button = (name) => find(`[name=${name}]`, card, HTMLButtonElement);
  const [undoButton, finishButton, clearButton] = ["undo", "finish", "clear"].map(button);
  const modeButtons = findAll("[name=mode]", card, HTMLButtonElement);

  const drawPath = () => {
    const style = { pane: "tools", interactive: false, smoothFactor: 0 };
    const all = (ahead ? [...points, ahead] : points).map((point) => beside(zone, point));
    const isRing = mode === "area" && all.length > 2;
    const path = bend(isRing ? [...all, all[0]] : all);
    drawn.clearLayers();
    if (all.length > 1) drawn.addLayer(L.polyline(path, { ...style, className: "measure-line" }));
    if (isRing) drawn.addLayer(L.polygon(path, { ...style, className: "measure-area" }));
    for (const point of all.slice(0, points.length)) {
      drawn.addLayer(L.circleMarker(point, { ...style, radius: 5, className: "measure-point" }));
    }
    return results(mode, all, site);
  };
  const draw = () => {
    const [total, ...rest] = drawPath();
    find(".total", card, HTMLElement).textContent = total;
    find(".rest", card, HTMLElement).replaceChildren(...rest.map((text) => element("span", "", text)));
    find(".help", card, HTMLElement).hidden = !stopAiming;
    undoButton.disabled = !points.length;
    clearButton.disabled = !points.length;
    finishButton.disabled = !stopAiming || points.length < (mode === "line" ? 2 : 3);
    for (const each of modeButtons) each.setAttribute("aria-pressed", String(each.value === mode));
  };
  const tell = () => {
    const result = results(mode, points, site).join(", ");
    say(fill(messages.pointsSo, { count: points.length, result }));
  };
  /**
   * @param {Point[]} next
   * @param {{ push?: boolean }} [options]
   */
  const change = (next, { push = false } = {}) => {
    points = next;
    ahead = null;
    url.set(mode, writePoints(points), { push });
    draw();
  };
  const undo = () => {
    startAiming();
    change(points.slice(0, -1));
    tell();
  };
  const startAiming = () => {
    stopAiming ??= takePoints(app, {
      point(at) {
        if (String(at) === String(points.at(-1))) return;
        change([...points, at], { push: !points.length });
        tell();
      },
      move(at) {
        ahead = points.length ? at : null;
        draw();
      },
      undo,
    });
    draw();
  };
  const endAiming = () => {
    stopAiming?.();
    stopAiming = null;
    ahead = null;
    draw();
  };
  const finish = () => {
    endAiming();
    tell();
  };

  for (const each of modeButtons) {
    each.addEventListener("click", () => {
      url.set(mode, null, { push: false });
      mode = each.value === "area" ? "area" : "line";
      change(points);
      startAiming();
    });
  }
  undoButton.addEventListener("click", undo);
  finishButton.addEventListener("click", () => {
    finish();
    clearButton.focus({ preventScroll: true });
  });
  clearButton.addEventListener("click", () => {
    change([]);
    startAiming();
  });

  /**
   * @param {Mode} kept
   * @param {string | null} text
   */
  const restore = (kept, text) => {
    if (text === null && kept !== mode) return;
    mode = kept;
    points = readPoints(text);
    if (points.length) toolbar.use(tool);
    else if (toolbar.active === tool) toolbar.use(null);
    endAiming();
    if (points.length) zone.uncover(L.latLngBounds(points.map((point) => beside(zone, point))));
  };
  url.keep("line", (text) => restore("line", text));
  url.keep("area", (text) => restore("area", text));
  draw();
};
