/* What is said of a drawing: its size or place, and what is wrong with it. */
import { crosses, results } from "../../lib/measured_path.js";
import { tellParts } from "../words.js";

/** @typedef {import("./sketch.js").State} State */
/** @typedef {import("../../lib/format.js").Page} Page */

/**
 * @param {State} state
 * @param {Page} page
 * @returns {string[]}
 */
export const measureSketch = ({ kind, points }, page) => {
  if (kind !== "site") return results(kind, points, page);
  return points.length ? [points[0].map((degrees) => degrees.toFixed(6)).join(", ")] : [""];
};

/**
 * In which part a point or an area lies, and how sure that is: what its row in the table says.
 * @param {Served.InspectedRow | undefined} row None before it has joined the others.
 * @param {Page} page
 */
export const tellPlace = (row, page) => {
  if (row?.kind === "plot") return [tellParts(row, page)];
  if (row?.kind !== "site") return [];
  const { messages } = page;
  const names = row.parts.map(({ name }) => name).join(messages.comma);
  return [names || (row.possible_parts?.length ? "" : messages.outside), `${messages[row.verdict]} · ${row.reason}`];
};

/**
 * The same, with what is wrong with it.
 * @param {State} state
 * @param {Page} page
 * @param {string[]} place Where a point lies.
 */
export const describeSketch = (state, page, place) => {
  const isCrossed = state.kind === "area" && crosses(state.points);
  return {
    texts: isCrossed ? [""] : [...measureSketch(state, page), ...place],
    warning: isCrossed ? page.messages.edgesCross : "",
  };
};
