/* Adds the tiles of OpenStreetMap to the map, their names, and what the legend says of them. */
(() => {
  "use strict";

  /**
   * What the legend says of the tiles, and how it takes the map's scheme.
   * @param {Served.Tiles} about
   */
  const addLegend = ({ legend, style }) => {
    const { element, findAll } = ZoneMap.dom;
    const [list] = findAll(".legend:not(.backgrounds) > ul");
    const before = findAll(".legend > ul > li:has(> .line, > .place-dot)")[0] ?? null;
    /** @type {{ line: HTMLElement, inks: Served.TileInk[] }[]} */
    const lines = [];
    for (const [ink, edge, text] of legend) {
      const item = element("li", "of-tiles");
      const line = element("span", "line");
      item.append(line, element("span", "", text));
      list?.insertBefore(item, before);
      lines.push({ line, inks: [ink, edge || ink].map((name) => style.inks[name]) });
    }
    return (/** @type {number} */ scheme) => {
      for (const { line, inks } of lines) {
        const [ground, edge] = inks.map((ink) => ink[scheme]);
        Object.assign(line.style, { background: ground, borderColor: edge });
      }
    };
  };

  ZoneMap.isPrinted = () => matchMedia("print").matches || document.documentElement.matches(".printing");

  ZoneMap.addTiles = async (zone) => {
    const { map, data } = zone;
    if (!data.tiles) return;
    const about =
      typeof data.tiles === "string"
        ? /** @type {Served.Tiles} */ (await (await ZoneMap.fetchMap(data.tiles)).json())
        : data.tiles;
    map.createPane("tiles").style.cssText = "z-index:352;pointer-events:none";
    const tiles = new ZoneMap.Tiles(zone, about);
    const toggle = () => {
      map.getContainer().classList.toggle("under-tiles", Math.round(map.getZoom()) >= about.from);
    };
    toggle();
    map.on("zoomend", () => {
      toggle();
      tiles.sharpen();
    });
    map.on("moveend", () => tiles.queue.hold(false));
    tiles.repaint();
    tiles.addTo(map);
    const colourLegend = addLegend(about);
    const repaint = () => {
      tiles.repaint();
      colourLegend(tiles.scheme);
    };
    repaint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    const print = () => tiles.queue.paintAtOnce(ZoneMap.isPrinted());
    matchMedia("print").addEventListener("change", () => {
      print();
      repaint();
    });
    map.on("zone:print zone:printed", print);
    new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    ZoneMap.nameTiles(zone, tiles);
  };
})();
