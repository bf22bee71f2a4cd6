/* The table of parts and plots side by side: what the site's page of parts has, of what the browser knows. */
import { element } from "../../lib/dom.js";
import { formatDistance, formatFar, formatSize, keepUnits } from "../../lib/format.js";
import { readColumns } from "./columns.js";
import { rankValues } from "./ranks.js";

/** @typedef {import("./columns.js").Column} Column */
/** @typedef {import("./ranks.js").Bar} Bar */

const SVG = "http://www.w3.org/2000/svg";

/** @param {number} share */
const makeBar = (share) => {
  const bar = document.createElementNS(SVG, "svg");
  const attributes = {
    class: "bar-of-value",
    viewBox: "0 0 100 4",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  };
  for (const [name, value] of Object.entries(attributes)) bar.setAttribute(name, value);
  const filled = document.createElementNS(SVG, "rect");
  filled.setAttribute("width", (100 * share).toFixed(1));
  filled.setAttribute("height", "4");
  bar.append(filled);
  return bar;
};

/**
 * A number with its rank, its bar and those that it is not told from.
 * @param {string} text
 * @param {Bar} bar
 * @param {string} like
 */
const makeMeasure = (text, { share, rank }, like) => {
  const measure = element("span", "measure");
  measure.append(element("span", "number", keepUnits(text)));
  if (rank) measure.append(" ", element("em", "rank", rank));
  const cell = [measure, ...(share === null ? [] : [makeBar(share)])];
  return like ? [...cell, element("span", "quiet alike", like)] : cell;
};

/**
 * @param {string} label
 * @param {Column[]} columns
 * @param {(column: Column, n: number) => (string | Node)[]} tell
 */
const makeRow = (label, columns, tell) => {
  const row = element("tr");
  row.append(Object.assign(element("th", "", label), { scope: "row" }));
  for (const [n, column] of columns.entries()) {
    const cell = element("td");
    cell.dataset.name = column.name; // beside it on a phone
    cell.append(...tell(column, n));
    row.append(cell);
  }
  return row;
};

/**
 * @param {Column[]} columns
 * @param {Bar[]} bars
 * @param {Served.Messages} messages
 */
const tellAlike = (columns, bars, { comparedAlike, comparedList }) => {
  /** @param {Bar} bar */
  const tell = ({ like }) =>
    like.length ? comparedAlike.replace("%(names)s", like.map((at) => columns[at].name).join(comparedList)) : "";
  return bars.map(tell);
};

/** @param {Column[]} columns */
const makeHead = (columns) => {
  const head = element("tr", "stays");
  head.append(element("td"));
  for (const { name, nameLang } of columns) {
    const cell = Object.assign(element("th", "", name), { scope: "col", dir: "auto" });
    if (nameLang) cell.lang = nameLang;
    head.append(cell);
  }
  return head;
};

/**
 * @param {import("../workbench.js").Bench} bench
 * @param {import("../../tools/compare.js").Item[]} chosen
 */
export const makeComparison = (bench, chosen) => {
  const { page } = bench;
  const { messages } = page;
  const { columns, places } = readColumns(bench, chosen);
  const isPair = columns.length === 2;
  const [larger, smaller, farther, nearer] = (isPair ? messages.comparedTwo : messages.comparedMore).split("|");
  const table = element("table", `data comparison ${isPair ? "of-two" : "of-more"}`);
  table.createTHead().append(makeHead(columns));
  const areas = rankValues(
    columns.map(({ area }) => area),
    columns.some(({ isAssumed }) => isAssumed) ? ["", ""] : [larger, smaller],
  );
  const sizes = tellAlike(columns, areas, messages);
  table.createTBody().append(
    makeRow(messages.comparedKind, columns, ({ kind }) => [kind]),
    makeRow(messages.comparedArea, columns, ({ area }, n) =>
      makeMeasure(formatSize(area.value, page), areas[n], sizes[n]),
    ),
    makeRow(messages.comparedWhere, columns, ({ where }) => [where]),
  );
  const section = Object.assign(element("th", "", messages.distances), {
    colSpan: columns.length + 1,
    scope: "rowgroup",
  });
  const heading = element("tr", "section");
  heading.append(section);
  const rows = places.map(({ name }, at) => {
    const bars = rankValues(
      columns.map(({ far }) => far[at]),
      [farther, nearer],
    );
    const like = tellAlike(columns, bars, messages);
    return makeRow(name, columns, ({ far }, n) => {
      const { value, doubt: uncertainty_m } = far[at];
      const said = value === null ? "–" : formatDistance(value, page, { uncertainty_m });
      const whole = value === null ? "" : formatFar({ distance_m: value, uncertainty_m }, page);
      const cell = makeMeasure(said, bars[n], like[n]);
      const off = whole.slice(said.length).trim();
      return off ? [...cell, element("span", "quiet", off)] : cell;
    });
  });
  if (rows.length) table.createTBody().append(heading, ...rows);
  return table;
};
