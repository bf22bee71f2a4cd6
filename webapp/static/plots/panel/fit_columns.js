/* Widths of the table's columns: no column of numbers is cut where the view ends, as a number that lacks
   its last digits is read as another one. */
import { isPhone } from "../../lib/dom.js";
import { makeWidths } from "./table_row.js";

/** @typedef {import("./columns.js").Column} Column */

/** @type {Record<string, number>} How narrow a column of words may become, in rem. */
const LEAST = { number: 4.5, name: 7, parts: 10, nearest: 10 };

/** @param {Column} column @param {number} width */
const spare = ({ key }, width) => Math.max(0, width - (LEAST[key] ?? width));

/**
 * The widths in rem: words give way to the first column of numbers that would be cut, or push it out.
 * @param {Column[]} columns
 * @param {number} view The width that is seen, in rem.
 */
export const fitWidths = (columns, view) => {
  const widths = columns.map(({ width }) => width);
  let start = 0;
  const cut = widths.findIndex((width) => {
    start += width;
    return start > view;
  });
  if (cut < 1 || !columns[cut].isNumber) return widths;
  const end = start;
  start -= widths[cut];
  const spares = columns.map((column, n) => (n < cut ? spare(column, widths[n]) : 0));
  const total = spares.reduce((sum, each) => sum + each, 0);
  const lacking = end - view;
  if (total >= lacking) return widths.map((width, n) => width - (lacking * spares[n]) / total);
  const widened = spares.findLastIndex((each) => each > 0);
  return widths.map((width, n) => (n === widened ? width + view - start : width));
};

/**
 * How much stays empty behind the last columns, so that they too stand whole beside the names that don't scroll.
 * @param {number[]} widths
 * @param {number} room Beside the names.
 */
export const spaceBehind = (widths, room) => {
  let left = room;
  for (const width of widths.toReversed()) {
    if (width > left) break;
    left -= width;
  }
  return left;
};

/**
 * @param {ReturnType<typeof import("./table_row.js").makeFrame>} frame
 * @param {Column[]} columns
 */
export const setWidths = ({ scroller, table, widths }, columns) => {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const view = scroller.clientWidth / rem;
  const found = fitWidths(columns, view);
  const total = found.reduce((sum, each) => sum + each, 0);
  const names = found[columns.findIndex(({ key }) => key === "name")] ?? 0;
  const behind = isPhone() && total > view ? spaceBehind(found, view - names) : 0;
  scroller.style.scrollPaddingInlineStart = `${names}rem`;
  table.style.paddingInlineEnd = `${behind}rem`;
  table.style.width = `${total + behind}rem`;
  widths.replaceChildren(...makeWidths(found));
};

/**
 * The same again whenever there is more or less room.
 * @param {ReturnType<typeof import("./table_row.js").makeFrame>} frame
 * @param {() => Column[]} list
 */
export const keepWidths = (frame, list) => new ResizeObserver(() => setWidths(frame, list())).observe(frame.scroller);
