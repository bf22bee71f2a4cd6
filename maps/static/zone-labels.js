/* The map's names: placed by rank, hidden where they would cover one that ranks higher. */
(function () {
  "use strict";

  const { element, named, token } = L.zoneText;
  const RANK = ["core", "district", "place", "park", "county"];
  const MOST_NAMED = 400; // of more parts, those in view are named, the largest first
  const MOST_IN_VIEW = 80;
  const QUIET_MS = 120; // after a move, before thousands of parts are named anew

  const ZoneLabels = L.Layer.extend({
    initialize(data) { this.data = data; },

    onAdd(map) {
      this._map = map;
      map.createPane("labels").style.cssText = "z-index:620;pointer-events:none";
      this.labels = [];
      for (const place of this.data.places) {
        this._add(place.at, element("span", `place-dot ${token(place.kind)}`));
        this._label("place", place, place.at);
      }
      this.many = this.data.parts.length > MOST_NAMED;
      if (!this.many) for (const part of this.data.parts) this._label(token(part.kind), part, this._middle(this._latlngs(part.geometry)));
      for (const each of this.data.context) {
        if (each.kind === "county" && each.name) this._label("county", each, this._middle(each.latlngs));
      }
      this.labels.sort((a, b) => RANK.indexOf(a.rank) - RANK.indexOf(b.rank));
      if (this.many) this._measure();
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.settle(), QUIET_MS);
      };
      if (this.many) map.on("moveend resize zone:select", later);
      else map.on("zoomend resize zone:select", this.settle, this);
    },

    _measure() {
      this.waiting = this.data.parts.map((part) => {
        const polygons = this._latlngs(part.geometry);
        const box = L.latLngBounds(polygons.flatMap((rings) => rings[0]));
        const size = (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
        return { part, polygons, box, size, rank: Math.max(0, RANK.indexOf(part.kind)) };
      }).sort((a, b) => a.rank - b.rank || b.size - a.size);
      this.named = [];
    },

    /* Name the largest parts in view; the others keep their place in the list. */
    _name() {
      for (const { marker } of this.named) marker.remove();
      const fixed = this.labels.filter((label) => !this.named.includes(label));
      const view = this._map.getBounds();
      const chosen = this.waiting.filter(({ box }) => view.intersects(box)).slice(0, MOST_IN_VIEW);
      this.labels = [];
      for (const { part, polygons } of chosen) this._label(token(part.kind), part, this._middle(polygons));
      this.named = this.labels;
      this.labels = [...this.named, ...fixed];
    },

    _add(at, html) {
      return L.marker(at, { pane: "labels", interactive: false, keyboard: false, icon: L.divIcon({ html, className: "label-anchor", iconSize: [0, 0] }) }).addTo(this._map);
    },

    _label(rank, { id, name, nameLang }, at) {
      const html = named("span", `map-label ${rank}`, name.length > 120 ? `${name.slice(0, 120)}…` : name, nameLang);
      this.labels.push({ id, rank, html, marker: this._add(at, html) });
    },

    _middle(polygons) {
      const largest = polygons.reduce((a, b) => (b[0].length > a[0].length ? b : a))[0];
      return L.PolyUtil.polygonCenter(largest, L.CRS.EPSG3857);
    },

    _latlngs({ type, coordinates }) {
      return L.GeoJSON.coordsToLatLngs(type === "Polygon" ? [coordinates] : coordinates, 2);
    },

    settle() {
      const shown = [];
      if (this.many) this._name();
      this._map.getContainer().classList.toggle("far", this._map.getZoom() < 8.5);
      for (const { html } of this.labels) html.classList.remove("crowded");
      const chosen = this._map.zone.selected;
      const ranked = [...this.labels.filter(({ id }) => id === chosen), ...this.labels.filter(({ id }) => id !== chosen)];
      const boxes = ranked.map(({ html }) => html.getBoundingClientRect());
      ranked.forEach(({ html }, n) => {
        const box = boxes[n];
        const crowded = !box.width || shown.some((other) => box.left < other.right + 3 && other.left < box.right + 3
          && box.top < other.bottom + 1 && other.top < box.bottom + 1);
        html.classList.toggle("crowded", crowded);
        if (!crowded) shown.push(box);
      });
    },
  });
  L.zoneLabels = (data) => new ZoneLabels(data);

  /* A canvas half a view larger on every side, drawn anew only when the view leaves it. */
  const ZoneCanvas = L.Canvas.extend({
    _update() {
      const map = this._map;
      const view = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
      const drawn = this._drawn;
      if (drawn?.zoom === map.getZoom() && drawn.origin.equals(map.getPixelOrigin()) && this._bounds.contains(view)) return;
      this._drawn = { zoom: map.getZoom(), origin: map.getPixelOrigin() };
      L.Canvas.prototype._update.call(this);
    },
  });
  L.zoneCanvas = () => new ZoneCanvas({ pane: "parts", padding: 0.5, tolerance: 2 });

  /* A graticule whose lines stand at round degrees, with their values at the map's edge. */
  const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];

  const ZoneGraticule = L.LayerGroup.extend({
    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      map.on("moveend", this._draw, this);
      if (map._loaded) this._draw();
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
