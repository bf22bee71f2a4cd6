/* Which rows of a long table are elements: those in view and some more, and on paper as many as there is
   paper for. */
import { fill } from "../../lib/format.js";

const SPARE_ROWS = 10;
const MOST_ROWS = 90; // elements at a time
const MOST_PRINTED = 500;

/**
 * The first row that is made, and the one after the last.
 * @param {number} count
 * @param {number} rowPx
 * @param {{ scrollTop: number, clientHeight: number } | null} view None on paper.
 */
export const pickRows = (count, rowPx, view) => {
  if (!view) return [0, Math.min(count, MOST_PRINTED)];
  const first = Math.max(0, Math.floor(view.scrollTop / rowPx) - SPARE_ROWS);
  const wanted = Math.ceil(view.clientHeight / rowPx) + 2 * SPARE_ROWS;
  return [first, Math.min(count, first + Math.min(MOST_ROWS, wanted))];
};

/**
 * What is said below a printed table of the rows that are not printed; nothing if all are.
 * @param {number} count
 * @param {import("../../lib/format.js").Page} page
 */
export const sayPrinted = (count, { lang, messages }) => {
  const format = new Intl.NumberFormat(lang);
  const numbers = { printed: format.format(MOST_PRINTED), count: format.format(count) };
  return count > MOST_PRINTED ? fill(messages.printedRows, numbers) : "";
};
