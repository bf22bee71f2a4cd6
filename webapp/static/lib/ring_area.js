/* The area within a ring on the WGS 84 ellipsoid, by Karney, C. F. F. (2013), J. Geodesy 87, 43-55,
   section 6. Against geographiclib: to 0.02 m² for parcels of less than 1 km across; to 1 part in
   100 million, or 1 m² where that is more, for all rings, round a pole or across 180° too. With
   an edge between nearly opposite points it is 1 part in 10 million, or 1 km² where that is more,
   since such an edge moves by much when its ends move by little. */
import { A_M, B_M, findWay, halfTurned } from "./geodesy.js";

const E2 = 1 - (B_M / A_M) ** 2;
const SECOND_E2 = (A_M / B_M) ** 2 - 1;
/* The square of the radius of the sphere with the ellipsoid's surface. */
const SQUARE_M2 = (A_M ** 2 + (B_M ** 2 * Math.atanh(Math.sqrt(E2))) / Math.sqrt(E2)) / 2;
const HEMISPHERE_M2 = 2 * Math.PI * SQUARE_M2;
/* Karney's (t(e'²) - t(x)) / (e'² - x) as powers of x, from t = 1 + 4x/3 - 2x²/15 … */
const SLOPES = [4 / 3, -2 / 15, 8 / 105, -16 / 315];
for (let n = 2; n >= 0; n -= 1) SLOPES[n] += SLOPES[n + 1] * SECOND_E2;

/**
 * The area between a geodesic and the equator, in m² (Karney 2013, section 6); eastward is positive.
 * @param {import("./geodesy.js").Way} way
 */
export const areaUnder = ({ lats: [lat1, lat2], bearings, sigma, omega, sinAlpha }) => {
  const isFar = Math.cos(omega) < -0.7;
  // The difference of the bearings, from half angles as long as those keep more of its digits.
  const y = Math.sin(omega / 2) * Math.sin((lat1 + lat2) / 2);
  const x = Math.cos(omega / 2) * Math.cos((lat2 - lat1) / 2);
  const excess = isFar ? bearings[1] - bearings[0] : 2 * Math.atan2(y, x);
  const [north1, north2] = [Math.cos(lat1) * Math.cos(bearings[0]), Math.cos(lat2) * Math.cos(bearings[1])];
  const half =
    isFar || sigma > 2 ? (north1 - north2) / 2 : ((Math.sin(lat1) + Math.sin(lat2)) / 2) * Math.tan(sigma / 2);
  /** @param {number} node */
  const slopeAt = (node) => {
    const north = (north1 + north2) / 2 + half * node;
    const u = (1 - sinAlpha ** 2 - north ** 2) * SECOND_E2;
    return SLOPES.reduceRight((sum, slope) => sum * u + slope, 0);
  };
  // Gauss's rule of three points.
  const mean = (8 * slopeAt(0) + 5 * slopeAt(Math.sqrt(0.6)) + 5 * slopeAt(-Math.sqrt(0.6))) / 18;
  return SQUARE_M2 * excess - E2 * A_M ** 2 * sinAlpha * half * mean;
};

/**
 * The area in m² within a ring of points, closed by itself, each edge a geodesic: the smaller of
 * the two that the ring divides the Earth into, with or without a pole.
 * @param {Served.Point[]} points
 */
export const ringArea = (points) => {
  if (points.length < 3) return 0;
  let [area, turn] = [0, 0];
  for (const [n, from] of points.entries()) {
    const to = points[(n + 1) % points.length];
    const way = findWay(from, to);
    if (way) area += areaUnder(way);
    turn += halfTurned(to[1] - from[1]);
  }
  // A ring round a pole turns once, and bounds the area up to the equator on its other side.
  const isRoundPole = Math.round(turn / 360) % 2 !== 0;
  const side = Math.abs(area + (isRoundPole ? HEMISPHERE_M2 : 0)) % (2 * HEMISPHERE_M2);
  return Math.min(side, 2 * HEMISPHERE_M2 - side);
};
