/* GeoJSON, KML and WKT in WGS 84 degrees, read by the page itself. */
import { Unclear } from "./offline_faults.js";

/** @typedef {import("./offline_faults.js").Found} Found */
/** @typedef {Found["features"][number]} Feature */

/** @type {Record<string, number>} How deep the positions of each kind are nested. */
const DEPTHS = { Point: 0, LineString: 1, Polygon: 2, MultiLineString: 2, MultiPolygon: 3 };
const DEGREES = /CRS84|EPSG:+(\d*:)?4326$/i;
const MOST_DEPTH = 5;

/**
 * Longitudes and latitudes without heights.
 * @param {unknown} value
 * @param {number} depth
 * @returns {any}
 */
const readPositions = (value, depth) => {
  if (!Array.isArray(value)) throw new Unclear("offlineDamaged");
  if (depth > 0) return value.map((each) => readPositions(each, depth - 1));
  const [lon, lat] = value;
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw new Unclear("offlineDamaged");
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw new Unclear("offlineCrs");
  return [lon, lat];
};

/** @param {number[][]} ring */
const close = (ring) => {
  const closed = String(ring[0]) === String(ring.at(-1)) ? ring : [...ring, ring[0]];
  if (closed.length < 4) throw new Unclear("offlineDamaged");
  return closed;
};

/**
 * @param {string} type
 * @param {unknown} coordinates
 * @returns {GeoJSON.Geometry}
 */
export const makeGeometry = (type, coordinates) => {
  if (!Object.hasOwn(DEPTHS, type)) throw new Unclear("offlineFormat");
  const positions = readPositions(coordinates, DEPTHS[type]);
  if (type === "Polygon") return { type, coordinates: positions.map(close) };
  if (type === "MultiPolygon") {
    return { type, coordinates: positions.map((/** @type {number[][][]} */ each) => each.map(close)) };
  }
  if (!positions.length || (type === "LineString" && positions.length < 2)) throw new Unclear("offlineDamaged");
  return /** @type {GeoJSON.Geometry} */ ({ type, coordinates: positions });
};

/**
 * @param {unknown} value
 * @param {number} [depth]
 * @returns {Feature[]}
 */
const collect = (value, depth = 0) => {
  const { type, features, geometry, geometries, coordinates, properties } = /** @type {any} */ (value ?? {});
  if (depth > MOST_DEPTH) throw new Unclear("offlineDamaged");
  if (type === "FeatureCollection" && Array.isArray(features)) return features.flatMap((e) => collect(e, depth + 1));
  if (type === "Feature" && geometry) {
    return collect(geometry, depth + 1).map((each) => ({ ...each, properties: { ...properties } }));
  }
  if (type === "GeometryCollection" && Array.isArray(geometries)) throw new Unclear("offlineFormat");
  if (typeof type !== "string") throw new Unclear("offlineDamaged");
  return [{ geometry: makeGeometry(type, coordinates), properties: {} }];
};

/**
 * @param {string} text
 * @returns {Found}
 */
export const readGeoJson = (text) => {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unclear("offlineDamaged");
  }
  const crs = value?.crs?.properties?.name;
  if (value?.crs && !DEGREES.test(String(crs))) throw new Unclear("offlineCrs");
  return { format: "GeoJSON", features: collect(value), leftOut: [] };
};

const KINDS = "POINT|LINESTRING|POLYGON|MULTILINESTRING|MULTIPOLYGON";
const WKT = new RegExp(`^(?:SRID=4326;)?\\s*(${KINDS})\\s*(\\([-+\\d.eE,()\\s]*\\))$`, "i");
/** @type {Record<string, string>} */
const NAMES = Object.fromEntries(Object.keys(DEPTHS).map((name) => [name.toUpperCase(), name]));

/** @param {string} line */
export const isWkt = (line) => WKT.test(line.trim());

/**
 * One geometry a line.
 * @param {string} text
 * @returns {Found}
 */
export const readWkt = (text) => {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim());
  const features = lines.map((line) => {
    const [, kind, body] = WKT.exec(line.trim()) ?? [];
    if (!kind) throw new Unclear("offlineFormat");
    const pairs = body.replace(/[^,()]+/g, (numbers) => (numbers.trim() ? `[${numbers.trim().split(/\s+/)}]` : ""));
    const json = pairs.replaceAll("(", "[").replaceAll(")", "]");
    const type = NAMES[kind.toUpperCase()];
    try {
      const coordinates = JSON.parse(json);
      return { geometry: makeGeometry(type, type === "Point" ? coordinates[0] : coordinates), properties: {} };
    } catch (fault) {
      throw fault instanceof Unclear ? fault : new Unclear("offlineDamaged");
    }
  });
  return { format: "WKT", features, leftOut: [] };
};
