/* How near two outlines come to each other. Positions are [longitude, latitude] in degrees. */
import { inverse } from "../../lib/geodesy.js";
import { edgesOf, isWithin } from "./shares.js";

/** @typedef {import("./shares.js").Position} Position */
/** @typedef {import("./shares.js").Ring} Ring */
/** @typedef {import("./shares.js").Edge} Edge */

/**
 * @param {Edge} edge
 * @param {Edge} other
 */
const doCross = ([a, b], [c, d]) => {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false;
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false;
  /** @param {Position} p @param {Position} q @param {Position} r */
  const side = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
};

/**
 * From the corners of some lines to the nearest place on others: of all such pairs the nearest. Near enough to look at
 * the Earth as a plane, in which longitudes are shrunk by the latitude of the corner.
 * @param {Position[]} corners
 * @param {Edge[]} edges
 */
const findPair = (corners, edges) => {
  let best = { from: corners[0], to: corners[0], size: Infinity };
  for (const from of corners) {
    const [x, y] = from;
    const shrink = Math.cos((y * Math.PI) / 180) ** 2;
    for (const [[x1, y1], [x2, y2]] of edges) {
      const [dx, dy] = [x2 - x1, y2 - y1];
      const square = dx * dx * shrink + dy * dy;
      const t = square ? Math.min(1, Math.max(0, (dx * (x - x1) * shrink + dy * (y - y1)) / square)) : 0;
      const [offX, offY] = [x1 + dx * t - x, y1 + dy * t - y];
      const size = offX * offX * shrink + offY * offY; // orders distances, without their unit
      if (size < best.size) best = { from, to: [x + offX, y + offY], size };
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
