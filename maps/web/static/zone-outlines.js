/* The parts' outlines: as elements that the keyboard reaches, or thousands of them on a canvas. */
(() => {
  "use strict";

  const { token } = ZoneMap.dom;
  /** @type {Record<string, L.PathOptions>} */
  const BOLD = { hovered: { fillOpacity: 0.42 }, selected: { fillOpacity: 0.42, weight: 4 } };

  /**
   * Parks are hatched and parcels dotted, so that kinds differ by more than their colours.
   * @param {HTMLElement} pane
   */
  const addPatterns = (pane) => {
    const svg = pane.querySelector("svg");
    if (!svg) return;
    /**
     * @param {Element} to
     * @param {string} name
     * @param {Record<string, string>} values
     */
    const add = (to, name, values) => {
      const made = L.SVG.create(name);
      for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
      return to.appendChild(made);
    };
    const size = { width: "6", height: "6", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
    const hatch = add(svg, "pattern", { id: "zone-hatch", ...size });
    add(hatch, "path", { class: "hatch", d: "M-1-1H7V7H-1V-1M0 0V6" });
    const dots = add(svg, "pattern", { id: "zone-dots", ...size });
    add(dots, "path", { class: "dots-ground", d: "M-1-1H7V7H-1V-1" });
    add(dots, "circle", { class: "dots", cx: "3", cy: "3", r: "0.9" });
  };

  ZoneMap.Outlines = class ZoneOutlines {
    /** @type {Map<string, L.Polygon>} */
    #polygons = new Map();
    /** @type {Map<string, L.PathOptions>} */
    #inks = new Map();
    /** @type {L.Canvas | undefined} */
    #canvas;
    /** @type {ZoneMap.Tooltip} */
    #tooltip;

    /**
     * @param {ZoneMap.Layer} zone
     * @param {HTMLElement} pane
     */
    constructor(zone, pane) {
      this.zone = zone;
      this.pane = pane;
      this.#tooltip = new ZoneMap.Tooltip(zone.map);
      if (zone.data.many) this.#useCanvas();
      for (const part of zone.data.parts) this.#append(part);
      addPatterns(pane);
    }

    /** @param {string} id */
    boundsOf(id) {
      return this.#polygons.get(id)?.getBounds();
    }

    /** @param {ZoneMap.Part} part */
    #append(part) {
      const { zone } = this;
      const className = `part kind-${token(part.kind)} placement-${token(part.placement)}`;
      const look = this.#canvas ? this.#inksOf(part) : { className };
      const latlngs = ZoneMap.decode(part.paths, zone.data.scale);
      const polygon = L.polygon(latlngs, { pane: "parts", renderer: this.#canvas, ...look });
      polygon.on("click", () => {
        this.#tooltip.close();
        if (!zone.isBusy) zone.select(part.id, { by: "map" });
      });
      polygon.on("mouseover", ({ latlng }) => {
        zone.hover(part.id, true);
        this.#tooltip.open(part, latlng);
      });
      polygon.on("mousemove", ({ latlng }) => this.#tooltip.move(latlng));
      polygon.on("mouseout", () => {
        zone.hover(part.id, false);
        this.#tooltip.close();
      });
      part.latlngs = /** @type {L.LatLng[][][]} */ (polygon.getLatLngs());
      polygon.addTo(zone.map);
      this.#polygons.set(part.id, polygon);
      for (const path of this.#pathsOf(part.id)) this.#makeReachable(path, part);
    }

    /* One canvas instead of thousands of elements; the list keeps the keyboard. */
    #useCanvas() {
      this.#canvas = new ZoneMap.Canvas();
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        this.#inks.clear();
        for (const part of this.zone.data.parts) this.#polygons.get(part.id)?.setStyle(this.#inksOf(part));
      });
    }

    /** @param {ZoneMap.Part} part */
    #inksOf({ kind, placement }) {
      const key = `${kind} ${placement}`;
      const inks = this.#inks.get(key) ?? this.#readInks(token(kind), token(placement));
      this.#inks.set(key, inks);
      return inks;
    }

    /**
     * What the style sheet says of such parts, for the canvas.
     * @param {string} kind
     * @param {string} placement
     * @returns {L.PathOptions}
     */
    #readInks(kind, placement) {
      const css = getComputedStyle(this.pane);
      /** @param {string} name */
      const value = (name) => css.getPropertyValue(`--${name}`).trim();
      const known = value(kind) ? kind : "ink";
      const dash = value(`dash-${placement}`).replace(/px/g, "");
      return {
        color: value(known),
        weight: parseFloat(value(`line-${known}`)) || 2,
        fillOpacity: Number(value(`fill-${known}`)) || 0.2,
        dashArray: dash === "none" ? undefined : dash,
      };
    }

    /**
     * Draw a part hovered or selected, or as it is otherwise.
     * @param {string} id
     * @param {"hovered" | "selected"} state
     * @param {boolean} on
     */
    mark(id, state, on) {
      for (const path of this.#pathsOf(id)) {
        path.classList.toggle(state, on);
        if (state === "selected") path.setAttribute("aria-pressed", String(on));
      }
      const part = this.zone.byId.get(id);
      if (!this.#canvas || !part) return;
      const kept = id === this.zone.selected ? BOLD.selected : {};
      this.#polygons.get(id)?.setStyle({ ...this.#inksOf(part), ...kept, ...(on ? BOLD[state] : {}) });
    }

    /**
     * The element of a part's outline; none on a canvas.
     * @param {string} id
     */
    #pathsOf(id) {
      return [this.#polygons.get(id)?.getElement()].filter((each) => each instanceof SVGElement);
    }

    /**
     * @param {SVGElement} path
     * @param {ZoneMap.Part} part
     */
    #makeReachable(path, part) {
      const { zone } = this;
      const { id, name, kindLabel, area, areaKind } = part;
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "0");
      const said = [name, kindLabel, area, areaKind].filter(Boolean);
      path.setAttribute("aria-label", said.join(zone.data.messages.comma));
      path.setAttribute("aria-pressed", "false");
      path.setAttribute("data-part", id);
      path.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        zone.select(id, { by: "keyboard", from: path });
      });
      path.addEventListener("focus", () => {
        zone.hover(id, true);
        if (!path.matches(":focus-visible")) return;
        zone.uncoverPart(id);
        const middle = this.boundsOf(id)?.getCenter();
        if (middle) this.#tooltip.open(part, middle);
      });
      path.addEventListener("blur", () => {
        zone.hover(id, false);
        this.#tooltip.close();
      });
    }
  };
})();
