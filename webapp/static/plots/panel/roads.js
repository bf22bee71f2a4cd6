/* The ways by road in the panel of a plot, which only the server knows. */
import { element } from "../../lib/dom.js";
import { makeTable } from "./facts.js";

/**
 * @param {Served.InspectedRow} row
 * @param {import("../workbench.js").Bench} bench
 * @returns {HTMLElement[]}
 */
export const makeRoads = ({ roads }, { page: { messages } }) => {
  if (!roads) return [];
  const box = element("div");
  const rows = roads.ways.map(({ name, label, description }) => [name, label, description]);
  box.append(makeTable([messages.place, messages.way, messages.byRoad], rows));
  box.append(...roads.notes.map((each) => element("p", "quiet", each)));
  return [element("h3", "", messages.byRoad), box];
};
