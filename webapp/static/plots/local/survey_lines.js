/* Lines of a survey: a heading of columns, and corners numbered J1, J2, …, as the server reads them
   (webapp/plots/pasted_survey.py, pasted_corners.py). Metres wait for the server, which knows their system. */
import { Unclear } from "./offline_faults.js";

/** @typedef {{ lonlat: number[], name: string }} Place */

const POINT = /^(?:(?:界址|拐|角)?点(?:编|序|名)?号?|序号|编号|no\.?|point(?: ?(?:no|number|id)\.?)?|corner|id)$/i;
const UNIT = String.raw`(?:\((?:m|米|°|度)\)|/m|米)?`;
const NORTH = new RegExp(`^(?:(?:x|n|北|纵)(?:坐标)?${UNIT}|northing${UNIT}|纬度${UNIT}|lat(?:itude)?)$`, "i");
const EAST = new RegExp(`^(?:(?:y|e|东|横)(?:坐标)?${UNIT}|easting${UNIT}|经度${UNIT}|lon(?:gitude)?|lng)$`, "i");
const METRES =
  /(?<![\w.+-])(?:[XY](?:坐标)?[ \t]*[=:][ \t]*)?\d{5,}(?:\.\d+)?(?:[ \t]*(?:米|公尺|m(?![\w²³^])))?(?![\w.%])/gi;
const LEAST_CORNERS = 3;

/** @param {string} line */
const isHeading = (line) => {
  const cells = line
    .normalize("NFKC")
    .trim()
    .split(/[ \t]*[\t,;、][ \t]*|[ \t]+/);
  if (cells.length === 3 && POINT.test(cells[0])) cells.shift();
  const [first, second] = cells;
  if (cells.length !== 2) return false;
  return (NORTH.test(first) && EAST.test(second)) || (EAST.test(first) && NORTH.test(second));
};

/**
 * Lines without one that heads the number of a point and its two coordinates, where spaces separate them or
 * all are corners: another one is read as a table.
 * @param {string[]} lines
 * @throws {Unclear} Of metres.
 */
export const takeSurvey = (lines) => {
  const rest = lines.length > 1 && isHeading(lines[0]) ? lines.slice(1) : lines;
  const first = rest[0]?.normalize("NFKC") ?? "";
  if (!first.includes("://") && (first.match(METRES)?.length ?? 0) > 1) throw new Unclear("offlineCrs");
  const isTable = /[\t,;，；、]/.test(lines[0] ?? "") && !rest.every((each) => /^J\d/i.test(each.trim()));
  return isTable ? lines : rest;
};

/**
 * Whether places are the corners of one plot, numbered in their order; the last may be the first again.
 * @param {Place[]} places
 */
export const areCorners = (places) => {
  const numbers = places.map(({ name }) => Number(/^J(\d{1,6})$/i.exec(name)?.[1] ?? NaN));
  if (places.length < LEAST_CORNERS || numbers.some(Number.isNaN)) return false;
  const last = numbers.length - 1;
  return numbers.every((each, n) => !n || numbers[n - 1] < each || (n === last && each === numbers[0]));
};
