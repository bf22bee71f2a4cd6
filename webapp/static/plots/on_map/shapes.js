/* The shapes of plots as a canvas takes them: flat coordinates on the map of zoom 0, and what of them
   lies under a point. */

/** @typedef {[minX: number, minY: number, maxX: number, maxY: number]} Box */
/**
 * Coordinates by turns x and y. Holes run the other way round than what they are in.
 * @typedef {object} Shape
 * @property {Float64Array[]} rings
 * @property {Float64Array[]} paths
 * @property {Float64Array} points
 * @property {Box} box
 */

const WORLD_PX = 256; // of the map of zoom 0
const MAX_LATITUDE = 85.0511287798;

/** @param {number} lon @param {number} lat @returns {[x: number, y: number]} */
export const project = (lon, lat) => {
  const sin = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return [WORLD_PX * (lon / 360 + 0.5), WORLD_PX * y];
};

/**
 * @param {number} x
 * @param {number} y
 */
export const unproject = (x, y) => {
  const lat = (360 / Math.PI) * Math.atan(Math.exp((1 - (2 * y) / WORLD_PX) * Math.PI)) - 90;
  return L.latLng(lat, (x / WORLD_PX) * 360 - 180);
};

/** @param {Float64Array} line */
export const unflatten = (line) =>
  Array.from({ length: line.length / 2 }, (_, n) => unproject(line[2 * n], line[2 * n + 1]));

/**
 * A ring without the vertices that lie, on both axes, close to the one that was kept before.
 * @param {Float64Array} ring
 * @param {number} detail How close, as a share of the ring's extent.
 */
export const thin = (ring, detail) => {
  const [west, north, east, south] = boxOf([ring]);
  const step = detail * Math.max(east - west, south - north);
  const kept = new Float64Array(ring.length);
  let count = 0;
  for (let n = 0; n < ring.length; n += 2) {
    const isNear = Math.abs(ring[n] - kept[count - 2]) < step && Math.abs(ring[n + 1] - kept[count - 1]) < step;
    if (isNear && n + 2 < ring.length) continue;
    kept[count] = ring[n];
    kept[count + 1] = ring[n + 1];
    count += 2;
  }
  return kept.subarray(0, count);
};

/**
 * @param {GeoJSON.Position[]} positions
 * @param {number} turn Degrees that are added to each longitude.
 */
const flatten = (positions, turn) => {
  const flat = new Float64Array(positions.length * 2);
  for (const [n, [lon, lat]] of positions.entries()) flat.set(project(lon + turn, lat), 2 * n);
  return flat;
};

/** @param {Float64Array} ring */
const windsLeft = (ring) => {
  let sum = 0;
  for (let n = 0, m = ring.length - 2; n < ring.length; m = n, n += 2) {
    sum += (ring[n] - ring[m]) * (ring[n + 1] + ring[m + 1]);
  }
  return sum > 0;
};

/** @param {Float64Array} ring */
const turnBack = (ring) => {
  const back = new Float64Array(ring.length);
  for (let n = 0; n < ring.length; n += 2) back.set(ring.subarray(n, n + 2), ring.length - 2 - n);
  return back;
};

/**
 * @param {GeoJSON.Position[][]} rings
 * @param {number} turn
 */
const flattenRings = (rings, turn) =>
  rings.map((each, n) => {
    const ring = flatten(each, turn);
    return windsLeft(ring) === (n === 0) ? ring : turnBack(ring);
  });

/**
 * @param {GeoJSON.Geometry | null} geometry
 * @returns {GeoJSON.Geometry[]}
 */
const simpleOnes = (geometry) => {
  if (!geometry) return [];
  return geometry.type === "GeometryCollection" ? geometry.geometries.flatMap(simpleOnes) : [geometry];
};

/** @param {GeoJSON.Geometry} geometry */
const firstLongitude = (geometry) => {
  /** @type {unknown} */
  let at = "coordinates" in geometry ? geometry.coordinates : 0;
  while (Array.isArray(at)) at = at[0];
  return Number(at) || 0;
};

/**
 * @param {Float64Array[]} lines
 * @returns {Box}
 */
const boxOf = (lines) => {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (let n = 0; n < line.length; n += 2) {
      if (line[n] < box[0]) box[0] = line[n];
      if (line[n] > box[2]) box[2] = line[n];
      if (line[n + 1] < box[1]) box[1] = line[n + 1];
      if (line[n + 1] > box[3]) box[3] = line[n + 1];
    }
  }
  return box;
};

/**
 * @param {GeoJSON.Geometry | null} geometry
 * @param {(lon: number) => number} turnOf Degrees that bring a longitude to the copy of the world on screen.
 * @returns {Shape}
 */
export const makeShape = (geometry, turnOf = () => 0) => {
  const all = simpleOnes(geometry);
  const turn = all.length ? turnOf(firstLongitude(all[0])) : 0;
  /** @type {Shape} */
  const shape = { rings: [], paths: [], points: new Float64Array(), box: [0, 0, 0, 0] };
  /** @type {GeoJSON.Position[]} */
  const points = [];
  for (const each of all) {
    if (each.type === "Polygon") shape.rings.push(...flattenRings(each.coordinates, turn));
    else if (each.type === "MultiPolygon") {
      for (const rings of each.coordinates) shape.rings.push(...flattenRings(rings, turn));
    } else if (each.type === "LineString") shape.paths.push(flatten(each.coordinates, turn));
    else if (each.type === "MultiLineString") {
      for (const path of each.coordinates) shape.paths.push(flatten(path, turn));
    } else if (each.type === "Point") points.push(each.coordinates);
    else if (each.type === "MultiPoint") for (const position of each.coordinates) points.push(position);
  }
  shape.points = flatten(points, turn);
  shape.box = boxOf([...shape.rings, ...shape.paths, shape.points]);
  return shape;
};

/** @param {Box} a @param {Box} b */
export const overlaps = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/**
 * Whether a ray to the east crosses the rings an odd number of times.
 * @param {Float64Array[]} rings
 * @param {number} x
 * @param {number} y
 */
export const isWithin = (rings, x, y) => {
  let within = false;
  for (const ring of rings) {
    for (let n = 0, m = ring.length - 2; n < ring.length; m = n, n += 2) {
      const [ax, ay, bx, by] = [ring[n], ring[n + 1], ring[m], ring[m + 1]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
    }
  }
  return within;
};

/**
 * The square of the distance between a point and a line.
 * @param {Float64Array} line
 * @param {number} x
 * @param {number} y
 */
const squareDistance = (line, x, y) => {
  let least = Infinity;
  for (let n = 0; n < line.length; n += 2) {
    const m = Math.max(0, n - 2);
    const [dx, dy] = [line[n] - line[m], line[n + 1] - line[m + 1]];
    const along = ((x - line[m]) * dx + (y - line[m + 1]) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.max(0, Math.min(1, along));
    least = Math.min(least, (line[m] + t * dx - x) ** 2 + (line[m + 1] + t * dy - y) ** 2);
  }
  return least;
};

/**
 * Whether a shape lies at a point, or a line or a mark of it within reach.
 * @param {Shape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
export const isHit = ({ rings, paths, points, box }, x, y, reach) => {
  if (x < box[0] - reach || x > box[2] + reach || y < box[1] - reach || y > box[3] + reach) return false;
  for (let n = 0; n < points.length; n += 2) {
    if ((points[n] - x) ** 2 + (points[n + 1] - y) ** 2 <= reach ** 2) return true;
  }
  return isWithin(rings, x, y) || [...paths, ...rings].some((each) => squareDistance(each, x, y) <= (reach / 2) ** 2);
};
