/* L.zoneLayer(data).addTo(map): the zone on a Leaflet map. */
(() => {
  "use strict";

  const { isPhone, painted, rested } = ZoneMap.dom;
  const MOST_AT_ONCE = 20; // outlines in one step
  const TINY = 2.5; // zoom levels from what would fill the view

  /**
   * @param {Served.LayerData} data
   * @returns {ZoneMap.Data}
   */
  const unpack = ({ kinds, ...data }) => ({
    ...data,
    parts: data.parts.map(([id, name, area, kind, paths, doubt]) => ({
      ...{ id, name, area, paths, doubt, latlngs: [] },
      ...kinds[kind],
    })),
    context: data.context.map((each) => ({ ...each, latlngs: [] })),
  });

  /** @param {L.Map} map Few with lines: each is a picture as large as it, blended in every frame. */
  const addPanes = (map) => {
    for (const [n, name] of ["context", "basemap", "graticule", "bands", "parts"].entries()) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(350 + n * 5);
      if (name !== "parts") pane.style.pointerEvents = "none";
    }
  };

  /**
   * @param {L.Map} map
   * @param {ZoneMap.Data} data
   * @param {() => Promise<void> | null} rest
   */
  const addContext = async (map, { context, tiles }, rest) => {
    for (const [n, each] of context.entries()) {
      if (n % MOST_AT_ONCE === MOST_AT_ONCE - 1) await rest();
      each.latlngs = ZoneMap.decode(each.paths, each.scale);
      const look = { pane: tiles ? "context" : "basemap", interactive: false, smoothFactor: 0.5 };
      const county = `county${each.host ? " host" : ""}`;
      if (each.kind === "county") L.polygon(each.latlngs, { ...look, className: county }).addTo(map);
      else L.polyline(each.latlngs.flat(), { ...look, className: "river" }).addTo(map);
    }
  };

  ZoneMap.Layer = class ZoneLayer extends L.Layer {
    /** @type {ZoneMap.Outlines | null} */
    #outlines = null;
    #fitting = new ZoneMap.Fitting(this);
    #told = /** @type {string | null} */ (null);

    /** @param {Served.LayerData} data */
    constructor(data) {
      super();
      this.data = unpack(data);
      this.byId = new Map(this.data.parts.map((part) => [part.id, part]));
      /** @type {string | null} */
      this.selected = null;
      /** @type {string | null} */
      this.view = null;
      /** @type {ZoneMap.Page | null} */
      this.page = null;
      this.labels = new ZoneMap.Labels(this);
      this.isBusy = false;
      this.isFitting = false;
    }

    get map() {
      return this._map;
    }

    /**
     * @override
     * @param {L.Map} map
     */
    onAdd(map) {
      this._map = map;
      this.#begin(map);
      return this;
    }

    /**
     * Draws in steps, the parts first, so that they appear soon and the page stays responsive; in
     * one step where the address asks for more than the zone, and in a frame, which may be printed.
     * @param {L.Map} map
     */
    async #begin(map) {
      const isPlain = this.data.selected === null && !location.hash && (window.parent === window || this.data.many);
      const rest = isPlain ? rested : () => null;
      const container = map.getContainer();
      if (!ZoneMap.hasRoom(map)) await ZoneMap.opened(map);
      const frame = ZoneMap.takeFirstFrame(container);
      addPanes(map);
      if (!frame) this.#addControls(); // the view has to leave room for them
      this.#fitting.followReader();
      ZoneMap.keepInside(this);
      this.#fitting.show(this.data.view, frame);
      this.showAddress(location.hash + location.search);
      await rest();
      this.#outlines = new ZoneMap.Outlines(this, map.getPane("parts") ?? container);
      if (frame) await this.#replace(frame, rest);
      else if (isPlain) await painted();
      if (isPlain) await this.#setUpPage(rest);
      await addContext(map, this.data, rest);
      frame?.remove();
      new ZoneMap.Graticule(this).addTo(map);
      this.labels.addTo(map);
      this.labels.ask();
      for (const add of [ZoneMap.addBasemap, ZoneMap.addTiles])
        add?.(this).catch((error) => map.fire("zone:failed", { error }));
      await rest();
      new ResizeObserver(() => this.#fitting.followSize()).observe(container);
      if (!isPlain) await this.#setUpPage(rest);
      container.zone = this;
      map.fire("zone:ready");
      container.dispatchEvent(new CustomEvent("zone:ready", { bubbles: true }));
    }

    /**
     * The first frame's outlines go as the map's come; its counties stay until the map has them, or moves.
     * @param {ZoneMap.FirstFrame} frame
     * @param {() => Promise<void> | null} rest
     */
    async #replace(frame, rest) {
      const pressed = frame.removeParts();
      this.map.once("movestart", frame.remove);
      if (pressed !== null) this.select(pressed, { by: "map" });
      await rest();
      this.#addControls();
      this.#fitting.uncover();
    }

    #addControls() {
      if (this.data.controls === false) return;
      ZoneMap.addControls(this);
      ZoneMap.addBands(this);
      this.#fitting.setView(this.view);
    }

    /** @param {() => Promise<void> | null} rest */
    async #setUpPage(rest) {
      if (!document.querySelector("[data-zone-page]")) return;
      await rest();
      this.page = new ZoneMap.Page(this);
    }

    /** @param {string} view */
    show(view) {
      this.#fitting.show(view);
    }

    /** @param {string} text */
    showAddress(text) {
      this.#fitting.showAddress(text);
    }

    free() {
      return ZoneMap.freeArea(this.map).bounds;
    }

    /** @param {string} id */
    reveal(id) {
      const [map, bounds] = [this.map, this.#outlines?.boundsOf(id)];
      // What the address asks for stands beside the panel; of a phone's map too little is left above it.
      if (this.view === "given" && !isPhone()) this.#fitting.uncover();
      if (!bounds || this.view === "given") return;
      const isTiny = map.getBoundsZoom(bounds) - map.getZoom() > TINY;
      const isSeen = isPhone() ? ZoneMap.isFree(map, bounds) : map.getBounds().contains(bounds);
      if (isSeen && !isTiny) return;
      this.#fitting.showPart(() => this.#fitPart(bounds));
    }

    /**
     * @param {L.LatLngBounds} bounds
     * @param {number} margin
     * @param {L.FitBoundsOptions} [options]
     */
    fit(bounds, margin, options) {
      this.#fitting.showPart(() => ZoneMap.fitWhole(this.map, bounds, margin, options));
    }

    /** @param {L.LatLngBounds} bounds */
    uncover(bounds) {
      if (!ZoneMap.isFree(this.map, bounds)) this.#fitPart(bounds);
    }

    /**
     * Nearer than 13 only where the map is so already, or to see the whole of a small zone.
     * @param {L.LatLngBounds} bounds
     */
    #fitPart(bounds) {
      const { map } = this;
      const whole = map.getBoundsZoom(L.latLngBounds(this.data.bounds.zone));
      ZoneMap.fitFree(map, bounds, 40, { maxZoom: Math.max(map.getZoom(), whole, 13) });
    }

    /** @param {string} id */
    uncoverPart(id) {
      const bounds = this.#outlines?.boundsOf(id);
      if (!bounds) return;
      const { min, max, bounds: free } = ZoneMap.freeArea(this.map);
      const at = this.map.latLngToContainerPoint(bounds.getCenter());
      const isSeen = L.bounds(min.add([70, 20]), max.subtract([70, 60])).contains(at);
      if (!isSeen) this.map.panBy(at.subtract(free.getCenter()).round(), { animate: false });
    }

    /** @param {() => void} move */
    moveByItself(move) {
      const { isFitting } = this;
      this.isFitting = true;
      move();
      this.isFitting = isFitting;
    }

    resize() {
      this.moveByItself(() => this.map.invalidateSize({ pan: false, animate: false }));
    }

    /**
     * The outline comes first: its row may be far off, and what lies between is drawn anew with both.
     * @param {string} id
     * @param {boolean} on
     */
    async hover(id, on) {
      this.#outlines?.mark(id, "hovered", on);
      await painted();
      this.map.fire("zone:hover", { id, on });
    }

    /**
     * @param {string | null} id
     * @param {ZoneMap.Selecting} [how]
     */
    async select(id, how = {}) {
      if (id !== null && !this.byId.has(id)) return;
      if (this.selected !== null) this.#outlines?.mark(this.selected, "selected", false);
      this.selected = id;
      if (id !== null) this.#outlines?.mark(id, "selected", true);
      if (how.by === "map") await painted(); // the outline that was pressed comes before all else
      if (this.selected !== id) return;
      this.map.fire("zone:select", { id, before: this.#told, ...how });
      this.#told = id;
    }
  };

  /** @param {Served.LayerData} data */
  const zoneLayer = (data) => new ZoneMap.Layer(data);
  Object.assign(L, { zoneLayer });
})();
