/* Where an outline may lie: a band on both sides of it as wide as it may be off, by its position and by an
   assumed area; it covers the part where that is more than the part itself. */
(() => {
  "use strict";

  const { element, findAll, token } = ZoneMap.dom;
  const EQUATOR_M = 40075016.686;

  /**
   * @param {L.Map} map
   * @param {number} lat
   * @param {number} metres
   */
  const toPixels = (map, lat, metres) => {
    const scale = map.options.crs?.scale(map.getZoom()) ?? 1;
    return (metres * scale) / (EQUATOR_M * Math.cos((lat * Math.PI) / 180));
  };

  class Bands {
    /** @type {Map<string, { layer: L.Polygon, lat: number, metres: number }>} */
    #drawn = new Map();
    #line = element("li");
    #areAll = false;

    /** @param {ZoneMap.Layer} zone */
    constructor(zone) {
      this.zone = zone;
      this.#addToLegend();
      zone.map.on("zone:select", () => this.#update());
      zone.map.on("zoomend", () => {
        for (const { layer, lat, metres } of this.#drawn.values()) {
          layer.setStyle({ weight: 2 * toPixels(zone.map, lat, metres) });
        }
      });
      this.#update();
    }

    #addToLegend() {
      const { data } = this.zone;
      const [list] = findAll(".legend ul");
      if (!list || !data.parts.some(({ doubt }) => doubt)) return;
      this.#line.append(element("span", "band-sample"), element("span"));
      list.append(this.#line);
      if (data.many) return;
      const box = element("input");
      box.type = "checkbox";
      box.addEventListener("change", () => {
        this.#areAll = box.checked;
        this.#update();
      });
      const label = element("label", "band-switch");
      label.append(box, element("span", "", data.messages.bands));
      list.after(label);
    }

    #update() {
      const { selected, data } = this.zone;
      const shown = data.parts.filter(({ id, doubt }) => doubt && (this.#areAll || id === selected));
      const ids = new Set(shown.map(({ id }) => id));
      for (const [id, { layer }] of this.#drawn) {
        if (ids.has(id)) continue;
        layer.remove();
        this.#drawn.delete(id);
      }
      for (const part of shown) if (!this.#drawn.has(part.id)) this.#draw(part);
      const doubts = shown.flatMap(({ doubt }) => (doubt ? [doubt] : [])).sort((a, b) => a[2] - b[2]);
      this.#line.hidden = !doubts.length;
      const [, words] = this.#line.children;
      const ends = new Set([doubts[0], doubts[doubts.length - 1]].map((each) => each?.[1].replace(" ", "\u00a0")));
      const text = this.#areAll ? data.messages.bandAll : data.messages.band;
      if (words) words.textContent = text.replace("%(uncertainty)s", [...ends].join(" – "));
    }

    /** @param {ZoneMap.Part} part */
    #draw({ id, kind, latlngs, doubt }) {
      const { map } = this.zone;
      const className = `doubt doubt-${token(kind)}`;
      const layer = L.polygon(latlngs, { pane: "bands", interactive: false, fill: false, className });
      const metres = doubt?.[2] ?? 0;
      const lat = layer.getBounds().getCenter().lat;
      layer.setStyle({ weight: 2 * toPixels(map, lat, metres) }).addTo(map);
      this.#drawn.set(id, { layer, lat, metres });
    }
  }

  ZoneMap.addBands = (zone) => {
    new Bands(zone);
  };
})();
