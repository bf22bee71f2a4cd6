/* Where a point lies, by what a saved map holds: the parts around it, the nearest edges, the county.
   Edges are looked at as chords through the Earth, which are 5 mm beneath the ground in pieces of 500 m,
   so that the nearest one is found at any distance. */
import { inverse } from "../lib/geodesy.js";
import { isWithin } from "../plots/local/shares.js";

/** @typedef {import("../plots/local/shares.js").Ring} Ring */
/** @typedef {{ distance: number, bearing: number }} Way From the point, in metres and degrees. */

const E2 = 0.0066943799901413165; // of WGS 84, the square of its eccentricity
const RAD = Math.PI / 180;

/**
 * On an ellipsoid with an equator of 1.
 * @param {number[]} position
 */
const toVector = ([lon, lat]) => {
  const [phi, lambda] = [lat * RAD, lon * RAD];
  const n = 1 / Math.sqrt(1 - E2 * Math.sin(phi) ** 2);
  return [n * Math.cos(phi) * Math.cos(lambda), n * Math.cos(phi) * Math.sin(lambda), n * (1 - E2) * Math.sin(phi)];
};

/** @param {number[]} a @param {number[]} b */
const minus = (a, b) => a.map((each, n) => each - b[n]);
/** @param {number[]} a @param {number[]} b */
const dot = (a, b) => a.reduce((sum, each, n) => sum + each * b[n], 0);

/**
 * The way to the nearest edge of some rings; edges are geodesics in short pieces.
 * @param {Served.Point} point
 * @param {Ring[]} rings
 * @returns {Way}
 */
export const wayToEdge = ([lat, lon], rings) => {
  const here = toVector([lon, lat]);
  let best = { square: Infinity, at: [lon, lat] };
  for (const ring of rings) {
    let [from, start] = [ring[0], minus(toVector(ring[0]), here)];
    for (const to of ring) {
      const end = minus(toVector(to), here);
      const along = minus(end, start);
      const length = dot(along, along);
      const t = length ? Math.min(1, Math.max(0, -dot(start, along) / length)) : 0;
      const foot = start.map((each, n) => each + along[n] * t);
      const square = dot(foot, foot);
      if (square < best.square)
        best = { square, at: [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t] };
      [from, start] = [to, end];
    }
  }
  return inverse([lat, lon], [best.at[1], best.at[0]]);
};

/**
 * Which outlines hold a point, the outermost first, and the way to the nearest edge of each.
 * @param {Served.Point} point
 * @param {import("../plots/local/local_rows.js").Outline[]} outlines The outer ones first.
 */
export const findParts = (point, outlines) => ({
  around: outlines.filter(({ rings }) => isWithin([point[1], point[0]], rings)),
  ways: outlines.map((each) => ({ each, ...wayToEdge(point, each.rings) })).sort((a, b) => a.distance - b.distance),
});

/**
 * How sure it is which outlines hold the point: whether one could pass over it.
 * @param {{ distance: number, doubt_m: number | null, reach_m?: number }[]} near By how much each may be off; for
 *   counties, that is what they state.
 * @param {number} accuracy_m Of the point.
 * @returns {"certain" | "possible" | "not known"}
 */
export const judge = (near, accuracy_m) => {
  const isReached = near.some(({ distance, doubt_m, reach_m = doubt_m ?? 0 }) => {
    return (reach_m > 0 || accuracy_m > 0) && distance - reach_m <= accuracy_m;
  });
  if (isReached) return "possible";
  return near.length && near.every(({ doubt_m }) => doubt_m !== null) ? "certain" : "not known";
};

/**
 * Those first whose outlines could pass over the point by most.
 * @param {ReturnType<typeof findParts>["ways"]} ways
 */
export const byReach = (ways) => ways.toSorted((a, b) => b.each.reach_m - b.distance - a.each.reach_m + a.distance);

/**
 * The outline that decides: of the part that the verdict tells, or where only others could pass over the
 * point, the nearest of these, or the one that could by most.
 * @param {ReturnType<typeof findParts>} found
 * @param {string} verdict
 * @param {number} own_m
 */
export const findDeciding = ({ around, ways }, verdict, own_m) => {
  const [edge] = ways;
  if (verdict === "not known") return edge;
  const own = ways.find(({ each }) => each === around.at(-1));
  const first = own ? [own, edge] : [edge];
  const reaching = first.find(({ each, distance }) => distance - each.reach_m <= own_m);
  return verdict === "certain" ? first[0] : (reaching ?? byReach(ways)[0]);
};

const MOST_RIVALS = 8;

/**
 * The parts that may hold the point, though as they are drawn they do not; the likeliest first.
 * @param {ReturnType<typeof findParts>} found
 * @param {number} own_m
 */
export const findRivals = ({ around, ways }, own_m) => {
  const reaching = byReach(ways).filter(({ each, distance }) => distance - each.reach_m <= own_m);
  return reaching.filter(({ each }) => !around.includes(each)).slice(0, MOST_RIVALS);
};
