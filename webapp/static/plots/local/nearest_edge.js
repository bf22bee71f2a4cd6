/* How near two outlines come to each other. Positions are [longitude, latitude] in degrees. */
import { inverse } from "../../lib/geodesy.js";
import { edgesOf, isWithin } from "./shares.js";

/** @typedef {import("./shares.js").Position} Position */
/** @typedef {import("./shares.js").Ring} Ring */
/** @typedef {import("./shares.js").Edge} Edge */

/**
 * The position on an edge that is nearest to another; near enough to look at the Earth as a plane, in
 * which the edge's longitudes are shrunk by the latitude.
 * @param {Position} position
 * @param {Edge} edge
 * @returns {Position}
 */
const findFoot = ([x, y], [[x1, y1], [x2, y2]]) => {
  const shrink = Math.cos((y * Math.PI) / 180) ** 2;
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx * shrink + dy * dy;
  const t = square ? Math.min(1, Math.max(0, (dx * (x - x1) * shrink + dy * (y - y1)) / square)) : 0;
  return [x1 + dx * t, y1 + dy * t];
};

/**
 * A measure that orders distances, without their unit.
 * @param {Position} a
 * @param {Position} b
 */
const rough = ([x1, y1], [x2, y2]) => ((x1 - x2) * Math.cos((y1 * Math.PI) / 180)) ** 2 + (y1 - y2) ** 2;

/**
 * @param {Edge} edge
 * @param {Edge} other
 */
const doCross = ([a, b], [c, d]) => {
  /** @param {Position} p @param {Position} q @param {Position} r */
  const side = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
};

/**
 * From the corners of some lines to the nearest place on others: of all such pairs the nearest.
 * @param {Position[]} corners
 * @param {Edge[]} edges
 */
const findPair = (corners, edges) => {
  let best = { from: corners[0], to: corners[0], size: Infinity };
  for (const from of corners) {
    for (const edge of edges) {
      const to = findFoot(from, edge);
      const size = rough(from, to);
      if (size < best.size) best = { from, to, size };
    }
  }
  return best;
};

/**
 * Metres between a shape and the edges of an outline; 0 where they meet.
 * @param {Ring[]} rings Of the shape.
 * @param {Ring[]} outline
 * @param {boolean} isPlot Whether the shape has an inside, which may hold all of the outline.
 */
export const findNearest = (rings, outline, isPlot) => {
  const [own, others] = [edgesOf(rings), edgesOf(outline)];
  if (!others.length) return Infinity;
  if (own.some((edge) => others.some((other) => doCross(edge, other)))) return 0;
  if (isPlot && isWithin(outline[0][0], rings)) return 0;
  const pairs = [findPair(rings.flat(), others)];
  if (own.length) pairs.push(findPair(outline.flat(), own));
  const [{ from, to }] = pairs.sort((a, b) => a.size - b.size);
  return inverse([from[1], from[0]], [to[1], to[0]]).distance;
};
