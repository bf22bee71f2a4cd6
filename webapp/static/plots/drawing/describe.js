/* What is said of a drawing: its size or place, and what is wrong with it. */
import { crosses, results } from "../../lib/measured_path.js";

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
 * The same, with what is wrong with it.
 * @param {State} state
 * @param {Page} page
 */
export const describeSketch = (state, page) => {
  const isCrossed = state.kind === "area" && crosses(state.points);
  return {
    texts: isCrossed ? [""] : measureSketch(state, page),
    warning: isCrossed ? page.messages.edgesCross : "",
  };
};
