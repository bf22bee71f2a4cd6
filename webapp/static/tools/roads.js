/* The route to a place and the areas reached by road: drawn by the map's own script, sent by the server. */

/** @param {import("../app.js").App} app */
export const setUp = ({ zone, site }) => {
  /** @param {string} part @returns {Promise<Served.RoadShapes>} */
  const load = async (part) => {
    const address = (site.addresses.roads ?? "").replace("PART", encodeURIComponent(part));
    return await (await fetch(address)).json();
  };
  ZoneMap.setUpRoads?.(zone, load, site.messages.toolFailed);
};
