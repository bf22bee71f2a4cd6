/* Lines of a survey: a heading of columns, and corners numbered J1, J2, …, as the server reads them
   (webapp/plots/pasted_heading.py, pasted_survey.py, pasted_corners.py). Metres wait for the server, which knows
   their system. */
import { Unclear } from "./offline_faults.js";

/** @typedef {{ lonlat: number[], name: string }} Place */

const POINT = /^(?:(?:界址|拐|角)?点(?:编|序|名)?号?|序号|编号|no\.?|point(?: ?(?:no|number|id)\.?)?|corner|id)$/i;
const KM = String.raw`\((?:km|公里|千米)\)|/km`;
const UNIT = String.raw`(?:\((?:m|米|°|度)\)|/m|米|${KM})?`;
const NORTH = new RegExp(`^(?:(?:x|n|北|纵)(?:坐标)?${UNIT}|northing${UNIT}|纬度${UNIT}|lat(?:itude)?)$`, "i");
const EAST = new RegExp(`^(?:(?:y|e|东|横)(?:坐标)?${UNIT}|easting${UNIT}|经度${UNIT}|lon(?:gitude)?|lng)$`, "i");
const METRES =
  /(?<![\w.+-])(?:[XY](?:坐标)?[ \t]*[=:][ \t]*)?\d{5,}(?:\.\d+)?(?:[ \t]*(?:米|公尺|m(?![\w²³^])))?(?![\w.%])/gi;
const BESIDE = new RegExp(
  `^(?:h|z|s|d|高程?|标高|大地高|正常高|边长|间距|距离|(?:坐标)?方位角|备注|heights?|elevation|length` +
    `|distance|side(?: length)?|bearing|remarks?|notes?)${UNIT}$`,
  "i",
);
const MILLIONS = /(?<![\w.,+-])\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?(?![\w.,])/;
const LINK = /^(?:J?\d{1,6}[ :、]+)?[-+]?\d+(?:[.]\d+)?(?:[ \t]*,[ \t]*|[ \t]+)[-+]?\d+[.]\d+$/i;
const LEAST_CORNERS = 3;

/** @param {string} line */
const cut = (line) =>
  line
    .normalize("NFKC")
    .trim()
    .split(/[ \t]*[\t,;、][ \t]*|[ \t]+/);

/**
 * The places of a point's number and of its two coordinates, in their order, in a heading; null for another line.
 * @param {string} line
 */
const readHeading = (line) => {
  const cells = cut(line);
  /** @param {RegExp} form */
  const find = (form) => cells.flatMap((each, n) => (form.test(each) ? [n] : []));
  const [north, east, numbers] = [NORTH, EAST, POINT].map(find);
  if (north.length !== 1 || east.length !== 1 || Math.abs(north[0] - east[0]) !== 1) return null;
  const used = [...north, ...east, ...numbers];
  const others = cells.filter((_, n) => !used.includes(n));
  if ((others.length && !numbers.length) || !others.every((each) => BESIDE.test(each))) return null;
  const pair = [north[0], east[0]].sort((a, b) => a - b);
  const isInKm = pair.every((n) => new RegExp(KM, "i").test(cells[n]));
  return { cells: cells.length, number: numbers.at(-1) ?? -1, pair, isInKm };
};

/**
 * Corners numbered J1, J2, … below a heading without what is beside them; null for other lines.
 * @param {string[]} lines
 * @param {NonNullable<ReturnType<typeof readHeading>>} heading
 */
const cutCorners = (lines, { cells, number, pair }) => {
  const rows = lines.map(cut);
  const least = Math.max(number, ...pair);
  const isWhole = rows.every((row) => row.length > least && row.length <= cells && /^J\d{1,6}$/i.test(row[number]));
  return cells > 3 && isWhole ? rows.map((row) => [number, ...pair].map((n) => row[n]).join(" ")) : null;
};

/**
 * The positions of one line, which semicolons separate, as lines; others stay as they are.
 * @param {string[]} lines
 */
export const splitChain = (lines) => {
  if (lines.length !== 1) return lines;
  const parts = lines[0].split(/[;；]/).flatMap((each) => each.trim() || []);
  return parts.length > 1 && parts.every((each) => LINK.test(each.normalize("NFKC"))) ? parts : lines;
};

/**
 * Lines without one that heads the number of a point and its two coordinates, where spaces separate them or
 * all are corners: another one is read as a table.
 * @param {string[]} lines
 * @throws {Unclear} Of metres.
 */
export const takeSurvey = (lines) => {
  const heading = lines.length > 1 ? readHeading(lines[0]) : null;
  const below = heading ? lines.slice(1) : lines;
  const rest = (heading && cutCorners(below, heading)) ?? below;
  const first = rest[0]?.normalize("NFKC") ?? "";
  const isPlane = (first.match(METRES)?.length ?? 0) > 1 || MILLIONS.test(first) || heading?.isInKm;
  if (!first.includes("://") && isPlane) throw new Unclear("offlineCrs");
  const isTable = /[\t,;，；、]/.test(lines[0] ?? "") && !rest.every((each) => /^J\d/i.test(each.trim()));
  return isTable ? lines : rest;
};

/**
 * Whether places are the corners of one plot, numbered in their order; the last may be the first again.
 * @param {Place[]} places
 * @throws {Unclear} Of corners of one plot in another order, of which the server tells more.
 */
export const areCorners = (places) => {
  const numbers = places.map(({ name }) => Number(/^J(\d{1,6})$/i.exec(name)?.[1] ?? NaN));
  if (places.length < LEAST_CORNERS || numbers.some(Number.isNaN)) return false;
  const own = numbers[0] === numbers.at(-1) ? numbers.slice(0, -1) : numbers;
  if (new Set(own).size < own.length) return false;
  if (own.some((each, n) => n && own[n - 1] > each)) throw new Unclear("offlineFormat");
  return true;
};
