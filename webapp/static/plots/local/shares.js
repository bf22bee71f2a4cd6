/* Which share of a plot lies in which part, each place counted once: in the innermost part
   there. All edges are cut where they meet; a piece adds to the area on its left and takes from that on
   its right. Positions are [longitude, latitude] in degrees, WGS 84; edges are geodesics, in pieces of
   500 m that are straight in longitude and latitude (which is 3 mm off, here). */
import { sweepBoxes } from "../../lib/box_sweep.js";
import { findWay, geodesic, inverse } from "../../lib/geodesy.js";
import { areaUnder } from "../../lib/ring_area.js";
import { indexRings } from "./within.js";

/** @typedef {[lon: number, lat: number]} Position */
/** @typedef {Position[]} Ring Closed. */
/** @typedef {[from: Position, to: Position]} Edge */
/** @typedef {{ size: number, around: number }} Measure In m² and m. */
/** @typedef {{ rings: Ring[], extent: number }} Outline Of a part; the smaller the extent, the further inside. */

const PIECE_M = 500;
const SIDE_DEG = 1e-9; // beside an edge: 0.1 mm
const SAME = 1e10; // ends of edges within 0.01 mm are the same

/**
 * @param {Ring} ring
 * @returns {Ring}
 */
export const followGeodesics = (ring) =>
  ring.flatMap((to, n) => {
    if (!n) return [to];
    const [from, there] = [ring[n - 1], to].map(([lon, lat]) => /** @type {Served.Point} */ ([lat, lon]));
    const pieces = Math.ceil(inverse(from, there).distance / PIECE_M);
    if (pieces < 2) return [to];
    const between = geodesic(from, there, pieces).slice(1, -1);
    return [...between.map(([lat, lon]) => /** @type {Position} */ ([lon, lat])), to];
  });

/** @param {Ring[]} rings */
export const edgesOf = (rings) =>
  rings.flatMap((ring) => ring.slice(1).map((to, n) => /** @type {Edge} */ ([ring[n], to])));

/**
 * @param {Position} position
 * @param {Ring[]} rings
 */
export const isWithin = (position, rings) => indexRings(rings).has(position);

/** @param {Edge[]} edges */
const boxOf = (edges) => {
  const all = edges.flat();
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  /** @param {number[]} values */
  const range = (values) => values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  return [range(xs), range(ys)];
};

/**
 * @param {number[][]} a
 * @param {number[][]} b
 */
const overlap = (a, b) => a.every(([low, high], n) => low <= b[n][1] + SIDE_DEG && b[n][0] <= high + SIDE_DEG);

/**
 * Where along an edge, from 0 to 1, another one meets it.
 * @param {Edge} edge
 * @param {Edge} other
 */
const meet = ([[x1, y1], [x2, y2]], [a, b]) => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  const [offA, offB] = [a, b].map(([x, y]) => (dx * (y - y1) - dy * (x - x1)) / Math.sqrt(square));
  const [alongA, alongB] = [a, b].map(([x, y]) => (dx * (x - x1) + dy * (y - y1)) / square);
  const ends = [offA, offB].flatMap((off, n) => (Math.abs(off) < SIDE_DEG ? [[alongA, alongB][n]] : []));
  if (offA * offB < 0 && !ends.length) ends.push(alongA + ((alongB - alongA) * offA) / (offA - offB));
  return ends.filter((each) => each > 0 && each < 1);
};

/** @typedef {{ edge: Edge, box: number[][] }} BoxedEdge */
/** @type {WeakMap<Ring[], BoxedEdge[]>} */
const boxed = new WeakMap();

/**
 * The edges of an outline with their boxes, made once.
 * @param {Outline} outline
 */
const boxEdges = ({ rings }) => {
  const found = boxed.get(rings) ?? edgesOf(rings).map((edge) => ({ edge, box: boxOf([edge]) }));
  boxed.set(rings, found);
  return found;
};

/**
 * The pieces of edges between the places where they meet.
 * @param {Edge[]} edges
 */
const cut = (edges) => {
  const boxes = edges.map(([[x1, y1], [x2, y2]]) => [
    ...[Math.min(x1, x2) - SIDE_DEG, Math.max(x1, x2) + SIDE_DEG],
    ...[Math.min(y1, y2) - SIDE_DEG, Math.max(y1, y2) + SIDE_DEG],
  ]);
  /** @type {number[][]} */
  const met = edges.map(() => []);
  sweepBoxes(boxes, (n, m) => {
    met[n].push(...meet(edges[n], edges[m]));
    met[m].push(...meet(edges[m], edges[n]));
  });
  return edges.flatMap((edge, n) => {
    const [[x1, y1], [x2, y2]] = edge;
    /** @type {Position[]} */
    const stops = [0, ...met[n].sort((a, b) => a - b), 1].map((t) => [
      t === 1 ? x2 : x1 + (x2 - x1) * t,
      t === 1 ? y2 : y1 + (y2 - y1) * t,
    ]);
    return edgesOf([stops]);
  });
};

/** @param {Edge} edge */
const keyOf = (edge) =>
  edge
    .map((position) => position.map((value) => Math.round(value * SAME)).join())
    .sort()
    .join(" ");

/**
 * Places on both sides of the middle of an edge, left first; null of one without length.
 * @param {Edge} edge
 * @returns {[Position, Position] | null}
 */
const besides = ([[x1, y1], [x2, y2]]) => {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length * SAME < 1) return null;
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const [offX, offY] = [(-(y2 - y1) / length) * SIDE_DEG, ((x2 - x1) / length) * SIDE_DEG];
  return [
    [x + offX, y + offY],
    [x - offX, y - offY],
  ];
};

/** @param {Edge} edge */
const wayOf = ([[lon1, lat1], [lon2, lat2]]) => findWay([lat1, lon1], [lat2, lon2]);

/** @param {Edge} edge */
const lengthOf = ([[lon1, lat1], [lon2, lat2]]) => inverse([lat1, lon1], [lat2, lon2]).distance;

/**
 * The innermost outline around a position; -1 outside.
 * @param {Position} position
 * @param {Outline[]} outlines
 */
export const findInnermost = (position, outlines) => {
  const around = outlines.flatMap((each, n) => (isWithin(position, each.rings) ? [n] : []));
  return around.sort((a, b) => outlines[a].extent - outlines[b].extent)[0] ?? -1;
};

/**
 * Of a plot what lies in each outline, each place counted once. Those outside all come last.
 * @param {Ring[]} rings Of one plot, outer and inner ones, followed.
 * @param {Outline[]} outlines Likewise.
 * @returns {Measure[]}
 */
export const sharePlot = (rings, outlines) => {
  const own = edgesOf(rings);
  const box = boxOf(own);
  const others = outlines.flatMap(boxEdges).flatMap((each) => (overlap(each.box, box) ? [each.edge] : []));
  const all = [...own, ...others];
  const pieces = new Map(cut(all).map((each) => [keyOf(each), each]));
  const sums = [...outlines, null].map(() => ({ size: 0, around: 0 }));
  for (const piece of pieces.values()) {
    const sides = besides(piece);
    const [left, right] = (sides ?? []).map((at) => (isWithin(at, rings) ? findInnermost(at, outlines) : null));
    const way = sides && left !== right ? wayOf(piece) : null;
    if (!way) continue;
    const [area, length] = [areaUnder(way), lengthOf(piece)];
    for (const [side, sign] of /** @type {[number | null, number][]} */ ([
      [left, -1],
      [right, 1],
    ])) {
      const sum = side === null ? null : sums.at(side);
      if (sum) Object.assign(sum, { size: sum.size + sign * area, around: sum.around + length });
    }
  }
  return sums;
};
