/* Lengths, bearings and areas on the WGS 84 ellipsoid. Points are [latitude, longitude] in degrees.
   Vincenty, T. (1975), Survey Review 23(176), 88-93: the two problems on a geodesic.
   Karney, C. F. F. (2013), J. Geodesy 87, 43-55: the area under a geodesic, here by quadrature. */

const F = 1 / 298.257223563;
const A_M = 6378137;
const B_M = A_M * (1 - F);
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const RAD = Math.PI / 180;
const PIECE_M = 100000;
const NODES = [0, 0.5384693101056831, -0.5384693101056831, 0.906179845938664, -0.906179845938664];
const WEIGHTS = [128 / 225, 0.47862867049936647, 0.47862867049936647, 0.23692688505618908, 0.23692688505618908];

/** @param {number} degrees */
const turned = (degrees) => ((degrees % 360) + 360) % 360;
/** @param {number} degrees */
const halfTurned = (degrees) => turned(degrees + 180) - 180;

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
 * @param {number} sin
 * @param {number} cos
 * @param {number} mid
 */
const correction = (b, sin, cos, mid) => {
  const third = (b / 6) * mid * (4 * sin * sin - 3) * (4 * mid * mid - 3);
  return b * sin * (mid + (b / 4) * (cos * (2 * mid * mid - 1) - third));
};

/**
 * @param {number} sinAlpha
 * @param {number} sigma
 * @param {number} sin
 * @param {number} cos
 * @param {number} mid
 */
const bend = (sinAlpha, sigma, sin, cos, mid) => {
  const cosSq = 1 - sinAlpha * sinAlpha;
  const c = (F / 16) * cosSq * (4 + F * (4 - 3 * cosSq));
  return (1 - c) * F * sinAlpha * (sigma + c * sin * (mid + c * cos * (2 * mid * mid - 1)));
};

/** @param {number} lat */
const reduced = (lat) => {
  const u = Math.atan((1 - F) * Math.tan(lat * RAD));
  return [Math.sin(u), Math.cos(u)];
};

/**
 * How far from one point to another, in metres, and the bearing at the first, in degrees.
 * Between nearly opposite points the series does not settle: both are NaN.
 * @param {Served.Point} from
 * @param {Served.Point} to
 */
export const inverse = ([lat1, lon1], [lat2, lon2]) => {
  const [s1, c1] = reduced(lat1);
  const [s2, c2] = reduced(lat2);
  const length = halfTurned(lon2 - lon1) * RAD;
  let lambda = length;
  for (let round = 0; round < 200; round += 1) {
    const y = c2 * Math.sin(lambda);
    const x = c1 * s2 - s1 * c2 * Math.cos(lambda);
    const sin = Math.hypot(y, x);
    if (sin === 0) return length === 0 ? { distance: 0, bearing: 0 } : { distance: NaN, bearing: NaN };
    const cos = s1 * s2 + c1 * c2 * Math.cos(lambda);
    const sigma = Math.atan2(sin, cos);
    const sinAlpha = (c1 * c2 * Math.sin(lambda)) / sin;
    const cosSq = 1 - sinAlpha * sinAlpha;
    const mid = cosSq > 1e-15 ? cos - (2 * s1 * s2) / cosSq : 0;
    const next = length + bend(sinAlpha, sigma, sin, cos, mid);
    if (Math.abs(next) > Math.PI) break;
    if (Math.abs(next - lambda) < 1e-15) {
      const [a, b] = coefficients(cosSq);
      return { distance: B_M * a * (sigma - correction(b, sin, cos, mid)), bearing: turned(Math.atan2(y, x) / RAD) };
    }
    lambda = Math.abs(next - lambda) < 1e-14 && round > 20 ? lambda : next;
  }
  return { distance: NaN, bearing: NaN };
};

/**
 * Where a way of so many metres at a bearing leads, and the bearing there.
 * @param {Served.Point} from
 * @param {number} bearing
 * @param {number} distance
 * @returns {{ at: Served.Point, bearing: number }}
 */
export const direct = ([lat, lon], bearing, distance) => {
  const [sinU, cosU] = reduced(lat);
  const [sin1, cos1] = [Math.sin(bearing * RAD), Math.cos(bearing * RAD)];
  const start = Math.atan2(sinU, cosU * cos1);
  const sinAlpha = cosU * sin1;
  const [a, b] = coefficients(1 - sinAlpha * sinAlpha);
  const whole = distance / (B_M * a);
  let sigma = whole;
  let [sin, cos, mid] = [0, 1, 1];
  for (let round = 0; round < 20; round += 1) {
    [sin, cos, mid] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * start + sigma)];
    sigma = whole + correction(b, sin, cos, mid);
  }
  const x = sinU * sin - cosU * cos * cos1;
  const lambda = Math.atan2(sin * sin1, cosU * cos - sinU * sin * cos1);
  return {
    at: [
      Math.atan2(sinU * cos + cosU * sin * cos1, (1 - F) * Math.hypot(sinAlpha, x)) / RAD,
      lon + (lambda - bend(sinAlpha, sigma, sin, cos, mid)) / RAD,
    ],
    bearing: turned(Math.atan2(sinAlpha, -x) / RAD),
  };
};

/**
 * The area between the equator and a latitude, a radian of longitude wide, in m².
 * @param {number} sin Of the latitude.
 */
const belt = (sin) => (B_M ** 2 / 2) * (sin / (1 - E2 * sin * sin) + Math.atanh(E * sin) / E);

/**
 * The area between a geodesic and a latitude, in m².
 * @param {Served.Point} from
 * @param {Served.Point} to
 * @param {number} base The belt up to that latitude.
 */
const areaUnder = (from, to, base) => {
  const { distance, bearing } = inverse(from, to);
  const pieces = Math.max(1, Math.ceil(distance / PIECE_M));
  const half = distance / pieces / 2;
  let sum = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    NODES.forEach((node, n) => {
      const way = direct(from, bearing, half * (2 * piece + 1 + node));
      const [sin, cos] = [Math.sin(way.at[0] * RAD), Math.cos(way.at[0] * RAD)];
      const east = (Math.sin(way.bearing * RAD) * Math.sqrt(1 - E2 * sin * sin)) / (A_M * cos);
      sum += WEIGHTS[n] * half * (belt(sin) - base) * east;
    });
  }
  return sum;
};

/**
 * The area in m² within a ring of points, closed by itself, each edge a geodesic; no pole inside.
 * @param {Served.Point[]} points
 */
export const ringArea = (points) => {
  if (points.length < 3) return 0;
  const base = belt(Math.sin(points[0][0] * RAD));
  const areas = points.map((point, n) => areaUnder(point, points[(n + 1) % points.length], base));
  return Math.abs(areas.reduce((sum, area) => sum + area, 0));
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
  return Array.from({ length: pieces + 1 }, (_, n) => direct(from, bearing, (distance * n) / pieces).at);
};

/**
 * @param {Served.Point} centre
 * @param {number} radius In metres.
 * @param {number} [pieces]
 */
export const circle = (centre, radius, pieces = 120) =>
  Array.from({ length: pieces }, (_, n) => direct(centre, (360 * n) / pieces, radius).at);
