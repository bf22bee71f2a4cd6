/* The area within a ring on the WGS 84 ellipsoid to 1 part in 10 thousand million, for edges of up to
   some tens of kilometres: as on the server (geo/geodesy/authalic.py, which has the derivation). Longitude
   and the sine of the authalic latitude are counted from the ring's first point, so that a parcel far from
   the equator loses no digits. */
const A_M = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const Q_POLE = 1 + ((1 - E2) * Math.atanh(E)) / E;
const SQUARE_M2 = (A_M ** 2 * Q_POLE) / 2; // of the authalic sphere's radius
const RAD = Math.PI / 180;
const MOST_DEG = 0.5; // between two points
const MOST_LAT = 80;

/** @typedef {{ x: number, y: number, sigma: number, sine: number }} Corner */

/**
 * @param {Served.Point[]} points
 * @returns {Corner[]}
 */
const toEqualArea = (points) => {
  const [[lat0, lon0]] = points;
  const [sin0, cos0] = [Math.sin(lat0 * RAD), Math.cos(lat0 * RAD)];
  const scale0 = 1 - E2 * sin0 * sin0;
  const unit = (1 - E2) / Q_POLE;
  const base = (sin0 / scale0 + Math.atanh(E * sin0) / E) * unit;
  return points.map(([lat, lon]) => {
    const up = Math.sin(((lat - lat0) * RAD) / 2);
    const rise = 2 * up * (cos0 * Math.sqrt(1 - up * up) - sin0 * up);
    const sine = sin0 + rise;
    const both = E2 * sin0 * sine;
    const scale = (1 - E2 * sine * sine) * scale0;
    const y = ((rise * (1 + both)) / scale + Math.atanh((E * rise) / (1 - both)) / E) * unit;
    return { x: (lon - lon0) * RAD, y, sigma: base + y, sine };
  });
};

/**
 * The strip between an edge and the first point's parallel.
 * @param {Corner} a
 * @param {Corner} b
 */
const measureEdge = (a, b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const [dx2, dy2] = [dx * dx, dy * dy];
  const [sphereA, sphereB] = [a, b].map(({ sigma }) => 1 - sigma * sigma);
  const [own, other] = [
    [a, b].reduce((sum, { sine }) => sum + ((A_M ** 2 / SQUARE_M2) * (1 - sine * sine)) / (1 - E2 * sine * sine), 0) /
      2,
    (sphereA + sphereB) / 2,
  ];
  const up = a.sigma + b.sigma;
  const out = (Math.sqrt(sphereA) + Math.sqrt(sphereB)) ** 2;
  const slope = (2 * up) / (up * up + out);
  const third = 2 - 3 * slope * slope + (dx2 / 84) * (17 + slope * slope * (45 * slope * slope - 60));
  const excess = (dy2 * (1 + (up * up) / out)) / 4 + (((1 - slope * slope) * dx2) / 12) * (1 + (dx2 / 20) * third);
  const middle = (a.sine + b.sine) / 2;
  const bend = middle * (own * dx2 + (3 * dy2) / own) - (up / 2) * (other * dx2 + (3 * dy2) / other);
  return dx * ((a.y + b.y) / 2 + slope * excess + bend / 12);
};

/**
 * In m²; null for a ring that is larger, or near a pole.
 * @param {Served.Point[]} points Not closed.
 */
export const parcelArea = (points) => {
  const isNear = points.every(([lat, lon], n) => {
    const [lat2, lon2] = points[(n + 1) % points.length];
    return Math.abs(lat) < MOST_LAT && Math.abs(lat - lat2) < MOST_DEG && Math.abs(lon - lon2) < MOST_DEG;
  });
  if (points.length < 3 || !isNear) return null;
  const corners = toEqualArea(points);
  const sum = corners.reduce((total, each, n) => total + measureEdge(each, corners[(n + 1) % corners.length]), 0);
  return Math.abs(sum) * SQUARE_M2;
};
