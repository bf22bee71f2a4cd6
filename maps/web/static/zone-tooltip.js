/* One tooltip for all outlines. To place it the page is laid out, so it opens once the outline that the
   pointer came upon is drawn: a press that follows at once does not wait for it. */
(() => {
  "use strict";

  const { element, named, painted } = ZoneMap.dom;

  /** @param {ZoneMap.Part} part */
  const describe = (part) => {
    const box = element("div");
    box.append(
      named("strong", "", part.name, part.nameLang),
      element("div", "", `${part.kindLabel} · ${part.placementLabel}`),
      element("div", "", [part.area, part.areaKind].filter(Boolean).join(" · ")),
    );
    return box;
  };

  ZoneMap.Tooltip = class ZoneTooltip {
    #box = L.tooltip({ direction: "top", opacity: 1 });
    /** @type {ZoneMap.Part | null} */
    #part = null;

    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
    }

    /**
     * @param {ZoneMap.Part} part
     * @param {L.LatLng} latlng
     */
    async open(part, latlng) {
      this.#part = part;
      this.move(latlng);
      await painted();
      if (this.#part === part) this.#box.setContent(describe(part)).addTo(this.map);
    }

    /** @param {L.LatLng} latlng */
    move(latlng) {
      this.#box.setLatLng(latlng);
    }

    close() {
      this.#part = null;
      this.#box.remove();
    }
  };
})();
