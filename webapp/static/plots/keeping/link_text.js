/* Plots, sites and lines as text for an address, and back: JSON, gzipped, in the letters of base64url.
   What is read comes from whoever made the address, and is taken for nothing but names and shapes. */

/** @typedef {{ name: string, isDrawn: boolean, features: Plots.Feature[] }} Sent */

const DECIMALS = 7; // 1 cm
const MOST_LETTERS = 16_000; // of an address that is read
const MOST_BYTES = 1_000_000; // unpacked
const MOST_NAME = 200;
const MOST_LAYERS = 20;
const MOST_FEATURES = 500; // of all layers, as the next
const MOST_VERTICES = 2_000;
/** @type {Record<string, number>} How deep the positions of each kind are nested. */
const DEPTHS = { Point: 0, LineString: 1, MultiPoint: 1, Polygon: 2, MultiLineString: 2, MultiPolygon: 3 };

/** Says that a text in an address cannot be read. */
export class UnreadableLink extends Error {}

/**
 * @param {BlobPart} data
 * @param {CompressionStream | DecompressionStream} through
 * @param {number} most
 */
const pass = async (data, through, most) => {
  const reader = new Blob([data]).stream().pipeThrough(through).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new UnreadableLink("too large");
    }
    pieces.push(value);
  }
};

/** @param {Blob} blob */
const toLetters = async (blob) => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const binary = Array.from(bytes, (each) => String.fromCharCode(each)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

/** @param {string} letters */
const fromLetters = (letters) => {
  const binary = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (each) => each.charCodeAt(0));
};

/**
 * Without what an address has no room for: digits beyond a centimetre.
 * @param {unknown} positions
 * @returns {unknown}
 */
const shorten = (positions) =>
  Array.isArray(positions) ? positions.map(shorten) : Number(Number(positions).toFixed(DECIMALS));

/** @param {Plots.Feature} feature */
const countVertices = ({ geometry }) => {
  const depth = DEPTHS[geometry.type];
  return depth && "coordinates" in geometry ? geometry.coordinates.flat(depth - 1).length : 1;
};

/**
 * Whether there are few enough layers, features and vertices for an address.
 * @param {Pick<Plots.Layer, "features">[]} layers
 */
export const areFew = (layers) => {
  const features = layers.flatMap((each) => each.features);
  if (layers.length > MOST_LAYERS || features.length > MOST_FEATURES) return false;
  return features.reduce((sum, each) => sum + countVertices(each), 0) <= MOST_VERTICES;
};

/**
 * Names and shapes of some layers as text; their columns stay behind, and layers without shapes.
 * @param {Pick<Plots.Layer, "name" | "origin" | "features" | "rows">[]} layers
 */
export const packLayers = async (layers) => {
  const packed = layers.flatMap(({ name, origin, features, rows }) => {
    const shapes = features.flatMap(({ geometry, properties }, n) => {
      const named = String(rows[n]?.name || properties?.name || "").slice(0, MOST_NAME);
      return "coordinates" in geometry ? [[named, geometry.type, shorten(geometry.coordinates)]] : [];
    });
    return shapes.length ? [[name, origin === "drawn" ? 1 : 0, shapes]] : [];
  });
  const gzip = new CompressionStream("gzip");
  return toLetters(await pass(JSON.stringify([1, packed]), gzip, Infinity));
};

/**
 * @param {unknown} value
 * @param {number} depth
 * @returns {boolean}
 */
const arePositions = (value, depth) => {
  if (!Array.isArray(value) || !value.length) return false;
  if (depth > 0) return value.every((each) => arePositions(each, depth - 1));
  const [lon, lat, ...more] = value;
  return !more.length && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && [lon, lat].every(Number.isFinite);
};

/**
 * @param {unknown} geometry Of which the positions are positions.
 * @returns {boolean}
 */
const isWhole = (geometry) => {
  const { type, coordinates } = /** @type {{ type: string, coordinates: number[][][][] }} */ (geometry);
  if (type === "LineString") return coordinates.length > 1;
  if (type === "MultiLineString") return coordinates.every((line) => line.length > 1);
  const polygons = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : [];
  return polygons.flat().every((ring) => ring.length > 3 && String(ring[0]) === String(ring.at(-1)));
};

/**
 * @param {unknown} value
 * @param {number} id
 * @returns {Plots.Feature}
 */
const readFeature = (value, id) => {
  const [name, type, coordinates] = Array.isArray(value) ? value : [];
  const isKnown = typeof type === "string" && Object.hasOwn(DEPTHS, type);
  if (typeof name !== "string" || !isKnown || !arePositions(coordinates, DEPTHS[type])) {
    throw new UnreadableLink("not a shape");
  }
  if (!isWhole({ type, coordinates })) throw new UnreadableLink("not a shape");
  const geometry = /** @type {GeoJSON.Geometry} */ ({ type, coordinates });
  return { type: "Feature", id, geometry, properties: { name: name.slice(0, MOST_NAME) } };
};

/**
 * @param {unknown} value
 * @returns {Sent}
 */
const readLayer = (value) => {
  const [name, isDrawn, features] = Array.isArray(value) ? value : [];
  if (typeof name !== "string" || !Array.isArray(features) || !features.length) {
    throw new UnreadableLink("not a layer");
  }
  return { name: name.slice(0, MOST_NAME), isDrawn: isDrawn === 1, features: features.map(readFeature) };
};

/**
 * The layers in a text.
 * @param {string} letters
 * @returns {Promise<Sent[]>}
 * @throws {UnreadableLink} When it is damaged, too large, or says something else.
 */
export const unpackLayers = async (letters) => {
  if (letters.length > MOST_LETTERS) throw new UnreadableLink("too long");
  try {
    const gunzip = new DecompressionStream("gzip");
    const text = await (await pass(fromLetters(letters), gunzip, MOST_BYTES)).text();
    const [version, layers] = JSON.parse(text);
    if (version !== 1 || !Array.isArray(layers)) throw new UnreadableLink("another version");
    if (!layers.length || layers.length > MOST_LAYERS) throw new UnreadableLink("no layers, or too many");
    const sent = layers.map(readLayer);
    if (!areFew(sent)) throw new UnreadableLink("too many shapes");
    return sent;
  } catch (fault) {
    throw fault instanceof UnreadableLink ? fault : new UnreadableLink(String(fault));
  }
};
