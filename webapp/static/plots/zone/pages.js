/* A long list in pages, with buttons from one to the next. */
import { element } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { button } from "../panel/controls.js";

/**
 * @template T
 * @param {T[]} items
 * @param {number} size Of a page.
 * @param {Served.Messages} messages
 * @param {(some: T[], first: number) => void} show A page of them, and the place of its first.
 * @returns {HTMLElement} The buttons; hidden where one page has all.
 */
export const makePages = (items, size, messages, show) => {
  const row = element("p", "zone-pages");
  const said = element("span", "quiet");
  said.setAttribute("aria-live", "polite");
  let first = 0;
  /** @param {number} to */
  const turn = (to) => {
    first = to;
    back.disabled = first === 0;
    next.disabled = first + size >= items.length;
    const values = { from: first + 1, to: Math.min(first + size, items.length), count: items.length };
    said.textContent = fill(messages.zonePage, values);
    show(items.slice(first, first + size), first);
  };
  const back = button("plot-button", messages.zonePreviousPage, () => turn(Math.max(0, first - size)));
  const next = button("plot-button", messages.zoneNextPage, () => turn(first + size));
  row.append(back, said, next);
  row.hidden = items.length <= size;
  turn(0);
  return row;
};
