/* What was added is brought into view. */
import { beside } from "../lib/url_state.js";

/**
 * @param {unknown} positions
 * @returns {Served.Point[]}
 */
const pointsOf = (positions) => {
  if (!Array.isArray(positions)) return [];
  return typeof positions[0] === "number" ? [[positions[1], positions[0]]] : positions.flatMap(pointsOf);
};

/**
 * Show features, if something lies over them or they are out of view.
 * @param {import("../app.js").App} app
 * @param {Plots.Feature[]} features
 */
export const showFeatures = ({ zone }, features) => {
  const points = features.flatMap(({ geometry }) => ("coordinates" in geometry ? pointsOf(geometry.coordinates) : []));
  if (points.length) zone.uncover(L.latLngBounds(points.map((point) => beside(zone, point))));
};
