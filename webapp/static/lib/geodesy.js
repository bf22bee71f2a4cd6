/* Lengths and bearings on the WGS 84 ellipsoid. Points are [latitude, longitude] in degrees.
   Vincenty, T. (1975), Survey Review 23(176), 88-93: the two problems on a geodesic.
   Karney, C. F. F. (2013), J. Geodesy 87, 43-55: the way between nearly opposite points.
   Against geographiclib, over all the Earth, points beside a pole and opposite ones: lengths and
   the points that a way leads to are within 0.1 mm. */

/**
 * A geodesic on the auxiliary sphere, angles in radians: the reduced latitudes of its ends, its
 * bearings there, its length, how far east it leads, the sine of its bearing at the equator, and
 * the cosine of twice the arc from there to its middle.
 * @typedef {{ lats: number[], bearings: number[], sigma: number, omega: number, sinAlpha: number, mid: number }} Way
 */

const F = 1 / 298.257223563;
export const A_M = 6378137;
export const B_M = A_M * (1 - F);
const RAD = Math.PI / 180;
const HALVINGS = 60; // of a bearing, to the last bit

/** @param {number} degrees */
const turned = (degrees) => ((degrees % 360) + 360) % 360;
/**
 * From -180 to below 180; small angles keep every digit.
 * @param {number} degrees
 */
export const halfTurned = (degrees) => degrees - 360 * Math.round(degrees / 360);

/** @param {number} cosSqAlpha */
const coefficients = (cosSqAlpha) => {
  const u = (cosSqAlpha * (A_M ** 2 - B_M ** 2)) / B_M ** 2;
  return [
    1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u))),
    (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u))),
  ];
};

/**
 * @param {number} b
 * @param {number} sigma
 * @param {number} mid
 */
const correction = (b, sigma, mid) => {
  const [sin, cos] = [Math.sin(sigma), Math.cos(sigma)];
  const third = (b / 6) * mid * (4 * sin * sin - 3) * (4 * mid * mid - 3);
  return b * sin * (mid + (b / 4) * (cos * (2 * mid * mid - 1) - third));
};

/**
 * @param {number} sinAlpha
 * @param {number} sigma
 * @param {number} mid
 */
const bend = (sinAlpha, sigma, mid) => {
  const cosSq = 1 - sinAlpha * sinAlpha;
  const c = (F / 16) * cosSq * (4 + F * (4 - 3 * cosSq));
  return (1 - c) * F * sinAlpha * (sigma + c * Math.sin(sigma) * (mid + c * Math.cos(sigma) * (2 * mid * mid - 1)));
};

/** @param {number} lat */
const reduced = (lat) => Math.atan((1 - F) * Math.tan(lat * RAD));

/**
 * The way from one reduced latitude to another that starts at a bearing.
 * @param {number[]} lats The first is the farther from the equator, and south of it.
 * @param {number} bearing
 */
const sail = (lats, bearing) => {
  const [[s1, s2], c1] = [lats.map(Math.sin), Math.cos(lats[0])];
  const sinAlpha = c1 * Math.sin(bearing);
  const north = c1 * Math.cos(bearing);
  const northThere = Math.sqrt(north ** 2 + (s1 - s2) * (s1 + s2));
  const [start, end] = [Math.atan2(s1, north), Math.atan2(s2, northThere)];
  const omega = Math.atan2(sinAlpha * s2, northThere) - Math.atan2(sinAlpha * s1, north);
  return {
    bearings: [bearing, Math.atan2(sinAlpha, northThere)],
    sigma: end - start,
    omega,
    sinAlpha,
    mid: Math.cos(start + end),
  };
};

/**
 * The way between nearly opposite points: the farther east a bearing leads, the more it is south
 * (Karney 2013, section 4), which halving makes use of.
 * @param {number[]} lats
 * @param {number} length East of the first, in radians.
 * @returns {Way}
 */
const findOpposite = (lats, length) => {
  const isBack = Math.abs(lats[0]) < Math.abs(lats[1]);
  const [first, second] = isBack ? [lats[1], lats[0]] : lats;
  const side = first < 0 ? 1 : -1; // a zero becomes -0, south of the equator
  const placed = [side * first, side * second];
  let [low, high] = [0, Math.PI];
  let way = sail(placed, high);
  for (let round = 0; round < HALVINGS; round += 1) {
    const bearing = (low + high) / 2;
    way = sail(placed, bearing);
    const { sinAlpha, sigma, omega, mid } = way;
    const reached = omega - bend(sinAlpha, sigma, mid);
    [low, high] = reached > Math.abs(length) ? [low, bearing] : [bearing, high];
  }
  if (isBack) way.bearings.reverse();
  const east = length < 0 ? -1 : 1;
  const north = isBack ? -side : side;
  const bearings = way.bearings.map((each) => east * (north > 0 ? each : Math.PI - each));
  return { ...way, lats, bearings, omega: east * way.omega, sinAlpha: east * way.sinAlpha };
};

/**
 * The shortest way between two points; null between a point and itself.
 * @param {Served.Point} from
 * @param {Served.Point} to
 * @returns {Way | null}
 */
export const findWay = ([lat1, lon1], [lat2, lon2]) => {
  const lats = [reduced(lat1), reduced(lat2)];
  const [[s1, s2], [c1, c2]] = [lats.map(Math.sin), lats.map(Math.cos)];
  const length = halfTurned(lon2 - lon1) * RAD;
  let omega = length;
  for (let round = 0; round < 200; round += 1) {
    const [sinOmega, cosOmega] = [Math.sin(omega), Math.cos(omega)];
    const x = c1 * s2 - s1 * c2 * cosOmega;
    const sin = Math.hypot(c2 * sinOmega, x);
    const cos = s1 * s2 + c1 * c2 * cosOmega;
    if (sin === 0 && cos > 0) return null;
    const sigma = Math.atan2(sin, cos);
    const sinAlpha = (c1 * c2 * sinOmega) / sin;
    const cosSq = 1 - sinAlpha * sinAlpha;
    const mid = cosSq > 1e-15 ? cos - (2 * s1 * s2) / cosSq : 0;
    const next = length + bend(sinAlpha, sigma, mid);
    if (!(Math.abs(next) <= Math.PI)) break;
    if (Math.abs(next - omega) < 1e-15) {
      const bearings = [Math.atan2(c2 * sinOmega, x), Math.atan2(c1 * sinOmega, c1 * s2 * cosOmega - s1 * c2)];
      return { lats, bearings, sigma, omega: next, sinAlpha, mid };
    }
    omega = next;
  }
  return findOpposite(lats, length);
};

/**
 * How far from one point to another, in metres, and the bearing at the first, in degrees.
 * @param {Served.Point} from
 * @param {Served.Point} to
 */
export const inverse = (from, to) => {
  const way = findWay(from, to);
  if (!way) return { distance: 0, bearing: 0 };
  const { bearings, sigma, sinAlpha, mid } = way;
  const [a, b] = coefficients(1 - sinAlpha * sinAlpha);
  const distance = B_M * a * (sigma - correction(b, sigma, mid));
  return { distance, bearing: turned(bearings[0] / RAD) };
};

/**
 * Where a way of so many metres at a bearing leads; the longitude may lie beyond 180°.
 * @param {Served.Point} from
 * @param {number} bearing
 * @param {number} distance
 * @returns {Served.Point}
 */
export const direct = ([lat, lon], bearing, distance) => {
  const [sinU, cosU] = [Math.sin(reduced(lat)), Math.cos(reduced(lat))];
  const [sin1, cos1] = [Math.sin(bearing * RAD), Math.cos(bearing * RAD)];
  const start = Math.atan2(sinU, cosU * cos1);
  const sinAlpha = cosU * sin1;
  const [a, b] = coefficients(1 - sinAlpha * sinAlpha);
  const whole = distance / (B_M * a);
  let sigma = whole;
  for (let round = 0; round < 20; round += 1) sigma = whole + correction(b, sigma, Math.cos(2 * start + sigma));
  const [sin, cos, mid] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * start + sigma)];
  const x = sinU * sin - cosU * cos * cos1;
  const lambda = Math.atan2(sin * sin1, cosU * cos - sinU * sin * cos1);
  return [
    Math.atan2(sinU * cos + cosU * sin * cos1, (1 - F) * Math.hypot(sinAlpha, x)) / RAD,
    lon + (lambda - bend(sinAlpha, sigma, mid)) / RAD,
  ];
};

/**
 * In metres.
 * @param {Served.Point[]} points
 */
export const pathLength = (points) =>
  points.slice(1).reduce((sum, point, n) => sum + inverse(points[n], point).distance, 0);

/**
 * A geodesic as so many pieces, for drawing; longitudes run on where it crosses 180°.
 * @param {Served.Point} from
 * @param {Served.Point} to
 * @param {number} [pieces]
 */
export const geodesic = (from, to, pieces = 48) => {
  const { distance, bearing } = inverse(from, to);
  if (!distance) return [from, to];
  return Array.from({ length: pieces + 1 }, (_, n) => direct(from, bearing, (distance * n) / pieces));
};

/**
 * @param {Served.Point} centre
 * @param {number} radius In metres.
 * @param {number} [pieces]
 */
export const circle = (centre, radius, pieces = 120) =>
  Array.from({ length: pieces }, (_, n) => direct(centre, (360 * n) / pieces, radius));
