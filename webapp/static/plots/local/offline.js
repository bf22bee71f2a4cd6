/* GeoJSON, CSV, KML and pasted text read and measured by the page alone, without a network; what is not
   unambiguous waits for the server. The answer has the form of the server's. */
import { parseCoordinates, readPosition } from "../../lib/coordinates.js";
import { fromGcj02 } from "../../lib/datum.js";
import { splitDatum } from "../../lib/datum_words.js";
import { fill } from "../../lib/format.js";
import { LOCAL } from "../adding/layer.js";
import { measureInTurns } from "../measuring.js";
import { Unclear } from "./offline_faults.js";
import { readNumbered } from "./point_numbers.js";
import { readKml } from "./read_kml.js";
import { pointDecimals } from "./read_numbers.js";
import { isWkt, readGeoJson, readWkt } from "./read_shapes.js";
import { readTable } from "./read_table.js";
import { areCorners, splitChain, takeSurvey } from "./survey_lines.js";

/** @typedef {import("../../app.js").App} App */
/** @typedef {import("./offline_faults.js").Found} Found */

const MOST = 2_000; // features
const MOST_BYTES = 4_000_000;
const MOST_VERTICES = 100_000; // some ten seconds
const MOST_OF_ONE = 10_000; // vertices of a feature, which is measured in one piece: some one second
const BETWEEN = "[\\s,，;；、]+";
const NAME = "(?![NSEW东西南北](?:[\\s\\d]|$))\\p{L}"; // a side is no name
const PAIR = `([+-]?\\d+(?:\\.\\d+)?${BETWEEN}[+-]?\\d+(?:\\.\\d+)?)`;
const NAMED_PAIR = new RegExp(`^(?:(${NAME}[^\\s,，;；、]*)${BETWEEN})?${PAIR}(?:${BETWEEN}(${NAME}.*))?$`, "u");
const MOST_NAMED = 200; // characters of a line with a name: matching takes their square
const NAMES = ["name", "名称", "地块名称", "项目名称", "title", "id", "编号", "地块编号"];

/**
 * @param {Uint8Array} bytes
 * @throws {Unclear} When it may be of several encodings.
 */
export const decode = (bytes) => {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  try {
    const encoding = isUtf16 ? (bytes[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text; // as every letter of UTF-32 would
  } catch {}
  throw new Unclear("offlineEncoding");
};

/** @param {string} line */
const matchNamed = (line) => (line.length > MOST_NAMED ? null : NAMED_PAIR.exec(line.trim()));

/**
 * A pair of numbers with a name before or after it, as people paste them.
 * @param {string} line
 */
const splitName = (line) => {
  const [whole = line, before, pair = line, after] = matchNamed(line) ?? [];
  return before && after ? { pair: whole, name: "" } : { pair, name: before ?? after ?? "" };
};

/** @param {string} text */
const listLines = (text) => text.split(/[\r\n]+/).filter((line) => line.trim());

/**
 * The position of a line in WGS 84, and its name; one in the system of a map that the line or link names is moved.
 * @param {string} line
 * @param {Served.Point} near
 */
const readLine = (line, near) => {
  const { pair, name } = splitName(line);
  const plain = splitDatum(line).datum ? null : parseCoordinates(pointDecimals(pair), near);
  if (plain) return { lonlat: [plain.lon, plain.lat], name };
  const read = readPosition(line.trim(), near);
  if (!read?.at) throw new Unclear("offlineFormat");
  if (read.datum === "bd09") throw new Unclear("offlineCrs");
  const [lat, lon] = read.at;
  return { lonlat: read.datum === "gcj02" ? fromGcj02([lon, lat]) : [lon, lat], name: read.name ?? "" };
};

/**
 * A position a line, with or without a name; nameless corners of which the last repeats the first are an outline.
 * @param {string} text
 * @param {Served.Point} near
 * @returns {Found}
 */
const readLines = (text, near) => {
  const places = listLines(text).map((line) => readLine(line, near));
  const isNumbered = areCorners(places);
  if (!places.length) throw new Unclear("offlineFormat");
  const corners = places.map(({ lonlat }) => lonlat);
  const isClosed = places.length > 3 && String(corners[0]) === String(corners.at(-1));
  if (isNumbered && !isClosed) corners.push(corners[0]);
  /** @type {{ geometry: GeoJSON.Geometry, properties: Record<string, unknown> }[]} */
  const features =
    isNumbered || (isClosed && places.every(({ name }) => !name))
      ? [{ geometry: { type: "Polygon", coordinates: [corners] }, properties: {} }]
      : places.map(({ lonlat, name }) => ({
          geometry: { type: "Point", coordinates: lonlat },
          properties: name ? { name } : {},
        }));
  return { format: "TXT", features, leftOut: [], told: isNumbered ? ["cornerNumbers"] : [] };
};

/**
 * @param {string} raw
 * @param {string} name Of the file; empty for text that was pasted.
 * @param {Served.Point} near
 * @returns {Found}
 */
export const readText = (raw, name, near) => {
  const whole = raw.replace(/^\ufeff/, "").trim();
  if (/^[[{]/.test(whole)) return readGeoJson(whole);
  if (whole.startsWith("<")) return readKml(whole);
  const text = name || isWkt(whole.normalize("NFKC")) ? whole : takeSurvey(splitChain(listLines(whole))).join("\n");
  const [first = ""] = text.split(/[\r\n]/, 1);
  if (isWkt(first.normalize("NFKC"))) return readWkt(text.normalize("NFKC"));
  const numbered = name ? null : readNumbered(listLines(text), near);
  if (numbered) return numbered;
  const isPlaces = !name && (listLines(text).every(matchNamed) || readPosition(first, near)?.at);
  if (isPlaces) return readLines(text, near);
  const isTable =
    /\.(csv|tsv)$/i.test(name) || /\p{L}.*[,，;；\t|]/u.test(first.replace(/[NSEW东西南北经纬度分秒]/gi, ""));
  return isTable ? readTable(text) : readLines(text, near);
};

/** @param {Record<string, unknown>} properties */
const nameOf = (properties) => {
  const keys = new Map(Object.keys(properties).map((key) => [key.trim().toLowerCase(), key]));
  const found = NAMES.map((each) => properties[keys.get(each) ?? ""]).find((each) => each !== undefined && each !== "");
  return found === undefined ? "" : String(found);
};

/**
 * @param {any} positions
 * @returns {number}
 */
const countVertices = (positions) => {
  if (!Array.isArray(positions[0])) return 1;
  let sum = 0;
  for (const each of positions) sum += countVertices(each);
  return sum;
};

/** @param {Found} found */
const isTooLarge = ({ features }) => {
  const counts = features.map(({ geometry }) => ("coordinates" in geometry ? countVertices(geometry.coordinates) : 0));
  const sum = counts.reduce((total, each) => total + each, 0);
  return features.length > MOST || sum > MOST_VERTICES || counts.some((each) => each > MOST_OF_ONE);
};

/**
 * A file's name without its suffix, with spaces for the marks between words, as the server reads it.
 * @param {string} name
 */
export const readName = (name) => {
  const stem = name.replace(/\.[^.]+$/, "");
  return stem.replace(/[\s_-]+/g, " ").trim() || stem;
};

/**
 * @param {App} app
 * @param {string} name
 * @param {Found | Unclear} found
 * @param {AbortSignal} [signal]
 * @returns {Promise<Served.InspectedLayer>}
 */
const makeLayer = async (app, name, found, signal) => {
  const { messages } = app.site;
  const isRefused = found instanceof Unclear;
  const { format, features, leftOut } = isRefused ? { format: "", features: [], leftOut: [] } : found;
  /** @type {Plots.Feature[]} */
  const own = features.map((each, id) => ({ type: "Feature", id, ...each }));
  const measured = await measureInTurns(app, own, signal);
  const rows = measured.map((row, n) => ({ ...row, name: nameOf(own[n].properties) }));
  /** @param {string} kind */
  const count = (kind) => rows.filter((row) => row.kind === kind).length;
  return {
    files: [name],
    name: readName(name) || messages.pasted,
    format,
    layer: "",
    steps: isRefused ? [] : [messages.readHere, ...(found.told ?? []).map((key) => messages[key])],
    warnings: [],
    left_out: leftOut.map(({ row, raw }) => ({ row, raw, reason: messages.offlineRow })),
    refusal: isRefused ? fill(messages[found.message], { name: name || messages.pasted }) : null,
    questions: [],
    columns: Object.keys(own[0]?.properties ?? {}).map((each) => ({ name: each, role: null, unit: null })),
    features: { type: "FeatureCollection", features: own },
    rows,
    totals: {
      features: rows.length,
      plots: count("plot"),
      sites: count("site"),
      lines: count("line"),
      area_m2: rows.reduce((sum, row) => sum + (row.area_m2 ?? 0), 0),
      length_m: rows.reduce((sum, row) => sum + (row.length_m ?? 0), 0),
    },
  };
};

/**
 * Files or pasted text as an answer that the page makes by itself. What it cannot read has a refusal.
 * @param {App} app
 * @param {import("../adding/inspect.js").Source} source
 * @param {AbortSignal} [signal]
 * @returns {Promise<Served.Inspected>}
 */
export const readHere = async (app, { files, text }, signal) => {
  await app.texts();
  const [[south, west], [north, east]] = app.zone.data.bounds.zone;
  /** @type {Served.Point} */
  const near = [(south + north) / 2, (west + east) / 2];
  /** @param {File} file */
  const open = async (file) => {
    if (file.size > MOST_BYTES) throw new Unclear("offlineTooMany");
    return readText(decode(new Uint8Array(await file.arrayBuffer())), file.name, near);
  };
  const paste = async (text = "") => {
    if (text.length > MOST_BYTES) throw new Unclear("offlineTooMany");
    return readText(text, "", near);
  };
  const sources = files
    ? files.map((file) => ({ name: file.name, read: () => open(file) }))
    : [{ name: "", read: () => paste(text) }];
  const layers = [];
  for (const { name, read } of sources) {
    const found = await read().catch((fault) => (fault instanceof Unclear ? fault : new Unclear("offlineDamaged")));
    const isRead = found instanceof Unclear || !isTooLarge(found);
    layers.push(await makeLayer(app, name, isRead ? found : new Unclear("offlineTooMany"), signal));
  }
  return { layers, data_hash: "", method: app.site.messages.measuredHere, made: { version: LOCAL } };
};
