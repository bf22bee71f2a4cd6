/* The view stays where the base map is: nothing beyond it is drawn. */
(() => {
  "use strict";

  const LOWEST_ZOOM = 3;
  const MARGIN_PX = 28; // at most, as in zone-fitting.js

  /**
   * On a phone a sheet of half the height leaves a region too little of the map.
   * @param {ZoneMap.Layer} zone
   */
  const lowerSheet = ({ page }) => {
    const [sheet] = ZoneMap.dom.findAll(".sheet");
    if (!sheet || !ZoneMap.dom.isPhone()) return;
    sheet.style.transition = "none"; // its height is read at once
    if (page) page.setHeight("peek");
    else sheet.dataset.height = "peek";
    requestAnimationFrame(() => sheet.style.removeProperty("transition"));
  };

  ZoneMap.makeRoom = (zone, view) => {
    if (view !== "region") return zone.map;
    lowerSheet(zone);
    return zone.map.fire("zone:room");
  };

  /**
   * The zoom at which a map shows all of a box beside what lies over it.
   * @param {L.Map} map
   * @param {L.LatLngBounds} bounds
   */
  const findFreeZoom = (map, bounds) => {
    const { min, max } = ZoneMap.freeArea(map);
    const size = map.getSize();
    const margin = 2 * Math.min(MARGIN_PX, size.y / 15);
    return map.getBoundsZoom(bounds, false, size.subtract(max.subtract(min)).add([margin, margin]));
  };

  /* As far out as the base map fills the map, or as it takes to see the region. */
  ZoneMap.keepInside = ({ map, data }) => {
    if (!data.limits) return;
    const limits = L.latLngBounds(data.limits);
    const region = L.latLngBounds(data.bounds.region);
    if (!limits.contains(region)) return;
    /** @param {number} asFarAs */
    const limit = (asFarAs) => {
      const size = map.getSize();
      if (!size.x || !size.y) return;
      map.setMinZoom(LOWEST_ZOOM); // what the next line computes is not below it
      map.setMinZoom(Math.min(map.getBoundsZoom(limits, true), map.getBoundsZoom(region), asFarAs));
    };
    map.setMaxBounds(limits);
    limit(Infinity);
    const keepView = () => limit(map.getZoom());
    const makeRoom = () => {
      const zoom = findFreeZoom(map, region);
      limit(zoom);
      // The base map does not fill so small a map.
      if (zoom <= map.getMinZoom()) map.setMaxBounds();
      else map.setMaxBounds(limits);
    };
    map.on("resize", keepView).on("zone:room", makeRoom);
    map.once("zone:unlimited", () => {
      map.off("resize", keepView).off("zone:room", makeRoom);
      map.setMaxBounds().setMinZoom(LOWEST_ZOOM);
    });
  };

  /* What an address asks for is shown as it is, wherever that is. */
  ZoneMap.endLimits = (map, view) => {
    if (view) map.fire("zone:unlimited");
    return view;
  };
})();
