/* The map's names: placed by rank, hidden where they would cover one that ranks higher. */
(function () {
  "use strict";

  const { element, named, token } = L.zoneText;
  const KEEPS_OFF = { core: ["park", "district"], district: ["park", "core"], park: ["park", "core"], county: ["core", "district", "park"] };
  const RANK = ["core", "district", "place", "park", "county"];
  const MOST_IN_VIEW = 80; // of thousands of parts, those in view are named, the largest first
  const QUIET_MS = 120; // after a move, before thousands of parts are named anew

  const LEAST_PX = 12; // a part that is drawn smaller stays without its name

  const moved = (box, by) => L.bounds(box.min.add(by), box.max.add(by));
  const grown = (box) => L.bounds(box.min.subtract([3, 1]), box.max.add([3, 1]));
  const isWithin = (point, ring) => ring.reduce((within, a, n) => {
    const b = ring.at(n - 1);
    const crosses = (a.y > point.y) !== (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x;
    return crosses ? !within : within;
  }, false);

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
      this.many = this.data.many;
      if (!this.many) for (const part of this.data.parts) this._label(token(part.kind), part, ...this._ground(part.latlngs));
      for (const each of this.data.context) {
        if (each.kind === "county" && each.name) this._label("county", each, this._middle(each.latlngs), this._largest(each.latlngs));
      }
      this.labels.sort((a, b) => RANK.indexOf(a.rank) - RANK.indexOf(b.rank));
      if (this.many) this._measure();
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.settle(), QUIET_MS);
      };
      if (this.many) map.on("moveend resize zone:select", later);
      else map.on("zoomend resize zone:select", this.ask, this);
    },

    /* Place the names once in the next frame, however often that is asked for. */
    ask() {
      this._asked ??= requestAnimationFrame(() => this.settle());
    },

    _measure() {
      this.waiting = this.data.parts.map((part) => {
        const box = L.latLngBounds(part.latlngs.flatMap((rings) => rings[0]));
        const size = (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
        return { part, box, size, rank: Math.max(0, RANK.indexOf(part.kind)) };
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
      for (const { part } of chosen) this._label(token(part.kind), part, ...this._ground(part.latlngs));
      this.named = this.labels;
      this.labels = [...this.named, ...fixed];
    },

    _add(at, html) {
      return L.marker(at, { pane: "labels", interactive: false, keyboard: false, icon: L.divIcon({ html, className: "label-anchor", iconSize: [0, 0] }) }).addTo(this._map);
    },

    _label(rank, { id, name, nameLang }, at, ring) {
      const html = named("span", `map-label ${rank}`, name.length > 120 ? `${name.slice(0, 120)}…` : name, nameLang);
      this.labels.push({ id, rank, html, at: L.latLng(at), ring, marker: this._add(at, html) });
    },

    /* Where a part's name would stand, and the ring that it would stand in. */
    _ground(polygons) {
      return [this._middle(polygons), this._largest(polygons)];
    },

    _largest(polygons) {
      return polygons.reduce((a, b) => (b[0].length > a[0].length ? b : a))[0];
    },

    _middle(polygons) {
      return L.PolyUtil.polygonCenter(this._largest(polygons), L.CRS.EPSG3857);
    },

    settle() {
      this._asked = null;
      const shown = [];
      if (this.many) this._name();
      this._map.getContainer().classList.toggle("far", this._map.getZoom() < 8.5);
      const pixels = (at) => this._map.latLngToContainerPoint(at);
      const frame = this._map.getContainer().getBoundingClientRect();
      for (const label of this.labels) {
        label.html.classList.remove("crowded");
        label.html.style.translate = "";
        if (label.ring) label.shape = L.bounds(label.ring.map(pixels));
      }
      const view = this._map.zone.free();
      const dots = this.data.places.map(({ at }) => L.bounds(pixels(at).subtract([8, 8]), pixels(at).add([8, 8])));
      const chosen = this._map.zone.selected;
      const ranked = [...this.labels.filter(({ id }) => id === chosen), ...this.labels.filter(({ id }) => id !== chosen)];
      const boxes = ranked.map(({ html }) => html.getBoundingClientRect());
      ranked.forEach((label, n) => {
        const { left, top, width, height } = boxes[n];
        const box = L.bounds([left - frame.left, top - frame.top], [left - frame.left + width, top - frame.top + height]);
        const taken = label.ring ? [...shown, ...dots] : shown;
        const spots = width ? this._spots(label, box).filter((each) => !taken.some((other) => other.overlaps(moved(box, each)))) : [];
        const spot = spots.find((each) => view.contains(moved(box, each))) ?? (view.contains(pixels(label.at)) ? null : spots[0]);
        label.html.classList.toggle("crowded", !spot);
        if (!spot) return;
        label.html.style.translate = `${spot.x}px ${spot.y}px`;
        shown.push(grown(moved(box, spot)));
      });
    },

    /* The moves that bring a name to where it may stand. A place's: right or left of its dot. A
       part's or county's: within it and clear of what lies in it, the nearest to its middle first;
       a part's also below, above and beside it. */
    _spots(label, box) {
      const { ring, rank, shape } = label;
      if (!ring) return rank === "place" ? [L.point(0, 0), L.point(-box.getSize().x - 18, 0)] : [L.point(0, 0)];
      const size = shape.getSize();
      if (Math.max(size.x, size.y) < LEAST_PX) return [];
      const points = ring.map((at) => this._map.latLngToContainerPoint(at));
      const others = this.labels.filter((other) => other !== label && KEEPS_OFF[rank]?.includes(other.rank)).map((other) => other.shape);
      const clear = (move) => !others.some((other) => other.overlaps(moved(box, move)));
      const within = (move) => {
        const at = moved(box, move);
        return [at.min, at.max, at.getBottomLeft(), at.getTopRight()].every((corner) => isWithin(corner, points));
      };
      const steps = [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4];
      const centre = shape.getCenter().subtract(box.getCenter());
      const grid = steps.flatMap((across) => steps.map((down) => centre.add([across * size.x, down * size.y])));
      const inside = [L.point(0, 0), ...grid].sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y)).filter((move) => clear(move) && within(move));
      if (rank === "county") return inside.length ? inside : [L.point(0, 0)];
      const [half, gap] = [box.getSize().divideBy(2), 3];
      const beside = [[0, size.y / 2 + half.y + gap], [0, -size.y / 2 - half.y - gap], [size.x / 2 + half.x + gap, 0], [-size.x / 2 - half.x - gap, 0]];
      return [...inside, ...beside.map((move) => centre.add(move)).filter(clear)];
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
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this._draw(), QUIET_MS);
      };
      map.on("moveend", map.zone.data.many ? later : this._draw, this);
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
