/* What was added, in the printed legend; on the screen the list of layers says it. */
import { element, find } from "../../lib/dom.js";
import { hueClass } from "./hues.js";

/** @typedef {import("../store.js").PlotStore} PlotStore */

/** @param {Plots.Entry} entry */
const makeLine = ({ layer, row }) => {
  const line = element("li", "added-layer");
  const name = element("span", "", layer.name);
  name.dir = "auto";
  line.append(element("span", `plot-swatch ${hueClass(layer.hue)} of-${row.kind}`), name);
  return line;
};

/**
 * A line for each kind of shape of each layer.
 * @param {PlotStore} store
 */
const listShown = (store) => {
  /** @type {Map<string, Plots.Entry>} */
  const shown = new Map();
  for (const entry of store.shownEntries()) {
    const symbol = `${entry.layer.id} ${entry.row.kind}`;
    if (!shown.has(symbol)) shown.set(symbol, entry);
  }
  return [...shown.values()].map(makeLine);
};

/** @param {PlotStore} store */
export const addToLegend = (store) => {
  const list = find(".legend:not(.backgrounds) > ul", document, HTMLElement);
  const refresh = () => {
    for (const line of list.querySelectorAll(":scope > .added-layer")) line.remove();
    list.append(...listShown(store));
  };
  for (const kind of /** @type {const} */ (["layers", "filter"])) store.on(kind, refresh);
  refresh();
};
