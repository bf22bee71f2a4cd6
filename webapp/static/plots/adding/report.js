/* What was read of a layer and how, and which rows were left out. */
import { element } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { tellSettings, tellStep } from "../settings.js";
import { findOpen } from "./open_questions.js";

const MOST_LEFT_OUT = 5; // that are listed

/** @param {string} tag @param {string} className @param {string} text */
const paragraph = (tag, className, text) => {
  const made = element(/** @type {"p"} */ (tag), className, text);
  made.dir = "auto";
  return made;
};

/**
 * @param {Pick<Plots.Layer, "steps" | "leftOut"> & Partial<Plots.Layer>} layer
 * @param {Served.Messages} messages
 */
export const makeReport = (layer, messages) => {
  const { steps, leftOut } = layer;
  const box = element("div", "plot-layer-report");
  box.append(...steps.map((each) => paragraph("p", "", tellStep(each, messages))));
  if (findOpen(layer)?.name === "datum") box.append(paragraph("p", "", messages.datumOpen));
  if (!leftOut.length) return box;
  box.append(paragraph("p", "warning", fill(messages.leftOutRows, { count: leftOut.length })));
  const list = element("ul");
  for (const { row, reason } of leftOut.slice(0, MOST_LEFT_OUT)) {
    list.append(paragraph("li", "", fill(messages.leftOutRow, { row, reason: tellSettings(reason, messages) })));
  }
  box.append(list);
  return box;
};

/**
 * The report below its heading, to be opened: without what the warnings say already.
 * @param {Plots.Layer} layer
 * @param {Served.Messages} messages
 */
export const makeDetails = (layer, messages) => {
  const { leftOut, steps, warnings } = layer;
  const box = element("details");
  box.open = leftOut.length > 0;
  const others = steps.filter((each) => !warnings.includes(each));
  box.append(element("summary", "", messages.howRead), makeReport({ ...layer, steps: others }, messages));
  return box;
};
