/* What is said of a plot in numbers and words. */
import { fill, formatAreas } from "../lib/format.js";

/** @typedef {import("../lib/format.js").Page} Page */

export const M2_PER_MU = 2000 / 3;
export const MOST_NAMED = 3; // of several, as in maps/content/distance_matrix.py

/**
 * @param {string[]} names The first of them.
 * @param {number} count Of all.
 * @param {Page} page
 */
export const joinNamed = (names, count, { messages }) => {
  const parts = names.join(messages.nameGap);
  return count > names.length ? fill(messages.andMore, { parts, count: String(count - names.length) }) : parts;
};

/**
 * A number with all the digits that it has, up to so many decimals; – without one.
 * @param {number | null | undefined} value
 * @param {Page} page
 * @param {number} [most]
 * @param {number} [least]
 */
export const formatNumber = (value, { lang }, most = 4, least = 0) =>
  value === null || value === undefined || Number.isNaN(value)
    ? "–"
    : new Intl.NumberFormat(lang, { maximumFractionDigits: most, minimumFractionDigits: least })
        .format(value)
        .replace("-", "−");

/**
 * What was drawn by hand in one unit, to the digits that the rule for areas gives it in any (formatAreas).
 * @param {number | null} value In that unit.
 * @param {{ name: string, size: number }} unit
 * @param {Page} page
 */
export const formatDrawn = (value, unit, page) => {
  if (value === null) return "–";
  const size = value * unit.size;
  const areas = formatAreas(size, page);
  const own = areas.find((each) => each.endsWith(` ${unit.name}`));
  if (own) return own.slice(0, -unit.name.length - 1);
  const step = areas[0].endsWith("km²") ? 1e4 : areas[0].endsWith("ha") ? 100 : 1; // of the last digit, in m²
  return formatNumber((Math.round(size / step) * step) / unit.size, page);
};

/**
 * How many decimals of a percentage a share supports: a strip as wide as the outline is uncertain, along
 * one side of the plot, is what it may be off by.
 * @param {Served.InspectedRow} row
 */
const countDecimals = ({ area_m2, nearest }) => {
  const doubt_m = nearest?.uncertainty_m ?? null;
  if (doubt_m === null || !area_m2) return 1;
  const percent = (100 * doubt_m) / Math.sqrt(area_m2);
  return percent >= 1 ? 0 : percent >= 0.1 ? 1 : 2;
};

/**
 * Whole numbers that add up as the values do.
 * @param {number[]} values
 */
const roundTogether = (values) => {
  const rounded = values.map(Math.floor);
  const left = Math.round(values.reduce((sum, each) => sum + each, 0)) - rounded.reduce((sum, each) => sum + each, 0);
  const places = values.map((_each, n) => n).sort((a, b) => values[b] - rounded[b] - values[a] + rounded[a]);
  for (const n of places.slice(0, left)) rounded[n] += 1;
  return rounded;
};

const SAME = 1e-6; // of a share, by which two may differ and be the same; maps/content/shares.py has the same

/**
 * Whether enough of it lies outside all parts to be told.
 * @param {Served.InspectedRow} row
 */
export const tellsOutside = ({ outside_share }) => (outside_share ?? 0) > SAME;

/**
 * The shares of a row in the parts, and that outside them, in percent; "" of a part that it touches, or of
 * what has no area.
 * @param {Served.InspectedRow} row
 * @param {Page} page
 */
export const formatShares = (row, page) => {
  const decimals = countDecimals(row);
  const unit = 10 ** decimals;
  const shares = [
    ...row.parts.map(({ share, is_touch }) => (is_touch ? null : share)),
    tellsOutside(row) ? row.outside_share : null,
  ];
  const rounded = roundTogether(shares.map((each) => (each ?? 0) * 100 * unit));
  const texts = shares.map((each, n) => {
    if (each === null) return "";
    const least = 1 / unit; // neither 0 nor 100 % of what lies on both sides
    if (!rounded[n] && each > 0) return `<${formatNumber(least, page, decimals)}%`;
    if (rounded[n] === 100 * unit && each < 1 - SAME) return `>${formatNumber(100 - least, page, decimals)}%`;
    return `${formatNumber(rounded[n] / unit, page, decimals)}%`;
  });
  return { parts: texts.slice(0, -1), outside: texts.at(-1) ?? "" };
};

/** @param {Served.InspectedRow["parts"][number]} part */
const isRest = ({ share, overlap_share }) => (overlap_share ?? 0) - (share ?? 0) > SAME;

/**
 * What a part is called in a list of shares: the rest of it, where what lies in parts inside is told apart.
 * @param {Served.InspectedRow["parts"][number]} part
 * @param {Page} page
 */
export const namePart = (part, { messages }) => {
  const { name } = part;
  if (part.is_touch) return fill(messages.touches, { name });
  return isRest(part) ? fill(messages.restOf, { name }) : name;
};

/**
 * The innermost parts first: what is asked for is seen where the list is cut.
 * @param {Served.InspectedRow} row
 * @param {Page} page
 */
export const formatParts = (row, page) => {
  const { messages } = page;
  const shares = formatShares(row, page);
  if (row.kind === "line" || (row.kind === "plot" && row.area_m2 === null)) return "–"; // not measured in parts
  if (!row.parts.length && row.possible_parts?.length) {
    const names = row.possible_parts.slice(0, MOST_NAMED).map(({ name }) => name);
    const said = row.kind === "plot" ? messages.outsideOverlap : messages.outsidePerhaps;
    return fill(said, { parts: joinNamed(names, row.possible_parts.length, page) });
  }
  /** @param {boolean} rest */
  const say = (rest) =>
    row.parts.flatMap((part, n) =>
      isRest(part) === rest ? [namePart(part, page), shares.parts[n]].filter(Boolean).join(" ") : [],
    );
  const said = [...say(false), ...say(true)];
  if (tellsOutside(row)) said.push(`${messages.outside} ${shares.outside}`);
  return said.join(messages.comma) || messages.outside;
};

/**
 * In which parts something lies, no surer than that is: the first thing that is said of it.
 * @param {Served.InspectedRow} row
 * @param {Page} page
 */
export const tellParts = (row, page) => {
  const { messages } = page;
  const [part, ...others] = row.parts.filter(({ is_touch, share }) => !is_touch && (share ?? 1) > SAME);
  const isSeveral = others.length > 0 || tellsOutside(row);
  if (!part || isSeveral || isRest(part)) {
    const shares = formatParts(row, page);
    return isSeveral ? `${messages[row.verdict]} · ${shares}` : shares;
  }
  const said = { certain: messages.liesCertain, possible: messages.liesPossible, not_known: messages.liesNotKnown };
  return fill(said[row.verdict], { parts: part.name });
};

/**
 * The county, with its doubt where it is not certain.
 * @param {Served.InspectedRow} row
 * @param {Page} page
 */
export const formatCounty = ({ county, county_verdict: verdict }, { messages }) => {
  if (!county) return "–";
  return verdict && verdict !== "certain"
    ? fill(messages.doubtful, { name: county, doubt: messages[verdict] })
    : county;
};

/** @param {Served.LonLat | undefined} at */
export const formatPoint = (at) => (at ? `${at[1].toFixed(6)}, ${at[0].toFixed(6)}` : "–");

/** @param {unknown} value */
export const formatOwn = (value) => {
  if (value === null || value === undefined) return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
