/* The graticule: lines at round degrees, with their values at the map's edge. */
(function () {
  "use strict";

  const { element } = L.zoneText;
  /* A graticule whose lines stand at round degrees, with their values at the map's edge. */
  const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];

  const ZoneGraticule = L.LayerGroup.extend({
    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this._draw(), L.zoneQuietMs);
      };
      L.zonePainted().then(() => {
        map.on("moveend", map.zone.data.many ? later : this._draw, this);
        this._draw();
      });
    },

    _draw() {
      const map = this._map;
      const box = map.getBounds();
      this.clearLayers();
      const wanted = (box.getEast() - box.getWest()) / Math.max(3, map.getSize().x / 180);
      const step = STEPS.filter((each) => each >= wanted).pop() || STEPS[0];
      const digits = Math.max(0, -Math.floor(Math.log10(step)));
      const values = (from, to) => Array.from({ length: Math.max(0, Math.floor(to / step) - Math.ceil(from / step) + 1) }, (_, n) => (Math.ceil(from / step) + n) * step);
      for (const lon of values(box.getWest(), box.getEast())) {
        this._line([[box.getSouth(), lon], [box.getNorth(), lon]]);
        this._value(lon, digits, "E", "W", L.point(map.latLngToContainerPoint([box.getNorth(), lon]).x + 3, 2));
      }
      for (const lat of values(Math.max(-85, box.getSouth()), Math.min(85, box.getNorth()))) {
        this._line([[lat, box.getWest()], [lat, box.getEast()]]);
        const { y } = map.latLngToContainerPoint([lat, box.getWest()]);
        if (y < map.getSize().y - 60) this._value(lat, digits, "N", "S", L.point(3, y + 2));
      }
    },

    _line(points) {
      this.addLayer(L.polyline(points, { pane: "graticule", interactive: false, className: "graticule" }));
    },

    _value(value, digits, plus, minus, point) {
      const turned = ((value + 540) % 360) - 180;
      const html = element("span", "map-label degree", `${Math.abs(turned).toFixed(digits)}° ${turned < 0 ? minus : plus}`);
      this.addLayer(L.marker(this._map.containerPointToLatLng(point), { pane: "graticule", interactive: false, keyboard: false, icon: L.divIcon({ html, className: "label-anchor", iconSize: [0, 0] }) }));
    },
  });
  L.zoneGraticule = () => new ZoneGraticule();
})();
