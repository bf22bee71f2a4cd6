/* The view stays where the base map is: nothing beyond it is drawn. */
(() => {
  "use strict";

  const LOWEST_ZOOM = 3;

  /* On a phone a sheet of half the height leaves a region too little of the map. */
  ZoneMap.makeRoom = ({ map, page }, view) => {
    const [sheet] = ZoneMap.dom.findAll(".sheet");
    if (view !== "region" || !sheet || !ZoneMap.dom.isPhone()) return map;
    sheet.style.transition = "none"; // its height is read at once
    if (page) page.setHeight("peek");
    else sheet.dataset.height = "peek";
    requestAnimationFrame(() => sheet.style.removeProperty("transition"));
    return map;
  };

  /* As far out as the base map fills the map, or as it takes to see the region. */
  ZoneMap.keepInside = ({ map, data }) => {
    if (!data.limits) return;
    const limits = L.latLngBounds(data.limits);
    const region = L.latLngBounds(data.bounds.region);
    if (!limits.contains(region)) return;
    const limit = () => {
      const size = map.getSize();
      if (!size.x || !size.y) return;
      map.setMinZoom(LOWEST_ZOOM); // what the next line computes is not below it
      map.setMinZoom(Math.min(map.getBoundsZoom(limits, true), map.getBoundsZoom(region)));
    };
    map.setMaxBounds(limits);
    limit();
    map.on("resize", limit);
    map.once("zone:unlimited", () => {
      map.off("resize", limit);
      map.setMaxBounds().setMinZoom(LOWEST_ZOOM);
    });
  };

  /* What an address asks for is shown as it is, wherever that is. */
  ZoneMap.endLimits = (map, view) => {
    if (view) map.fire("zone:unlimited");
    return view;
  };
})();
