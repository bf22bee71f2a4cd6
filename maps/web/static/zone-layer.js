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
     * one step when the address asks for more than the zone, which needs all of it.
     * @param {L.Map} map
     */
    async #begin(map) {
      const isPlain = this.data.selected === null && !location.hash;
      const rest = isPlain ? rested : () => null;
      const container = map.getContainer();
      addPanes(map);
      if (this.data.controls !== false) ZoneMap.addControls(this);
      map.on("movestart", () => {
        if (!this.isFitting) this.#setView(null);
      });
      ZoneMap.keepInside(this);
      this.show(this.data.view);
      await rest();
      this.#outlines = new ZoneMap.Outlines(this, map.getPane("parts") ?? container);
      if (isPlain) await painted();
      await addContext(map, this.data.context, rest);
      new ZoneMap.Graticule(this).addTo(map);
      this.labels.addTo(map);
      this.labels.ask();
      ZoneMap.addBasemap(this).catch((error) => map.fire("zone:failed", { error }));
      await rest();
      new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(container);
      if (document.querySelector("[data-zone-page]")) this.page = new ZoneMap.Page(this);
      container.zone = this;
      map.fire("zone:ready");
      container.dispatchEvent(new CustomEvent("zone:ready", { bubbles: true }));
    }

    /** @param {string} view */
    show(view) {
      ZoneMap.makeRoom(this, view);
      this.isFitting = true;
      this.#fit(this.data.bounds[view] || this.data.bounds.zone, 28);
      this.isFitting = false;
      this.#setView(view);
      this.map.fire("zone:view", { view });
    }

    /** @param {string | null} view */
    #setView(view) {
      this.view = view;
      this.map.fire("zone:shown", { view });
    }

    free() {
      return ZoneMap.freeArea(this.map).bounds;
    }

    /**
     * Fit bounds into the free area.
     * @param {L.LatLngBoundsExpression} bounds
     * @param {number} margin
     * @param {L.FitBoundsOptions} [options]
     */
    #fit(bounds, margin, options) {
      const { map } = this;
      const { min, max } = ZoneMap.freeArea(map);
      const paddingTopLeft = min.add([margin, margin]);
      const paddingBottomRight = map.getSize().subtract(max).add([margin, margin]);
      map.fitBounds(bounds, { paddingTopLeft, paddingBottomRight, animate: false, ...options });
    }

    /** @param {string} id */
    reveal(id) {
      const { map } = this;
      const bounds = this.#outlines?.boundsOf(id);
      if (!bounds) return;
      const isTiny = map.getBoundsZoom(bounds) - map.getZoom() > TINY;
      if (!map.getBounds().contains(bounds) || isTiny) this.#fitPart(bounds);
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
      this.#fit(bounds, 40, { maxZoom: Math.max(map.getZoom(), whole, 13) });
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
