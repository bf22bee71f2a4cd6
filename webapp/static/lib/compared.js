/* The outlines of parts that are compared, drawn over the zone. */

/**
 * Draw them in place of those before.
 * @param {ZoneMap.Layer} zone
 * @param {L.LayerGroup} drawn
 * @param {string[]} ids
 */
export const drawCompared = (zone, drawn, ids) => {
  drawn.clearLayers();
  for (const part of ids.flatMap((id) => zone.byId.get(id) ?? [])) {
    const className = `compared-part placement-${part.placement}`; // dashed as the outline itself
    drawn.addLayer(L.polygon(part.latlngs, { pane: "tools", interactive: false, className }));
  }
};
