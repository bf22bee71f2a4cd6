/* Lines that begin with the number of a point: "1,105.44,28.9", "(2) 105.44 28.9". The server reads them in the same
   way, and why is said there (webapp/plots/pasted_numbers.py). */
import { Unclear } from "./offline_faults.js";
import { hasDecimalCommas, readDegrees } from "./read_numbers.js";

/** @typedef {import("./offline_faults.js").Found} Found */

const AFTER = String.raw`[ \t]*(?:[.][ \t]+|[)、:][ \t]*)`;
const MARKED = String.raw`[(][ \t]*\d{1,6}[ \t]*[)]|[①-⑳㉑-㉟㊱-㊿]|第[ \t]*\d{1,6}[ \t]*[号个]?点?|\d{1,6}(?=${AFTER})`;
const LEAD = new RegExp(
  String.raw`^(?:(${MARKED})(?:${AFTER})?[ \t,;]*|(\d{1,6})(?:[ \t]*[,;][ \t]*|[ \t]+))([-+\dEWNSewns东西南北.].*)$`,
);
const SEPARATORS = ["\t", ";", "、", ", ", ",", /\s+/];
const NEAR_DEG = 5;

/** @param {string} line */
const simplify = (line) =>
  line
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[−‒–]/g, "-")
    .replace(/[\u00a0\u2007\u2009\u202f\u3000]/g, " ")
    .trim();

/**
 * Lines of degrees, minutes and seconds with nothing but spaces between all of them.
 * @param {string[]} lines
 */
const splitHalves = (lines) =>
  lines.map((line) => {
    const words = line.trim().split(/\s+/);
    const half = words.length / 2;
    return half >= 2 && half % 1 === 0 ? [words.slice(0, half).join(" "), words.slice(half).join(" ")] : [];
  });

/**
 * @param {string[]} rests
 * @returns {{ cells: string[][], xy: number[][] } | null}
 */
const splitRests = (rests) => {
  const plain = rests.map((each) => each.replace(/^[[\](),;]+|[[\](),;]+$/g, ""));
  const split = SEPARATORS.map((each) => plain.map((line) => line.split(each).map((cell) => cell.trim())));
  for (const cells of [splitHalves(plain), ...split]) {
    const count = cells[0].length;
    if (cells === split.at(-1) && count > 3) continue; // may be degrees and minutes
    if (count < 2 || cells.some((row) => row.length !== count)) continue;
    const isComma = hasDecimalCommas(cells.flatMap((row) => row.slice(0, 2)));
    const xy = cells.map((row) => row.slice(0, 2).map((cell) => readDegrees(cell, isComma)));
    if (xy.flat().every(Number.isFinite)) return { cells, xy };
  }
  return null;
};

/** @param {number[]} pair */
const isPlace = (pair) => {
  const [least, most] = pair.map(Math.abs).sort((a, b) => a - b);
  return (least <= 90 && most <= 180) || least >= 1e4;
};

/**
 * @param {number[][]} pairs
 * @param {Served.Point} near
 */
const areNear = (pairs, [lat, lon]) => {
  /** @param {number} a @param {number} b */
  const isWithin = (a, b) => Math.abs(a) <= NEAR_DEG && Math.abs(b) <= NEAR_DEG;
  return pairs.every(([a, b]) => isWithin(a - lat, b - lon) || isWithin(a - lon, b - lat) || Math.min(a, b) >= 1e4);
};

/**
 * Whether numbers count from 0 or 1, or with leading zeros; the last may be the first again.
 * @param {string[]} numbers
 */
const isCount = (numbers) => {
  const values = numbers.map(Number);
  const isClosed = values.length > 2 && values.at(-1) === values[0];
  const open = isClosed ? values.slice(0, -1) : values;
  const isRunning = open.length > 1 && open.slice(1).every((each, n) => each === open[n] + 1);
  return isRunning && (values[0] <= 1 || numbers.some((each) => /^0\d/.test(each)));
};

/**
 * @param {string[]} numbers
 * @param {number[][]} xy
 * @param {Served.Point} near
 */
const isNumbering = (numbers, xy, near) => {
  if (!xy.every(isPlace)) return false;
  const others = xy.map(([x], n) => [Number(numbers[n]), x]);
  if (!others.every(isPlace) || isCount(numbers)) return true;
  const [isNear, isOtherNear] = [areNear(xy, near), areNear(others, near)];
  if (isNear === isOtherNear) throw new Unclear("offlineNumbers");
  return isNear;
};

/**
 * Longitude and latitude: what is beyond 90 is the longitude, else the first of each line.
 * @param {number[][]} xy
 */
const order = (xy) => {
  const [first, second] = [0, 1].map((n) => Math.max(...xy.map((pair) => Math.abs(pair[n]))));
  if (first > 360 || second > 360) throw new Unclear("offlineCrs");
  return first <= 90 && second > 90 && second <= 180 ? xy.map(([lat, lon]) => [lon, lat]) : xy;
};

/**
 * Null for lines of another kind.
 * @param {string[]} lines
 * @param {Served.Point} near
 * @returns {Found | null}
 */
export const readNumbered = (lines, near) => {
  const leads = lines.map((line) => LEAD.exec(simplify(line)) ?? []);
  if (!lines.length || !leads.every(([whole]) => whole)) return null;
  const rests = splitRests(leads.map(([, , , rest]) => rest));
  if (!rests) return null;
  const numbers = leads.map(([, marked, plain]) => (marked ?? plain).replace(/[ ()]/g, ""));
  const { cells, xy } = rests;
  if (!leads.every(([, marked]) => marked) && !isNumbering(numbers, xy, near)) return null;
  const lonlat = order(xy);
  if (lonlat.some(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)) throw new Unclear("offlineFormat");
  const others = cells[0].map((_cell, n) => n).slice(2);
  const isText = others.map((n) => !cells.every((row) => Number.isFinite(readDegrees(row[n]))));
  const text = others[isText.indexOf(true)];
  const told = isText.includes(false) ? ["pointNumbers", "besideNumbers"] : ["pointNumbers"];
  const isClosed = lonlat.length > 3 && String(lonlat[0]) === String(lonlat.at(-1));
  if (isClosed && text === undefined) {
    return {
      format: "TXT",
      features: [{ geometry: { type: "Polygon", coordinates: [lonlat] }, properties: {} }],
      leftOut: [],
      told,
    };
  }
  const features = lonlat.map((coordinates, row) => {
    const beside = others.filter((n) => n !== text).map((n) => [`column ${n + 2}`, cells[row][n]]);
    const named = text === undefined ? { name: numbers[row] } : { name: cells[row][text], "column 1": numbers[row] };
    const properties = { ...named, ...Object.fromEntries(beside) };
    return { geometry: /** @type {GeoJSON.Geometry} */ ({ type: "Point", coordinates }), properties };
  });
  return { format: "TXT", features, leftOut: [], told };
};
