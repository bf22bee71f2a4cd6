/* BD-09, the datum of one Chinese web map, which moves GCJ-02 once more; and points between the three.
   Points are [longitude, latitude] in degrees. */
import { fromGcj02, toGcj02 } from "../lib/datum.js";

/** @typedef {import("../lib/datum.js").LonLat} LonLat */

const TURN = (Math.PI * 3000) / 180;
const STEPS = 30;

/**
 * @param {LonLat} point
 * @returns {LonLat}
 */
const toBd09 = (point) => {
  const [x, y] = toGcj02(point);
  if (x === point[0] && y === point[1]) return point; // outside China nothing is moved
  const radius = Math.hypot(x, y) + 0.00002 * Math.sin(y * TURN);
  const angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * TURN);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
};

/**
 * @param {LonLat} point
 * @returns {LonLat}
 */
const fromBd09 = ([lon, lat]) => {
  let [x, y] = [lon, lat];
  for (let n = 0; n < STEPS; n += 1) {
    const [atX, atY] = toBd09([x, y]);
    [x, y] = [x + lon - atX, y + lat - atY];
  }
  return [x, y];
};

/** @type {Record<string, { name: string, from: (point: LonLat) => LonLat, to: (point: LonLat) => LonLat }>} */
export const DATUMS = {
  wgs84: { name: "WGS 84", from: (point) => point, to: (point) => point },
  gcj02: { name: "GCJ-02", from: fromGcj02, to: toGcj02 },
  bd09: { name: "BD-09", from: fromBd09, to: toBd09 },
};
