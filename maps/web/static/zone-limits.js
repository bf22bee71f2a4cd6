/* The view stays where the base map is: nothing beyond it is drawn. */
(() => {
  "use strict";

  ZoneMap.FAR_ZOOM = 8.5; // below, generalised railways and rays are drawn; counties and stations have no name

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
  ZoneMap.keepInside = (zone) => {
    const { map, data } = zone;
    if (!data.limits) return;
    const limits = L.latLngBounds(data.limits);
    const region = L.latLngBounds(data.bounds.region);
    if (!limits.contains(region)) return;
    /** @param {number} asFarAs */
    const limit = (asFarAs) => {
      const size = map.getSize();
      if (!size.x || !size.y) return;
      map.setMinZoom(LOWEST_ZOOM); // what the next line computes is not below it
      const least = Math.min(map.getBoundsZoom(limits, true), map.getBoundsZoom(region), asFarAs);
      zone.moveByItself(() => {
        if (map.getZoom() < least) map.setZoom(least, { animate: false });
      });
      map.setMinZoom(least);
    };
    /* Not by setMaxBounds, which pans with an animation, also while the map is being fitted: it would
       go on after that and carry the fitted view away. */
    const keepInside = () => {
      if (map.options.maxBounds) map.panInsideBounds(limits, zone.isFitting ? { animate: false } : {});
    };
    map.options.maxBounds = limits;
    limit(Infinity);
    const keepView = () => limit(map.getZoom());
    const makeRoom = () => {
      map.setMinZoom(LOWEST_ZOOM); // a card takes more room than what limited the zoom before
      const zoom = findFreeZoom(map, region);
      limit(zoom);
      // The base map does not fill so small a map.
      map.options.maxBounds = zoom <= map.getMinZoom() ? undefined : limits;
      keepInside();
    };
    const handlers = { resize: keepView, "zone:room": makeRoom, moveend: keepInside };
    map.on(handlers);
    map.once("zone:unlimited", () => {
      map.off(handlers);
      map.options.maxBounds = undefined;
      map.setMinZoom(LOWEST_ZOOM);
    });
  };

  /* What an address asks for is shown as it is, wherever that is. */
  ZoneMap.endLimits = (map, view) => {
    if (view) map.fire("zone:unlimited");
    return view;
  };
})();
