/* The map's own buttons, its legend and its scale bar: zoom, move without dragging, the two views. */
(() => {
  "use strict";

  const { element, token } = ZoneMap.dom;
  const STEP_PX = 140;
  const LEAP = 3; // zoom levels with the shift key, as Leaflet has it
  const NARROW_PX = 640; // the legend stands at the top, since the sheet covers the bottom
  const WIDE_PX = 800; // the legend is open at first, on a map as tall as the next
  const TALL_PX = 500;
  const OTHERS_PX = 116; // the tools above the legend and the scale bar below it
  const LEAST_PX = 80; // of the legend
  const USUAL_LETTER_PX = 16; // 1 rem

  /** @type {[side: string, text: string, x: number, y: number][]} */
  const MOVES = [
    ["up", "↑", 0, -1],
    ["left", "←", -1, 0],
    ["right", "→", 1, 0],
    ["down", "↓", 0, 1],
  ];

  /**
   * @param {string} text
   * @param {string} title
   * @param {() => void} action
   */
  const button = (text, title, action) => {
    const made = element("button", "", text);
    made.type = "button";
    made.title = title;
    made.setAttribute("aria-label", title);
    made.addEventListener("click", action);
    return made;
  };

  /**
   * Moves the map by single presses, for those who can't drag (WCAG 2.5.7); folded until opened.
   * @param {ZoneMap.Layer} zone
   */
  const moveButtons = ({ map, data: { messages } }) => {
    const box = element("details", "mover");
    const summary = element("summary", "", "✥");
    summary.title = messages.move;
    summary.setAttribute("aria-label", messages.move);
    const pad = element("div");
    for (const [side, text, x, y] of MOVES) {
      const move = () => map.panBy([x * STEP_PX, y * STEP_PX], { animate: false });
      const made = button(text, messages[side], move);
      made.className = side;
      pad.append(made);
    }
    box.append(summary, pad);
    return box;
  };

  /** @param {ZoneMap.Layer} zone */
  const viewButtons = (zone) => {
    const { messages } = zone.data;
    const box = element("div", "views");
    for (const view of ["zone", "region"]) {
      const made = button(messages[`${view}View`], messages[`${view}ViewTitle`], () => zone.show(view));
      made.dataset.view = view;
      zone.map.on("zone:shown", (event) => made.setAttribute("aria-pressed", String(event.view === view)));
      box.append(made);
    }
    return box;
  };

  /**
   * About the middle of what nothing lies over.
   * @param {L.Map} map
   * @param {number} levels
   */
  const zoomBy = (map, levels) => {
    const zoom = Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), map.getZoom() + levels));
    map.setZoomAround(ZoneMap.freeArea(map).bounds.getCenter(), zoom);
  };

  /**
   * Leaflet's own keys zoom about the middle of the whole map, of which a card may take a part.
   * @param {L.Map} map
   */
  const zoomByKeys = (map) => {
    const container = map.getContainer();
    container.addEventListener("keydown", (event) => {
      const sign = "+=".includes(event.key) ? 1 : "-_".includes(event.key) ? -1 : 0;
      const isOther = event.target !== container || event.altKey || event.ctrlKey || event.metaKey;
      if (!sign || isOther || !map.keyboard.enabled()) return;
      event.stopPropagation(); // to Leaflet, which listens to the document
      zoomBy(map, event.shiftKey ? sign * LEAP : sign);
    });
  };

  /** @param {ZoneMap.Layer} zone */
  const buttons = (zone) => {
    const { map, data } = zone;
    const { zoomIn, zoomOut } = data.messages;
    const box = element("div", "map-buttons");
    const zoom = element("div", "zoom");
    zoom.append(
      button("+", zoomIn, () => zoomBy(map, 1)),
      button("−", zoomOut, () => zoomBy(map, -1)),
    );
    box.append(zoom, moveButtons(zone));
    if (data.places.length) box.append(viewButtons(zone));
    return box;
  };

  /**
   * @param {ZoneMap.Data} data
   * @param {boolean} open
   */
  const legend = ({ messages, parts, context, places, stations, basemap, rays }, open) => {
    const box = element("details", "legend");
    box.open = open;
    box.append(element("summary", "", messages.legend));
    const list = element("ul");
    /**
     * @param {string} className
     * @param {string} text
     */
    const item = (className, text) => {
      const line = element("li");
      line.append(element("span", className), element("span", "", text));
      list.append(line);
    };
    for (const { kind, kindLabel, placement } of new Map(parts.map((each) => [each.kind, each])).values()) {
      item(`swatch kind-${token(kind)} placement-${token(placement)}`, messages[kind] || kindLabel);
    }
    if (!basemap && context.some(({ kind }) => kind === "county")) item("line county", messages.county);
    if (context.some(({ kind }) => kind === "river")) item(basemap ? "line water" : "line", messages.river);
    if (basemap) {
      for (const name of ["boundaries", "rail", "runway"]) if (messages[name]) item(`line ${name}`, messages[name]);
    }
    /** @type {Map<string, string>} */
    const signs = new Map();
    for (const { kind, kindLabel } of places) signs.set(`place-dot ${token(kind)}`, kindLabel || messages.place);
    if (stations.length) signs.set("station-mark", messages.station);
    const line = element("li", "signs");
    for (const [className, text] of signs) {
      const sign = element("span");
      sign.append(element("span", className), element("span", "", text));
      line.append(sign);
    }
    if (signs.size) list.append(line);
    if (rays.length) item("line ray", messages.ray);
    box.append(list);
    for (const placement of new Set(parts.map((part) => part.placement))) {
      box.append(element("p", "", messages[placement]));
    }
    return box;
  };

  ZoneMap.putControl = (map, position, box) => {
    const control = new L.Control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
      return box;
    };
    return control.addTo(map);
  };

  /* How much larger than usual the letters are, which the legend grows with. */
  const letters = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_LETTER_PX;

  /** @param {L.Map} map */
  const isWide = (map) => map.getSize().x > WIDE_PX * letters() && map.getSize().y > TALL_PX * letters();

  /** @param {L.Map} map */
  const isNarrow = (map) => map.getSize().x <= NARROW_PX;

  /**
   * Call when the map has another size, except for print.
   * @param {L.Map} map
   * @param {() => void} adapt
   */
  const onResize = (map, adapt) =>
    map.on("resize", () => {
      if (!document.documentElement.classList.contains("printing")) adapt();
    });

  /** @param {L.Map} map */
  const addScale = (map) => {
    const width = () => (isNarrow(map) ? 80 : 140); // leaves room for the credits beside it
    const scale = L.control.scale({ imperial: false, maxWidth: width(), updateWhenIdle: true }).addTo(map);
    onResize(map, () => {
      scale.options.maxWidth = width();
    });
  };

  /**
   * In large letters the credits take the whole width, and the scale bar stands on them.
   * @param {L.Map} map
   */
  const followCredits = (map) => {
    const credits = map.getContainer().parentElement?.querySelector(".credits:not([open])");
    const follow = () => {
      map.getContainer().style.setProperty("--credits", `${credits?.clientHeight ?? 0}px`);
      map.fire("zone:free", { by: "credits" });
    };
    if (credits) new ResizeObserver(follow).observe(credits);
  };

  /**
   * The legend has the lines of this zoom from its first frame on.
   * @param {L.Map} map
   */
  const followZoom = (map) => {
    const follow = () => map.getContainer().classList.toggle("near", map.getZoom() >= ZoneMap.FAR_ZOOM);
    follow();
    map.on("zoomend", follow);
  };

  /** @param {ZoneMap.Layer} zone */
  const addLegend = ({ map, data, labels }) => {
    let wasWide = isWide(map);
    const box = legend(data, wasWide);
    const corner = () => (isNarrow(map) ? "topleft" : "bottomleft");
    const placed = ZoneMap.putControl(map, corner(), box);
    /* Scrolls where it would cover the tools above it, on a phone the credits below it. */
    const limit = () => {
      const top = box.getBoundingClientRect().top - map.getContainer().getBoundingClientRect().top;
      const room = isNarrow(map) ? ZoneMap.freeArea(map).max.y - top : map.getSize().y - OTHERS_PX * letters();
      box.style.setProperty("--room", `${Math.max(LEAST_PX, room)}px`);
    };
    limit();
    box.addEventListener("toggle", () => {
      limit();
      labels.ask(); // clear of it
    });
    onResize(map, () => {
      limit();
      if (placed.getPosition() !== corner()) placed.setPosition(corner());
      if (wasWide && !isWide(map)) box.open = false;
      box.toggleAttribute("data-tight", !isWide(map));
      wasWide = isWide(map);
    });
  };

  ZoneMap.addControls = (zone) => {
    ZoneMap.putControl(zone.map, "topright", buttons(zone));
    zoomByKeys(zone.map);
    addScale(zone.map);
    followCredits(zone.map);
    followZoom(zone.map);
    addLegend(zone);
  };
})();
