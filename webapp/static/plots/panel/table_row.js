/* The head and the rows of the table of plots, as elements. */
import { element } from "../../lib/dom.js";
import { hueClass } from "../on_map/hues.js";

/** @typedef {import("./columns.js").Column} Column */
/** @typedef {{ key: string, isDescending: boolean }} Sort */

const NOTHING = "–"; // what a cell says of a value that there is not

/**
 * The table without rows: gaps as high as the rows that are not made stand before and after the others.
 * @param {string} label
 */
export const makeFrame = (label) => {
  const scroller = element("div", "plot-scroll");
  scroller.tabIndex = -1;
  const table = element("table", "plot-table");
  table.setAttribute("aria-label", label);
  const [head, widths] = [element("thead"), element("colgroup")];
  const [before, body, after] = [element("tbody", "gap"), element("tbody"), element("tbody", "gap")];
  for (const gap of [before, after]) gap.setAttribute("aria-hidden", "true");
  table.append(widths, head, before, body, after);
  scroller.append(table);
  return { scroller, table, head, widths, before, body, after };
};

/**
 * @param {Column} column
 * @param {Sort} sort
 */
const makeHeadCell = ({ key, label, isNumber, isOwn }, sort) => {
  const head = element("th", [isNumber && "number", isOwn && "own"].filter(Boolean).join(" "));
  head.scope = "col";
  const isSorted = key === sort.key;
  if (isSorted) head.setAttribute("aria-sort", sort.isDescending ? "descending" : "ascending");
  const button = element("button");
  button.type = "button";
  button.title = label;
  button.dataset.sort = key;
  const text = element("span", "", label);
  text.dir = "auto";
  const arrow = element("span", "arrow", isSorted ? (sort.isDescending ? "▼" : "▲") : "");
  arrow.setAttribute("aria-hidden", "true");
  button.append(text, arrow);
  head.append(button);
  return head;
};

/**
 * @param {Column[]} columns
 * @param {Sort} sort
 */
export const makeHead = (columns, sort) => {
  const line = element("tr");
  line.setAttribute("aria-rowindex", "1");
  line.append(...columns.map((each) => makeHeadCell(each, sort)));
  return line;
};

/** @param {number[]} widths In rem. */
export const makeWidths = (widths) =>
  widths.map((width) => {
    const made = element("col");
    made.style.width = `${width}rem`;
    return made;
  });

/**
 * @param {string} className
 * @param {string} text
 * @param {boolean} isCurrent Whether it is in the order of Tab.
 */
const makeButton = (className, text, isCurrent) => {
  const button = element("button", className, text);
  button.type = "button";
  button.dir = "auto";
  button.title = text;
  button.tabIndex = isCurrent ? 0 : -1;
  return button;
};

/**
 * @param {Column} column
 * @param {Plots.Entry} entry
 * @param {boolean} isCurrent
 */
const makeCell = (column, entry, isCurrent) => {
  const text = column.text(entry);
  const classes = [column.isNumber && "number", text === NOTHING && column.key !== "name" && "nothing"];
  const cell = element(column.key === "name" ? "th" : "td", classes.filter(Boolean).join(" "));
  cell.dataset.label = column.label; // stands before the value on paper
  const hint = column.hint?.(entry);
  if (hint) cell.title = hint;
  if (column.key === "name") {
    cell.setAttribute("scope", "row");
    cell.append(makeButton("plot-name", text, isCurrent));
  } else if (column.key === "number") {
    const swatch = element("span", `plot-swatch ${hueClass(entry.layer.hue)} of-${entry.row.kind}`);
    swatch.setAttribute("aria-hidden", "true");
    cell.title = entry.layer.name;
    cell.append(swatch, text);
  } else if (column.key === "verdict") cell.append(element("span", `plot-verdict ${entry.row.verdict}`, text));
  else if (column.key === "inside" && entry.row.inside_point) {
    const button = makeButton("plot-copy", text, false);
    button.dataset.copy = text;
    cell.append(button);
  } else {
    cell.textContent = text;
    if (!column.isNumber) cell.dir = "auto";
  }
  return cell;
};

/**
 * @param {Column[]} columns
 * @param {Plots.Entry} entry
 * @param {number} n Its place among the rows.
 * @param {{ selected: string | null, hovered: string | null, isCurrent: boolean }} state
 */
export const makeRow = (columns, entry, n, { selected, hovered, isCurrent }) => {
  const line = element("tr", entry.key === hovered ? "hovered" : "");
  line.dataset.key = entry.key;
  line.setAttribute("aria-rowindex", String(n + 2));
  if (entry.key === selected) line.setAttribute("aria-current", "true");
  line.append(...columns.map((each) => makeCell(each, entry, isCurrent)));
  return line;
};
