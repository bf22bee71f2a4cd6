/* The graticule: lines at round degrees, with their values at the map's edge. */
(() => {
  "use strict";

  const { afterQuiet, element, marker, painted, rested } = ZoneMap.dom;
  const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
  const LEAST_LINES = 3;
  const PX_APART = 180;
  const SCALE_BAR_PX = 60; // no value stands on it

  /**
   * The multiples of a step from one value to another.
   * @param {number} step
   * @param {number} from
   * @param {number} to
   */
  const multiples = (step, from, to) => {
    const first = Math.ceil(from / step);
    return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, n) => (first + n) * step);
  };

  ZoneMap.Graticule = class ZoneGraticule extends L.LayerGroup {
    /** @param {ZoneMap.Layer} zone */
    constructor(zone) {
      super();
      this.zone = zone;
      this.many = zone.data.many;
    }

    /**
     * @override
     * @param {L.Map} map
     */
    onAdd(map) {
      const draw = () => this.#draw(map);
      this.#begin(map, draw);
      return super.onAdd(map);
    }

    /**
     * @param {L.Map} map
     * @param {() => void} draw
     */
    async #begin(map, draw) {
      await painted();
      await rested(); // in that frame the first names are placed
      map.on("moveend", this.many ? afterQuiet(draw) : draw);
      draw();
    }

    /** @param {L.Map} map */
    #draw(map) {
      const box = map.getBounds();
      const [west, east, south, north] = [box.getWest(), box.getEast(), box.getSouth(), box.getNorth()];
      this.clearLayers();
      const size = map.getSize();
      const wanted = (east - west) / Math.max(LEAST_LINES, size.x / PX_APART);
      const step = STEPS.filter((each) => each >= wanted).pop() || STEPS[0];
      const digits = Math.max(0, -Math.floor(Math.log10(step)));
      for (const lon of multiples(step, west, east)) {
        this.#addLine([south, lon], [north, lon]);
        const { x } = map.latLngToContainerPoint([north, lon]);
        this.#addValue(map, L.point(x + 3, 2), lon, digits, "EW");
      }
      for (const lat of multiples(step, Math.max(-85, south), Math.min(85, north))) {
        this.#addLine([lat, west], [lat, east]);
        const { y } = map.latLngToContainerPoint([lat, west]);
        if (y < size.y - SCALE_BAR_PX) this.#addValue(map, L.point(3, y + 2), lat, digits, "NS");
      }
      this.zone.labels.ask(); // which hides the values that are covered
    }

    /** @param {L.LatLngTuple[]} points */
    #addLine(...points) {
      this.addLayer(L.polyline(points, { pane: "basemap", interactive: false, className: "graticule" }));
    }

    /**
     * @param {L.Map} map
     * @param {L.Point} point
     * @param {number} value
     * @param {number} digits
     * @param {string} letters The one of positive values, then the one of negative values.
     */
    #addValue(map, point, value, digits, letters) {
      const turned = ((value + 540) % 360) - 180;
      const shown = Math.abs(turned).toFixed(digits);
      const letter = Number(shown) % 180 ? ` ${letters[turned < 0 ? 1 : 0]}` : ""; // 0 and 180 have none
      const text = `${shown}°${letter}`;
      const html = element("span", "map-label degree", text);
      this.addLayer(marker(map.containerPointToLatLng(point), html, "graticule"));
    }
  };
})();
