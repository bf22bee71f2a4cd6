/* The columns of the table of plots: what each says of a row, and what it is sorted by. */
import { fill, formatFar, readOwn } from "../../lib/format.js";
import { formatCounty, formatDrawn, formatNumber, formatOwn, formatParts, formatPoint, M2_PER_MU } from "../words.js";

/** @typedef {Plots.Entry} Entry */
/** @typedef {import("../../lib/format.js").Page} Page */
/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {number} width In rem.
 * @property {(entry: Entry) => string} text
 * @property {(entry: Entry) => string | number | null} order Null goes last.
 * @property {(entry: Entry) => string} [hint]
 * @property {boolean} [isNumber]
 * @property {boolean} [isOwn] Of the file.
 */

const M2 = { name: "m²", size: 1 };
const HECTARE = { name: "ha", size: 10000 };
const MOST_OWN = 12;
const DOUBT = { not_known: 0, possible: 1, certain: 2 };

/** The largest share in one part. @param {Served.InspectedRow} row */
export const largestShare = ({ parts }) => Math.max(0, ...parts.map(({ share }) => share ?? 0));

/**
 * @param {Served.InspectedRow} row
 * @param {string} place
 */
export const distanceTo = ({ distances }, place) => distances.find((each) => each.place === place)?.distance_m ?? null;

/**
 * @param {string} key
 * @param {string} label
 * @param {number} width
 * @param {(row: Served.InspectedRow) => number | null} measure
 * @param {Page} page
 * @param {number} [most]
 * @param {number} [least]
 * @param {number | { name: string, size: number }} [drawn] The most decimals of what was drawn by hand, or its unit.
 * @returns {Column}
 */
const numeric = (key, label, width, measure, page, most = 4, least = 0, drawn = most) => ({
  key,
  label,
  width,
  isNumber: true,
  text: ({ row, layer }) => {
    if (layer.origin !== "drawn") return formatNumber(measure(row), page, most, least);
    if (typeof drawn !== "number") return formatDrawn(measure(row), drawn, page);
    return formatNumber(measure(row), page, drawn, Math.min(least, drawn));
  },
  order: ({ row }) => measure(row),
});

/** @param {number | null} value @param {number} unit */
const per = (value, unit) => (value === null ? null : value / unit);
/**
 * The columns of every table.
 * @param {Page} page
 * @param {string} datum Which coordinates of the point inside: a key of `inside_point`.
 * @returns {Column[]}
 */
const usualColumns = (page, datum) => {
  const { messages } = page;
  const at = /** @type {"wgs84"} */ (datum);
  const mu = { name: messages.mu, size: M2_PER_MU };
  return [
    {
      key: "number",
      label: messages.number,
      width: 6,
      text: ({ row }) => String(row.number),
      order: ({ row }) => row.number,
      isNumber: true,
    },
    {
      key: "name",
      label: messages.name,
      width: 10,
      text: ({ row }) => row.name || "–",
      order: ({ row }) => row.name || null,
    },
    {
      key: "verdict",
      label: messages.verdict,
      width: 6.6,
      text: ({ row }) => messages[row.verdict],
      hint: ({ row }) => row.reason,
      order: ({ row }) => DOUBT[row.verdict],
    },
    {
      key: "parts",
      label: messages.parts,
      width: 17,
      text: ({ row }) => formatParts(row, page),
      hint: ({ row }) => formatParts(row, page),
      order: ({ row }) => row.parts[0]?.name ?? null,
    },
    numeric("area", messages.areaM2, 8, (row) => row.area_m2, page, 2, 2, M2),
    numeric("hectares", messages.areaHa, 6, (row) => per(row.area_m2, HECTARE.size), page, 4, 4, HECTARE),
    numeric("mu", messages.areaMu, 6, (row) => per(row.area_m2, M2_PER_MU), page, 2, 2, mu),
    numeric("stated", messages.stated, 7.5, (row) => row.stated_area_m2, page, 2),
    numeric("difference", messages.differenceM2, 7, (row) => row.stated_difference_m2, page, 2),
    {
      ...numeric("plane", messages.planeAreaM2, 8, (row) => row.plane_area_m2, page, 2, 2, M2),
      hint: ({ row }) => row.plane_crs ?? "",
    },
    numeric("length", messages.lengthM, 7, (row) => row.length_m, page, 2, 0, 0),
    {
      key: "county",
      label: messages.county,
      width: 7,
      text: ({ row }) => formatCounty(row, page),
      order: ({ row }) => row.county,
    },
    {
      key: "inside",
      label: messages.insidePoint,
      width: 13,
      text: ({ row }) => formatPoint(row.inside_point?.[at]),
      order: ({ row }) => row.inside_point?.[at][0] ?? null,
    },
    {
      key: "nearest",
      label: messages.nearestEdge,
      width: 15,
      text: ({ row: { nearest } }) => (nearest ? `${nearest.name} ${formatFar(nearest, page)}` : "–"),
      hint: ({ row }) => row.nearest?.name ?? "",
      order: ({ row }) => row.nearest?.distance_m ?? null,
    },
  ];
};

/**
 * A straight-line distance with its uncertainty, as far as that supports its digits.
 * @param {string} place
 * @param {string} name
 * @param {Page} page
 * @returns {Column}
 */
const distanceColumn = (place, name, page) => ({
  key: `to:${place}`,
  label: name,
  width: 9,
  isNumber: true,
  text: ({ row }) => {
    const found = row.distances.find((each) => each.place === place);
    return found ? formatFar(found, page) : "–";
  },
  order: ({ row }) => distanceTo(row, place),
});

/** The way to a place by car. @param {Served.InspectedRow} row @param {string} place */
const findWay = ({ roads }, place) =>
  roads?.ways.find((each) => each.place === place && each.vehicle === "car" && each.direction === "to");

/**
 * Length and time by road, computed by the server; the hint says what they rest on.
 * @param {string} place
 * @param {string} name
 * @param {Page} page
 * @returns {Column}
 */
const roadColumn = (place, name, { messages }) => ({
  key: `road:${place}`,
  label: fill(messages.roadTo, { place: name }),
  width: 11,
  isNumber: true,
  text: ({ row }) => findWay(row, place)?.text ?? "–",
  hint: ({ row }) => [findWay(row, place)?.description ?? "", ...(row.roads?.notes ?? [])].join("\n"),
  order: ({ row }) => findWay(row, place)?.time_s ?? null,
});

/**
 * @param {Entry[]} entries
 * @returns {Column[]}
 */
const ownColumns = (entries) => {
  const layers = new Set(entries.map(({ layer }) => layer));
  const names = new Set([...layers].flatMap(({ columns }) => columns.map(({ name }) => name)));
  return [...names].slice(0, MOST_OWN).map((name) => ({
    key: `own:${name}`,
    label: name,
    width: 9,
    isOwn: true,
    text: ({ feature }) => formatOwn(readOwn(feature, name)),
    hint: ({ feature }) => formatOwn(readOwn(feature, name)),
    order: ({ feature }) => {
      const value = readOwn(feature, name);
      return typeof value === "number" ? value : value === null || value === undefined ? null : formatOwn(value);
    },
  }));
};

/**
 * The columns of some rows; those in which no row says anything are left out.
 * @param {Entry[]} entries
 * @param {Page} page
 * @param {{ datum: string, hasOwn: boolean }} options
 * @returns {Column[]}
 */
export const columnsOf = (entries, page, { datum, hasOwn }) => {
  const places = new Map(entries.flatMap(({ row }) => row.distances).map(({ place, name }) => [place, name]));
  const distances = [...places].map(([place, name]) => distanceColumn(place, name, page));
  const hasRoads = entries.some(({ row }) => row.roads);
  const byRoad = hasRoads ? [...places].map(([place, name]) => roadColumn(place, name, page)) : [];
  const usual = usualColumns(page, datum).filter(
    ({ key, order }) =>
      ["number", "name", "verdict", "parts"].includes(key) || entries.some((each) => order(each) !== null),
  );
  /** @type {Column} */
  const warnings = {
    key: "warnings",
    label: page.messages.warnings,
    width: 16,
    text: ({ row }) => row.warnings.join(" ") || "–",
    hint: ({ row }) => row.warnings.join("\n"),
    order: ({ row }) => (row.warnings.length ? -row.warnings.length : null),
  };
  const hasWarnings = entries.some(({ row }) => row.warnings.length);
  return [
    ...usual,
    ...distances,
    ...byRoad,
    ...(hasOwn ? ownColumns(entries) : []),
    ...(hasWarnings ? [warnings] : []),
  ];
};

/**
 * Rows in the order of a column; equal ones, and those without a value, as they are numbered.
 * @param {Entry[]} entries
 * @param {Column} column
 * @param {boolean} isDescending
 * @param {string} lang
 */
export const sortRows = (entries, column, isDescending, lang) => {
  const { compare } = new Intl.Collator(lang, { numeric: true });
  const sign = isDescending ? -1 : 1;
  const keyed = entries.map((entry, n) => ({ entry, n, key: column.order(entry) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.n - b.n;
    const isText = typeof a.key === "string" || typeof b.key === "string";
    const by = isText ? compare(String(a.key), String(b.key)) : Number(a.key) - Number(b.key);
    return sign * by || a.n - b.n;
  });
  return keyed.map(({ entry }) => entry);
};
