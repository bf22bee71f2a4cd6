/* Tables as text, of which two columns are longitude and latitude; read without the server only where
   their names leave nothing open (geo/reading/column_choice.py). */
import { Unclear } from "./offline_faults.js";
import { hasDecimalCommas, readDegrees } from "./read_numbers.js";

/** @typedef {import("./offline_faults.js").Found} Found */

const PAIRS = [
  ["longitude", "latitude"],
  ["lon", "lat"],
  ["lng", "lat"],
  ["long", "lat"],
  ["经度", "纬度"],
];
const SEPARATORS = ["\t", ";", "；", "|", ",", "，"];

/**
 * The rows of a text with separators, quotation marks around fields as in RFC 4180.
 * @param {string} text
 * @param {string} separator
 */
export const splitRows = (text, separator) => {
  /** @type {string[][]} */
  const rows = [];
  let row = [""];
  let isQuoted = false;
  for (let n = 0; n < text.length; n += 1) {
    const each = text[n];
    const last = row.length - 1;
    if (isQuoted) {
      const isDoubled = each === '"' && text[n + 1] === '"';
      if (each !== '"' || isDoubled) row[last] += each;
      else isQuoted = false;
      if (isDoubled) n += 1;
    } else if (each === '"' && !row[last]) isQuoted = true;
    else if (each === separator) row.push("");
    else if (each === "\n" || each === "\r") {
      if (row.length > 1 || row[0]) rows.push(row);
      row = [""];
    } else row[last] += each;
  }
  if (isQuoted) throw new Unclear("offlineDamaged");
  if (row.length > 1 || row[0]) rows.push(row);
  return rows;
};

/** @param {string} header */
const findSeparator = (header) => {
  const counts = SEPARATORS.map((each) => header.split(each).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))];
};

/** @param {string[]} names */
const findPair = (names) => {
  const plain = names.map((each) => each.trim().toLowerCase());
  const pairs = PAIRS.map((pair) => pair.map((name) => plain.indexOf(name))).filter(([x, y]) => x >= 0 && y >= 0);
  const isRepeated = new Set(plain).size < plain.length;
  if (pairs.length !== 1 || isRepeated) throw new Unclear("offlineColumns");
  return pairs[0];
};

/**
 * @param {string} text
 * @returns {Found}
 */
export const readTable = (text) => {
  const [header = ""] = text.split(/[\r\n]/, 1);
  const [names, ...rows] = splitRows(text, findSeparator(header));
  const [x, y] = findPair(names ?? []);
  const decimalComma = hasDecimalCommas(rows.flatMap((row) => [row[x] ?? "", row[y] ?? ""]));
  /** @type {Found} */
  const found = { format: "CSV", features: [], leftOut: [] };
  for (const [n, row] of rows.entries()) {
    const [lon, lat] = [x, y].map((place) => readDegrees(row[place] ?? "", decimalComma));
    if (row.length === names.length && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
      const properties = Object.fromEntries(names.map((name, place) => [name, row[place]]));
      found.features.push({ geometry: { type: "Point", coordinates: [lon, lat] }, properties });
    } else found.leftOut.push({ row: n + 1, raw: row.join(", ") });
  }
  if (found.leftOut.length > found.features.length) throw new Unclear("offlineColumns"); // swapped, or metres
  return found;
};
