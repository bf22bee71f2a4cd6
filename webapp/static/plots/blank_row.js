/* What is said of a feature until it has been measured. */

/** @type {Record<string, "plot" | "site" | "line">} */
const KINDS = { Point: "site", MultiPoint: "site", LineString: "line", MultiLineString: "line" };

/**
 * What is said of a feature until it has been measured.
 * @param {Plots.Feature} feature
 * @param {number} index
 * @returns {Served.InspectedRow}
 */
export const makeBlankRow = ({ geometry }, index) => {
  const none = { area_m2: null, perimeter_m: null, length_m: null, stated_area_m2: null, stated_difference_m2: null };
  const nowhere = { outside_share: null, plane_area_m2: null, plane_crs: null, county: null, nearest: null };
  const kind = KINDS[geometry?.type] ?? "plot";
  const empty = { name: "", inside_point: null, parts: [], distances: [], warnings: [] };
  return {
    number: index + 1,
    kind,
    verdict: "not_known",
    reason: "",
    ...none,
    ...nowhere,
    ...empty,
  };
};
