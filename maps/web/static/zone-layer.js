/* L.zoneLayer(data).addTo(map): the zone on a Leaflet map. */
(() => {
  "use strict";

  const { painted, rested } = ZoneMap.dom;
  const CONTEXT_SCALE = 1e-4; // degrees, as maps/layer.py rounds them
  const MOST_AT_ONCE = 20; // outlines in one step
  const TINY = 3; // zoom levels from what would fill the view

  /**
   * @param {Served.LayerData} data
   * @returns {ZoneMap.Data}
   */
  const unpack = ({ kinds, ...data }) => ({
    ...data,
    parts: data.parts.map(([id, name, area, kind, paths]) => ({ id, name, area, ...kinds[kind], paths, latlngs: [] })),
    context: data.context.map((each) => ({ ...each, latlngs: [] })),
  });

  /** @param {L.Map} map */
  const addPanes = (map) => {
    for (const [n, name] of ["context", "graticule", "parts"].entries()) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(350 + n * 10);
      if (name !== "parts") pane.style.pointerEvents = "none";
    }
  };

  /**
   * @param {L.Map} map
   * @param {ZoneMap.Context[]} context
   * @param {() => Promise<void> | null} rest
   */
  const addContext = async (map, context, rest) => {
    for (const [n, each] of context.entries()) {
      if (n % MOST_AT_ONCE === MOST_AT_ONCE - 1) await rest();
      each.latlngs = ZoneMap.decode(each.paths, CONTEXT_SCALE);
      const look = { pane: "context", interactive: false, smoothFactor: 0.5 };
      const county = `county${each.host ? " host" : ""}`;
      if (each.kind === "county") L.polygon(each.latlngs, { ...look, className: county }).addTo(map);
      else L.polyline(each.latlngs.flat(), { ...look, className: "river" }).addTo(map);
    }
  };

  ZoneMap.Layer = class ZoneLayer extends L.Layer {
    /** @type {ZoneMap.Outlines | null} */
    #outlines = null;
    /** @type {(() => void) | null} */
    #fitAgain = null;
    #fittedSize = L.point(0, 0);

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
      addPanes(map);
      if (this.data.controls !== false) ZoneMap.addControls(this);
      this.#followReader(map);
      ZoneMap.keepInside(this);
      this.show(this.data.view);
      this.showAddress(location.hash + location.search);
      await rest();
      this.#outlines = new ZoneMap.Outlines(this, map.getPane("parts") ?? container);
      if (isPlain) await painted();
      await addContext(map, this.data.context, rest);
      new ZoneMap.Graticule(this).addTo(map);
      this.labels.addTo(map);
      this.labels.ask();
      ZoneMap.addBasemap(this).catch((error) => map.fire("zone:failed", { error }));
      await rest();
      new ResizeObserver(() => this.#followSize()).observe(container);
      if (document.querySelector("[data-zone-page]")) this.page = new ZoneMap.Page(this);
      container.zone = this;
      map.fire("zone:ready");
      container.dispatchEvent(new CustomEvent("zone:ready", { bubbles: true }));
    }

    /**
     * What was fitted is fitted again when the size changes, until the reader moves the map or
     * selects a part.
     * @param {L.Map} map
     */
    #followReader(map) {
      map.on("movestart", () => {
        if (!this.isFitting) this.#leaveView(null);
      });
      map.on("zone:select", ({ by }) => {
        if (by !== "address") this.#leaveView(this.view === "given" ? null : this.view);
      });
    }

    #followSize() {
      const { map } = this;
      if (this.isFitting || !ZoneMap.hasRoom(map)) return;
      map.invalidateSize({ pan: false });
      if (this.#fitAgain && !map.getSize().equals(this.#fittedSize)) this.#keepFitting(this.#fitAgain);
    }

    /** @param {() => void} fit */
    #keepFitting(fit) {
      this.isFitting = true;
      fit();
      this.isFitting = false;
      this.#fitAgain = fit;
      this.#fittedSize = this.map.getSize();
    }

    /** @param {string} view */
    show(view) {
      const bounds = this.data.bounds[view] || this.data.bounds.zone;
      const margin = () => (view === "given" ? 0 : Math.min(28, this.map.getSize().y / 15));
      this.#keepFitting(() => ZoneMap.fitFree(ZoneMap.makeRoom(this, view), bounds, margin()));
      this.#setView(view);
      if (view !== "given") this.map.fire("zone:view", { view });
    }

    /** @param {string} text */
    showAddress(text) {
      const { data, map } = this;
      const found = ZoneMap.endLimits(map, ZoneMap.readView(text, data.bounds.zone));
      if (!found) return;
      const { bounds, at, zoom } = found;
      this.#keepFitting(() => (bounds ? ZoneMap.fitFree(map, bounds, 0) : map.setView(at, zoom, { animate: false })));
      const [southWest, northEast] = [map.getBounds().getSouthWest(), map.getBounds().getNorthEast()];
      data.bounds.given = bounds ?? [
        [southWest.lat, southWest.lng],
        [northEast.lat, northEast.lng],
      ];
      this.#setView("given");
    }

    /** @param {string | null} view */
    #leaveView(view) {
      this.#fitAgain = null;
      this.#setView(view);
    }

    /** @param {string | null} view */
    #setView(view) {
      this.view = view;
      this.map.fire("zone:shown", { view });
    }

    free() {
      return ZoneMap.freeArea(this.map).bounds;
    }

    /** @param {string} id */
    reveal(id) {
      const { map } = this;
      const bounds = this.#outlines?.boundsOf(id);
      if (!bounds || this.view === "given") return;
      const isTiny = map.getBoundsZoom(bounds) - map.getZoom() > TINY;
      if (map.getBounds().contains(bounds) && !isTiny) return;
      this.#keepFitting(() => this.#fitPart(bounds));
      this.#setView(null);
    }

    /** @param {L.LatLngBounds} bounds */
    uncover(bounds) {
      const { map } = this;
      const free = this.free();
      const corners = [bounds.getNorthWest(), bounds.getSouthEast()];
      if (corners.every((each) => free.contains(map.latLngToContainerPoint(each)))) return;
      this.#fitPart(bounds);
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

    /**
     * @param {string} id
     * @param {boolean} on
     */
    hover(id, on) {
      this.#outlines?.mark(id, "hovered", on);
      this.map.fire("zone:hover", { id, on });
    }

    /**
     * @param {string | null} id
     * @param {ZoneMap.Selecting} [how]
     */
    select(id, how = {}) {
      if (id !== null && !this.byId.has(id)) return;
      const before = this.selected;
      this.selected = id;
      if (before !== null) this.#outlines?.mark(before, "selected", false);
      if (id !== null) this.#outlines?.mark(id, "selected", true);
      this.map.fire("zone:select", { id, before, ...how });
    }
  };

  /** @param {Served.LayerData} data */
  const zoneLayer = (data) => new ZoneMap.Layer(data);
  Object.assign(L, { zoneLayer });
})();
