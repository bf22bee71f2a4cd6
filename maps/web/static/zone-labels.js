/* The map's names: placed by rank, hidden where they would cover one that ranks higher. */
(function () {
  "use strict";

  const { element, named, token } = L.zoneText;
  const painted = L.zonePainted;
  const KEEPS_OFF = { core: ["park", "district"], district: ["park", "core"], park: ["park", "core"], county: ["core", "district", "park"] };
  const RANK = ["core", "district", "place", "park", "county"];
  const MOST_IN_VIEW = 80; // of thousands of parts, those in view are named, the largest first
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
      this.many = this.data.many;
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.settle(), L.zoneQuietMs);
      };
      if (this.many) map.on("moveend resize zone:select", later);
      else map.on("moveend resize", this.ask, this).on("zone:select", () => painted().then(() => this.ask()));
    },

    /* In tasks of their own, so that the map answers meanwhile. */
    async _begin() {
      if (!this.labels) this._make();
      await L.zoneRested();
      if (!this.many) this._near();
      this._asked = null;
      this.ask();
    },

    _make() {
      this.labels = [];
      for (const place of this.data.places) {
        this._mark(place.at, element("span", `place-dot ${token(place.kind)}`));
        this._label("place", place, place.at);
      }
      if (!this.many) for (const part of this.data.parts) this._label(token(part.kind), part, ...this._ground(part.latlngs));
      for (const each of this.data.context) {
        if (each.kind === "county" && each.name) this._label("county", each, this._middle(each.latlngs), this._largest(each.latlngs));
      }
      this.labels.sort((a, b) => RANK.indexOf(a.rank) - RANK.indexOf(b.rank));
      if (this.many) this._measure();
    },

    /* Place the names once in the next frame, however often that is asked for; at first after it,
       since outlines are to be seen before names. */
    ask() {
      this._asked ??= this.labels ? requestAnimationFrame(() => this.settle()) : painted().then(() => this._begin());
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
      for (const { marker } of this.named) marker?.remove();
      const fixed = this.labels.filter((label) => !this.named.includes(label));
      const view = this._map.getBounds();
      const chosen = this.waiting.filter(({ box }) => view.intersects(box)).slice(0, MOST_IN_VIEW);
      this.labels = [];
      for (const { part } of chosen) this._label(token(part.kind), part, ...this._ground(part.latlngs));
      this.named = this.labels;
      this.labels = [...this.named, ...fixed];
    },

    _mark(at, html) {
      return L.marker(at, { pane: "labels", interactive: false, keyboard: false, icon: L.divIcon({ html, className: "label-anchor", iconSize: [0, 0] }) }).addTo(this._map);
    },

    /* `flat` is the ring that the name belongs into, on the map of zoom 0. */
    _label(rank, { id, name, nameLang }, at, ring) {
      const html = named("span", `map-label ${rank}`, name.length > 120 ? `${name.slice(0, 120)}…` : name, nameLang);
      const flat = ring?.map((each) => this._map.project(each, 0));
      this.labels.push({ id, rank, html, at: L.latLng(at), flat });
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

    /* Those that are in view, or that a drag brings into it, get a mark; the others wait. */
    _near() {
      const map = this._map;
      const scale = map.getZoomScale(map.getZoom(), 0);
      const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
      const size = map.getSize();
      const near = L.bounds(size.multiplyBy(-0.3), size.multiplyBy(1.3));
      for (const label of this.labels) {
        const { flat } = label;
        label.ring = flat?.map(({ x, y }) => L.point(x * scale - origin.x, y * scale - origin.y));
        label.point = map.latLngToContainerPoint(label.at);
        label.shape = L.bounds(label.ring ?? [label.point]);
        label.isNear = near.overlaps(label.shape);
        if (label.isNear) label.marker ??= this._mark(label.at, label.html);
        label.html.classList.toggle("crowded", !label.isNear);
        label.html.style.translate = "";
      }
      return this.labels.filter(({ isNear }) => isNear);
    },

    settle() {
      this._asked = null;
      if (!this.labels) this._make();
      if (this.many) this._name();
      const map = this._map;
      const shown = [];
      map.getContainer().classList.toggle("far", map.getZoom() < 8.5);
      const near = this._near();
      const view = map.zone.free();
      const frame = map.getContainer().getBoundingClientRect();
      const dots = this.data.places.map(({ at }) => map.latLngToContainerPoint(at)).map((at) => L.bounds(at.subtract([8, 8]), at.add([8, 8])));
      const chosen = map.zone.selected;
      const ranked = [...near.filter(({ id }) => id === chosen), ...near.filter(({ id }) => id !== chosen)];
      const boxes = ranked.map(({ html }) => html.getBoundingClientRect());
      ranked.forEach((label, n) => {
        const { left, top, width, height } = boxes[n];
        const box = L.bounds([left - frame.left, top - frame.top], [left - frame.left + width, top - frame.top + height]);
        const taken = label.ring ? [...shown, ...dots] : shown;
        const spot = width ? this._spot(label, box, view, taken) : null;
        label.html.classList.toggle("crowded", !spot);
        if (!spot) return;
        label.html.style.translate = `${spot.x}px ${spot.y}px`;
        shown.push(grown(moved(box, spot)));
      });
    },

    /* The first move to where nothing is yet and the reader sees it; out of view, just the first. */
    _spot(label, box, view, taken) {
      let first = null;
      for (const move of this._spots(label, box)) {
        const at = moved(box, move);
        if (taken.some((other) => other.overlaps(at))) continue;
        if (view.contains(at)) return move;
        first ??= move;
        if (!view.overlaps(label.ring ? label.shape : at)) break;
      }
      return view.contains(label.point) ? null : first;
    },

    /* The moves that bring a name to where it may stand, one after the other. A place's: right or
       left of its dot. A part's or county's: within it and clear of what lies in it, the nearest to
       its middle first; a part's also below, above and beside it. */
    *_spots(label, box) {
      const { ring, rank, shape } = label;
      if (!ring) {
        yield L.point(0, 0);
        if (rank === "place") yield L.point(-box.getSize().x - 18, 0);
        return;
      }
      const size = shape.getSize();
      if (Math.max(size.x, size.y) < LEAST_PX) return;
      const others = this.labels.filter((other) => other !== label && other.ring && KEEPS_OFF[rank]?.includes(other.rank)).map((other) => other.shape);
      const isClear = (at) => !others.some((other) => other.overlaps(at));
      const isWithinRing = (at) => [at.min, at.max, at.getBottomLeft(), at.getTopRight()].every((corner) => isWithin(corner, ring));
      const centre = shape.getCenter().subtract(box.getCenter());
      let isHomeless = true;
      for (const move of size.contains(box.getSize()) ? this._grid(centre, size) : []) {
        const at = moved(box, move);
        if (!isClear(at) || !isWithinRing(at)) continue;
        isHomeless = false;
        yield move;
      }
      if (rank === "county") {
        if (isHomeless) yield L.point(0, 0);
        return;
      }
      const [half, gap] = [box.getSize().divideBy(2), 3];
      const beside = [[0, size.y / 2 + half.y + gap], [0, -size.y / 2 - half.y - gap], [size.x / 2 + half.x + gap, 0], [-size.x / 2 - half.x - gap, 0]];
      yield* beside.map((move) => centre.add(move)).filter((move) => isClear(moved(box, move)));
    },

    /* Moves within a shape, from where the name is outwards. */
    _grid(centre, size) {
      const steps = [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4];
      const grid = steps.flatMap((across) => steps.map((down) => centre.add([across * size.x, down * size.y])));
      return [L.point(0, 0), ...grid].sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
    },
  });
  L.zoneLabels = (data) => new ZoneLabels(data);
})();
