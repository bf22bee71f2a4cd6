/* L.zoneLayer(data).addTo(map): the zone on a Leaflet map. Text is set as text, never as markup. */
(function () {
  "use strict";

  const { element, named, token } = L.zoneText;

  /* An encoded polyline as [latitude, longitude] (maps/polyline.py). */
  const walked = (text, scale) => {
    const points = [];
    const at = [0, 0];
    for (let n = 0, turn = 0; n < text.length; turn = 1 - turn) {
      let [value, bits, code] = [0, 0, 0];
      do {
        code = text.charCodeAt(n++) - 63;
        value += (code & 31) * 2 ** bits;
        bits += 5;
      } while (code > 31);
      at[turn] += value % 2 ? -(value + 1) / 2 : value / 2;
      if (turn) points.push([at[0] * scale, at[1] * scale]);
    }
    return points;
  };
  const decoded = (paths, scale) => paths.map((rings) => rings.map((ring) => walked(ring, scale)));

  const MOST_AT_ONCE = 20; // outlines in one step
  const TOOLBAR_PX = 58;
  const BOLD = { hovered: { fillOpacity: 0.42 }, selected: { fillOpacity: 0.42, weight: 4 } };

  const ZoneLayer = L.Layer.extend({
    initialize(data) {
      this.data = data;
      data.parts = data.parts.map(([id, name, area, kind, paths]) => ({ id, name, area, ...data.kinds[kind], paths }));
      this.byId = new Map(data.parts.map((part) => [part.id, part]));
      this.layers = new Map();
      this.selected = null;
      this.busy = false; // while a tool takes the clicks
    },

    /* Step by step, the parts first, so that they are soon seen and the page answers meanwhile; in
       one step when the address asks for more than the zone. */
    async onAdd(map) {
      this._map = map;
      map.zone = this;
      const isPlain = this.data.selected === null && !location.hash;
      const rest = isPlain ? L.zoneRested : () => null;
      this._panes();
      if (this.data.controls !== false) L.zoneControls(this);
      this.show(this.data.view);
      await rest();
      this._parts();
      if (isPlain) await L.zonePainted();
      await this._context(rest);
      L.zoneGraticule().addTo(map);
      this.labels = L.zoneLabels(this.data).addTo(map);
      this.labels.ask();
      await rest();
      new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
      if (document.querySelector("[data-zone-page]")) L.zonePage(this);
      map.getContainer().zone = this;
      map.fire("zone:ready");
      map.getContainer().dispatchEvent(new CustomEvent("zone:ready", { bubbles: true }));
    },

    _panes() {
      const { _map: map } = this;
      ["context", "graticule", "parts"].forEach((name, n) => {
        map.createPane(name).style.zIndex = String(350 + n * 10);
      });
      map.getPane("context").style.pointerEvents = "none";
      map.getPane("graticule").style.pointerEvents = "none";
    },

    async _context(rest) {
      for (const [n, each] of this.data.context.entries()) {
        if (n % MOST_AT_ONCE === MOST_AT_ONCE - 1) await rest();
        const isCounty = each.kind === "county";
        const className = isCounty ? `county${each.host ? " host" : ""}` : "river";
        each.latlngs = decoded(each.paths, 1e-4);
        const draw = isCounty ? L.polygon : L.polyline;
        draw(each.latlngs, { pane: "context", interactive: false, className, smoothFactor: 0.5 }).addTo(this._map);
      }
    },

    _parts() {
      if (this.data.many) this._onCanvas();
      for (const part of this.data.parts) {
        const className = `part kind-${token(part.kind)} placement-${token(part.placement)}`;
        const look = this.canvas ? this._inks(part) : { className };
        const layer = L.polygon(decoded(part.paths, this.data.scale), { pane: "parts", renderer: this.canvas, ...look });
        layer.bindTooltip(() => this._tooltip(part), { sticky: true, direction: "top", opacity: 1 });
        layer.on({
          click: () => { if (!this.busy) this.select(part.id, { by: "map" }); },
          mouseover: () => this.hover(part.id, true),
          mouseout: () => this.hover(part.id, false),
        });
        part.latlngs = layer.getLatLngs();
        layer.addTo(this._map);
        this.layers.set(part.id, layer);
        this._reachable(part, layer);
      }
      this._hatch();
    },

    /* Parks are hatched, so that kinds differ by more than their colours. */
    _hatch() {
      const svg = this._map.getPane("parts").querySelector("svg");
      if (!svg) return;
      const add = (to, name, values) => {
        const made = L.SVG.create(name);
        for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
        return to.appendChild(made);
      };
      const square = { id: "zone-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
      add(add(svg, "pattern", square), "path", { class: "hatch", d: "M-1-1H7V7H-1V-1M0 0V6" });
    },

    /* Thousands of parts: one canvas instead of as many elements; the list keeps the keyboard. */
    _onCanvas() {
      this.canvas = L.zoneCanvas();
      const recolour = () => {
        this.inks = null;
        this.layers.forEach((layer, id) => layer.setStyle(this._inks(this.byId.get(id))));
      };
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    },

    /* What the style sheet says of a part, for the canvas. */
    _inks({ kind, placement }) {
      this.inks ??= new Map();
      const key = `${kind} ${placement}`;
      if (!this.inks.has(key)) {
        const css = getComputedStyle(this._map.getPane("parts"));
        const value = (name) => css.getPropertyValue(`--${name}`).trim();
        const known = value(token(kind)) ? token(kind) : "ink";
        const dash = value(`dash-${token(placement)}`).replace(/px/g, "");
        this.inks.set(key, { color: value(known), weight: parseFloat(value(`line-${known}`)) || 2, fillOpacity: Number(value(`fill-${known}`)) || 0.2, dashArray: dash === "none" ? null : dash });
      }
      return this.inks.get(key);
    },

    _mark(id, state, on) {
      for (const path of this.paths(id)) path.classList.toggle(state, on);
      if (!this.canvas || !this.layers.has(id)) return;
      const kept = id === this.selected ? BOLD.selected : {};
      this.layers.get(id).setStyle({ ...this._inks(this.byId.get(id)), ...kept, ...(on ? BOLD[state] : {}) });
    },

    paths(id) {
      return [this.layers.get(id)?.getElement()].filter(Boolean);
    },

    _reachable(part) {
      for (const path of this.paths(part.id)) {
        path.setAttribute("role", "button");
        path.setAttribute("tabindex", "0");
        path.setAttribute("aria-label", `${part.name}, ${part.kindLabel}, ${part.area} (${part.areaKind})`);
        path.setAttribute("aria-pressed", "false");
        path.setAttribute("data-part", part.id);
        path.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          this.select(part.id, { by: "keyboard", from: path });
        });
        path.addEventListener("focus", () => {
          this.hover(part.id, true);
          if (path.matches(":focus-visible")) this._uncover(part.id);
        });
        path.addEventListener("blur", () => this.hover(part.id, false));
      }
    },

    _tooltip(part) {
      const box = element("div");
      box.append(
        named("strong", "", part.name, part.nameLang),
        element("div", "", `${part.kindLabel} · ${part.placementLabel}`),
        element("div", "", `${part.area} (${part.areaKind})`),
      );
      return box;
    },

    show(view) {
      this._showing = true;
      this._fit(this.data.bounds[view] || this.data.bounds.zone, 28);
      this._showing = false;
      this._pressed(view);
      this._map.fire("zone:view", { view });
    },

    /* The part of the map, in its pixels, that nothing lies over: no panel, sheet, bar, card or credits. */
    free() {
      const frame = this._map.getContainer().getBoundingClientRect();
      const isNarrow = frame.width < 600;
      // The bar of tools comes later than the first view.
      const awaited = document.querySelector(".tool-card") && !document.querySelector(".tools") ? TOOLBAR_PX : 0;
      const taken = { left: 0, top: awaited, right: isNarrow ? 80 : 0, bottom: 0 };
      let credits = 0;
      for (const over of document.querySelectorAll(".sheet, .detail, .tools, .tool-card, .legend, .credits")) {
        const box = over.getBoundingClientRect();
        if (!box.width || box.left >= frame.right || box.top >= frame.bottom || box.right <= frame.left) continue;
        const isWide = box.width > frame.width * 0.9;
        if (over.matches(".credits")) credits = over.open ? 0 : box.height;
        else if (isWide && over.matches(".sheet, .detail, .tool-card")) taken.bottom = Math.max(taken.bottom, frame.bottom - box.top);
        else if (over.matches(".sheet, .detail")) taken.right = Math.max(taken.right, frame.right - box.left);
        else if (over.matches(".tools") || (isNarrow && over.matches(".legend"))) taken.top = Math.max(taken.top, box.bottom - frame.top);
        else if (!isNarrow && over.matches(".tool-card")) taken.left = box.right - frame.left;
      }
      taken.bottom += credits; // they stand on the sheet
      const [x, y] = [frame.width * 0.6, frame.height * 0.6];
      return L.bounds(
        [Math.min(taken.left, x), Math.min(taken.top, y * 0.5)],
        [frame.width - Math.min(taken.right, x), frame.height - Math.min(taken.bottom, y)],
      );
    },

    /* Fit into what is free. */
    _fit(bounds, margin, options) {
      const { min, max } = this.free();
      this._map.fitBounds(bounds, {
        paddingTopLeft: min.add([margin, margin]),
        paddingBottomRight: this._map.getSize().subtract(max).add([margin, margin]),
        animate: false,
        ...options,
      });
    },

    /* Move the map so that a part with the keyboard's focus isn't hidden. */
    _uncover(id) {
      const free = this.free();
      const at = this._map.latLngToContainerPoint(this.layers.get(id).getBounds().getCenter());
      const seen = L.bounds(free.min.add([70, 20]), free.max.subtract([70, 60])).contains(at);
      if (!seen) this._map.panBy(at.subtract(free.getCenter()).round(), { animate: false });
    },

    /* Show all of what a tool drew, if something lies over it. */
    uncover(bounds) {
      const free = this.free();
      const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((at) => this._map.latLngToContainerPoint(at));
      if (!corners.every((corner) => free.contains(corner))) this._fit(bounds, 40, { maxZoom: Math.max(this._map.getZoom(), 13) });
    },

    _pressed(view) {
      for (const button of this.viewButtons || []) {
        button.setAttribute("aria-pressed", String(button.dataset.view === view));
      }
    },

    /* `zone` or `region` while the map shows just that. */
    shownView() {
      return this.viewButtons?.find((each) => each.getAttribute("aria-pressed") === "true")?.dataset.view;
    },

    hover(id, on) {
      this._mark(id, "hovered", on);
      this._map.fire("zone:hover", { id, on });
    },

    select(id, how = {}) {
      if (id !== null && !this.byId.has(id)) return;
      const before = this.selected;
      this.selected = id;
      for (const [each, on] of [[before, false], [id, true]]) {
        this._mark(each, "selected", on);
        for (const path of this.paths(each)) path.setAttribute("aria-pressed", String(on));
      }
      this._map.fire("zone:select", { id, before, ...how });
    },

    reveal(id) {
      const bounds = this.layers.get(id)?.getBounds();
      if (!bounds) return;
      const visible = this._map.getBounds();
      const tiny = this._map.getBoundsZoom(bounds) - this._map.getZoom() > 3;
      if (!visible.contains(bounds) || tiny) {
        this._fit(bounds, 40, { maxZoom: 13 });
      }
    },
  });
  L.zoneLayer = (data) => new ZoneLayer(data);
})();
