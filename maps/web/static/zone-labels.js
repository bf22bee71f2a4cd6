/* The map's names: placed by rank, hidden where they would cover one that ranks higher. */
(() => {
  "use strict";

  /** @typedef {ZoneMap.Label} Label */
  /** @typedef {L.LatLngExpression[][][]} Polygons */

  const { afterQuiet, element, findAll, marker, named, painted, scaleWithZoom, takeSteps, token } = ZoneMap.dom;
  const RANK = [
    ...["drawn", "ray", "core", "district", "place", "park", "parcel", "station", "city", "airport", "town"],
    ...["county", "river", "halt", "lake", "shield", "road", "suburb", "village", "province"],
  ];
  const MOST_LETTERS = 120;
  const OVER =
    ".ask-ring, .handle-mark, .reach-label, .legend, .map-buttons > *, .credits, .leaflet-control-scale-line";
  /** @param {Polygons} polygons */
  const largestRing = (polygons) => polygons.reduce((a, b) => (b[0].length > a[0].length ? b : a))[0];

  /** @param {L.LatLngExpression[]} ring */
  const middle = (ring) => L.PolyUtil.polygonCenter(ring, L.CRS.EPSG3857);

  /** @param {string} kind */
  const rankOf = (kind) => RANK.indexOf(kind);

  ZoneMap.Labels = class ZoneLabels extends L.Layer {
    /** @param {ZoneMap.Layer} zone */
    constructor(zone) {
      super();
      this.zone = zone;
      /** @type {Label[] | null} */
      this.labels = null;
      /** @type {Label[]} */
      this.named = [];
      /** @type {Label[]} */
      this.added = [];
      /** @type {(view: L.LatLngBounds) => ZoneMap.Part[]} */
      this.listLargest = () => [];
      this.isAsked = false;
      /** @type {Generator<void> | null} */
      this.steps = null;
      this.placedIn = "";
    }

    get isSettled() {
      return this.labels !== null && !this.isAsked && !this.steps && !this.zone.map._animatingZoom;
    }

    /**
     * @override
     * @param {L.Map} map
     */
    onAdd(map) {
      scaleWithZoom(map, "labels", 620);
      if (this.zone.data.many) {
        map.on(
          "moveend resize zone:select zone:free",
          afterQuiet(() => this.settle()),
        );
      } else {
        map.on("moveend resize zone:free", () => this.ask());
        map.on("zone:select", () => painted().then(() => this.ask()));
      }
      return this;
    }

    /* At first after the next frame, after the outlines; then in it, once, however often it is asked. */
    ask() {
      if (this.isAsked || !this._map) return; // who adds them asks
      this.isAsked = true;
      if (this.labels) requestAnimationFrame(() => this.#renew());
      else painted().then(() => this.#renew());
    }

    /* A view that has moved gets its names at once; in one that stands, they come when all are placed. */
    #renew() {
      if (this.placedIn && this.placedIn !== this.#view()) this.settle();
      else this.#settleInSteps();
    }

    /* In whole pixels: the centre that Leaflet tells is rounded after each look at the size. */
    #view() {
      const { map } = this.zone;
      return [map.getZoom(), ...Object.values(map.getPixelBounds())].join();
    }

    /* Gives way to the browser again and again, and up if the view moves or is asked for anew. */
    async #settleInSteps() {
      const [steps, view] = [this.#place(), this.#view()];
      this.isAsked = false;
      this.steps = steps;
      const isDone = await takeSteps(steps, () => this.steps === steps && this.#view() === view);
      if (isDone && this.steps === steps) this.steps = null; // else the end of a move asks again
    }

    /**
     * Add a name that is no part's: of the base map, of a ray, or of what somebody drew.
     * @param {string} rank
     * @param {ZoneMap.Named} about
     * @param {Partial<ZoneMap.Shown>} [shown]
     */
    add(rank, about, { minZoom, maxZoom, dot, find } = {}) {
      const label = this.#label(rank, about, about.at, about.ring);
      if (dot) label.html.classList.add("dotted");
      this.added.push(Object.assign(label, { minZoom, maxZoom, find }));
      this.labels?.push(label); // ranked when all are placed
      return label;
    }

    /** @param {Label[]} gone What `add` returned. */
    drop(gone) {
      for (const each of gone) each.marker?.remove();
      this.added = this.added.filter((each) => !gone.includes(each));
      this.labels = this.labels?.filter((each) => !gone.includes(each)) ?? null;
    }

    /** @param {Label[]} labels */
    #ranked = (labels) => labels.sort((a, b) => rankOf(a.rank) - rankOf(b.rank));

    #made() {
      if (this.labels) return this.#ranked(this.labels);
      const { many, parts, places, stations, context } = this.zone.data;
      const labels = places.map((place) => {
        this.#mark(place.at, element("span", `place-dot ${token(place.kind)}`));
        return this.#label("place", place, place.at);
      });
      for (const station of stations) {
        this.#mark(station.at, element("span", "station-mark"));
        labels.push(this.#label("station", station, station.at));
      }
      if (many) this.listLargest = ZoneMap.rankParts(parts, rankOf);
      else labels.push(...parts.map((part) => this.#labelWithin(token(part.kind), part)));
      const counties = context.filter(({ kind, name }) => kind === "county" && name);
      labels.push(...counties.map((each) => this.#labelWithin("county", each)));
      this.labels = this.#ranked([...labels, ...this.added]);
      return this.labels;
    }

    /**
     * Name the largest of thousands of parts in view.
     * @param {Label[]} labels
     */
    #nameLargest(labels) {
      for (const each of this.named) each.marker?.remove();
      const fixed = labels.filter((label) => !this.named.includes(label));
      const chosen = this.listLargest(this.zone.map.getBounds());
      this.named = chosen.map((part) => this.#labelWithin(token(part.kind), part));
      this.labels = [...this.named, ...fixed].sort((a, b) => Number(b.rank === "drawn") - Number(a.rank === "drawn"));
      return this.labels;
    }

    /**
     * @param {L.LatLngExpression} at
     * @param {HTMLElement} html
     */
    #mark(at, html) {
      return marker(at, html, "labels").addTo(this.zone.map);
    }

    /**
     * @param {string} rank
     * @param {{ id?: string, name: string, nameLang: string }} about
     * @param {L.LatLngExpression} at
     * @param {L.LatLngExpression[]} [ring]
     * @returns {Label}
     */
    #label(rank, { id, name, nameLang }, at, ring) {
      const text = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS)}…` : name;
      const html = named("span", `map-label crowded ${rank}`, text, nameLang); // until it is placed
      const flat = ring?.map((each) => this.zone.map.project(each, 0));
      const point = L.point(0, 0);
      return { id, rank, html, at: L.latLng(at), flat, point, shape: L.bounds([point]), isNear: false, move: point };
    }

    /**
     * @param {string} rank
     * @param {{ id?: string, name: string, nameLang: string, latlngs: Polygons }} about
     */
    #labelWithin(rank, about) {
      const ring = largestRing(about.latlngs);
      return this.#label(rank, about, middle(ring), ring);
    }

    /**
     * Those that are in view, or that a drag brings into it, get a mark; the others wait.
     * @param {Label[]} labels
     * @param {L.Bounds} free Measured before any is moved.
     * @returns {Generator<void, Label[]>}
     */
    *#bringNear(labels, free) {
      const { map } = this.zone;
      const [zoom, scale] = [map.getZoom(), map.getZoomScale(map.getZoom(), 0)];
      const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
      const size = map.getSize();
      const near = L.bounds(size.multiplyBy(-0.3), size.multiplyBy(1.3));
      for (const label of labels) {
        label.ring = label.flat?.map(({ x, y }) => L.point(x * scale - origin.x, y * scale - origin.y));
        const isOfZoom = zoom >= (label.minZoom ?? 0) && zoom < (label.maxZoom ?? Infinity);
        const found = isOfZoom ? label.find?.(free) : null;
        if (found) this.#turn(label, found);
        label.point = map.latLngToContainerPoint(label.at);
        label.shape = L.bounds(label.ring ?? [label.point]);
        label.isNear = near.overlaps(label.shape) && isOfZoom && (!label.find || Boolean(found));
        if (label.isNear) label.marker ??= this.#mark(label.at, label.html);
        if (!label.isNear) label.html.classList.add("crowded");
        yield; // a step
      }
      return labels.filter(({ isNear }) => isNear);
    }

    /**
     * @param {Label} label
     * @param {ZoneMap.Stretch} found
     */
    #turn(label, { at, turn, slides }) {
      Object.assign(label, { turn, slides });
      label.at = this.zone.map.containerPointToLatLng(at);
      label.html.style.rotate = `${turn.toFixed(1)}deg`;
      label.marker?.setLatLng(label.at);
    }

    settle() {
      [this.isAsked, this.steps] = [false, null];
      Array.from(this.#place()); // all steps
    }

    /** @returns {Generator<void>} */
    *#place() {
      if (this.zone.map._animatingZoom) return; // its end asks again
      const { map, data, selected, origin } = this.zone;
      const made = this.#made();
      yield; // a step
      const labels = data.many ? this.#nameLargest(made) : made;
      /* Not the class `near`, which may not be there yet, and changes before the names do. */
      const isFar = map.getContainer().classList.toggle("far", map.getZoom() < ZoneMap.FAR_ZOOM);
      const view = this.zone.free();
      const ranked = yield* this.#bringNear(labels, view);
      const firsts = [selected, origin ?? (isFar && !selected ? data.rayStart?.part : null)]; // where lines start
      ranked.sort(({ id: a = "" }, { id: b = "" }) => Number(firsts.includes(b)) - Number(firsts.includes(a)));
      const frame = map.getContainer().getBoundingClientRect();
      const symbols = ZoneMap.boxSymbols(map, data.places, isFar ? [] : data.stations);
      const taken = ZoneMap.boxesWithin(frame, [...document.querySelectorAll(OVER)]);
      const space = { frame, view, edges: ZoneMap.findEdges(frame), ...symbols, taken, firsts };
      const degrees = findAll(".degree", map.getContainer()); // measured before a name is moved
      const boxes = degrees.map((each) => ZoneMap.boxesWithin(frame, [each])[0] ?? L.bounds([0, 0], [0, 0]));
      const shown = yield* ZoneMap.placeLabels(ranked, labels, space);
      ZoneMap.hideCovered(degrees, boxes, shown, space.edges);
      this.placedIn = this.#view();
    }
  };
})();
