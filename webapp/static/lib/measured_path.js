/* A line or an area between points: what it measures, and how it is drawn; all geodesic. */
import { sweepBoxes } from "./box_sweep.js";
import { fill, formatAreas, formatDistance } from "./format.js";
import { geodesic, inverse, pathLength } from "./geodesy.js";
import { ringArea } from "./ring_area.js";

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
 * What a part of a great circle lies in: that of its ends, and as much more as it may rise over its chord.
 * @param {number[]} a
 * @param {number[]} b
 */
const boxOf = (a, b) => {
  const rise = a.reduce((sum, each, n) => sum + (each - b[n]) ** 2, 0) / 4;
  return a.flatMap((each, n) => [Math.min(each, b[n]) - rise, Math.max(each, b[n]) + rise]);
};

/**
 * Whether two edges of the ring through the points cross each other: it then encloses no one area.
 * @param {Point[]} points
 */
export const crosses = (points) => {
  const corners = points.map(toVector);
  /** @param {number} n */
  const next = (n) => corners[(n + 1) % corners.length];
  const boxes = corners.map((each, n) => boxOf(each, next(n)));
  return sweepBoxes(boxes, (n, m) => cut(corners[n], next(n), corners[m], next(m)));
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

/**
 * Draw the way, the area in it, and its first points, which are those that were set.
 * @param {L.LayerGroup} drawn
 * @param {Mode} mode
 * @param {Point[]} points
 * @param {number} [set] How many of them.
 */
export const drawPath = (drawn, mode, points, set = points.length) => {
  const style = { pane: "tools", interactive: false, smoothFactor: 0 };
  const isRing = mode === "area" && points.length > 2;
  const path = bend(isRing ? [...points, points[0]] : points);
  if (points.length > 1) drawn.addLayer(L.polyline(path, { ...style, className: "measure-line" }));
  if (isRing) drawn.addLayer(L.polygon(path, { ...style, className: "measure-area" }));
  for (const point of points.slice(0, set)) {
    drawn.addLayer(L.circleMarker(point, { ...style, radius: 5, className: "measure-point" }));
  }
};
