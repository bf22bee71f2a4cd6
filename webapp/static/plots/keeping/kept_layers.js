/* Which layers may be kept, and what of what was kept can still be used: an older version of the site, or
   a full disk, may have left anything there. */

const KINDS = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"];
const ORIGINS = ["file", "paste", "drawn", "link"];

/**
 * @param {unknown} positions
 * @returns {boolean}
 */
const areNumbers = (positions) =>
  Array.isArray(positions) && positions.length > 0
    ? positions.every((each) => (Array.isArray(each) ? areNumbers(each) : Number.isFinite(each)))
    : false;

/**
 * @param {unknown} geometry
 * @returns {boolean}
 */
const isGeometry = (geometry) => {
  const { type, coordinates, geometries } = /** @type {any} */ (geometry ?? {});
  if (type === "GeometryCollection") return Array.isArray(geometries) && geometries.every(isGeometry);
  return KINDS.includes(type) && areNumbers(coordinates);
};

/** @type {WeakSet<object>} Lists of features that are shapes, which are not changed but replaced. */
const known = new WeakSet();

/** @param {unknown} features */
const areShapes = (features) => {
  if (!Array.isArray(features)) return false;
  if (known.has(features)) return true;
  const areSound = features.every((each) => isGeometry(each?.geometry));
  if (areSound) known.add(features);
  return areSound;
};

/**
 * Whether all of a layer's features are shapes.
 * @param {unknown} layer
 * @returns {boolean}
 */
export const isSound = (layer) => {
  const { name, origin, features, rows } = /** @type {any} */ (layer ?? {});
  if (typeof name !== "string" || !ORIGINS.includes(origin) || !Array.isArray(rows)) return false;
  return areShapes(features);
};

/**
 * What was kept; null for nothing.
 * @param {unknown} value
 * @returns {import("./keep.js").Kept | null}
 */
export const readKept = (value) => {
  const { layers, sketch, when } = /** @type {any} */ (value ?? {});
  const sound = Array.isArray(layers) ? layers.filter(isSound) : [];
  const isSketch = ["site", "line", "area"].includes(sketch?.kind) && areNumbers(sketch.points);
  if (!sound.length && !isSketch) return null;
  return { layers: sound, sketch: isSketch ? sketch : null, when: Number.isFinite(when) ? when : Date.now() };
};
