/* The route to a place and the areas reached by road, as the buttons of a part's panel ask for them. */
(() => {
  "use strict";

  const APART_DEG = 0.02; // labels that are nearer would cover each other

  /**
   * Where an area's label stands: at its northernmost point.
   * @param {Served.RoadArea} area
   */
  const findTop = ({ polygons }) => polygons.flat(2).reduce((top, point) => (point[0] > top[0] ? point : top));

  /**
   * @param {Served.RoadShapes} shapes
   * @param {string} key A place and a vehicle, or `areas`.
   */
  const listTexts = ({ routes, areas, title, notes }, key) => {
    if (key !== "areas") return [routes[key].text];
    return [title, ...areas.map(({ text }) => text), ...notes];
  };

  /** @param {string} text */
  const say = (text) => {
    const [status] = ZoneMap.dom.findAll("[role=status]");
    if (status) status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  };

  ZoneMap.setUpRoads = (zone, load, failure) => {
    const { closest, element, findAll, marker } = ZoneMap.dom;
    const { map } = zone;
    if (!map.getPane("tools")) map.createPane("tools").style.cssText = "z-index:395;pointer-events:none";
    const style = { pane: "tools", interactive: false };
    const drawn = L.layerGroup().addTo(map);
    const note = element("div", "road-note");
    note.hidden = true;
    findAll(".legend:not(.backgrounds)")[0]?.append(note);
    /** @type {HTMLElement | null} */
    let shown = null;

    /** @param {HTMLElement | null} button */
    const mark = (button) => {
      shown = button;
      for (const each of findAll("[data-road]")) each.setAttribute("aria-pressed", String(each === button));
    };
    const clear = () => {
      drawn.clearLayers();
      note.replaceChildren();
      note.hidden = true;
      mark(null);
      zone.labels.ask();
    };
    /** @param {Served.RoadArea[]} areas */
    const drawAreas = (areas) => {
      /** @type {Served.Point[]} */
      const labelled = [];
      for (const area of areas) {
        drawn.addLayer(L.polygon(area.polygons, { ...style, className: "road-area" }));
        const top = findTop(area);
        if (labelled.some((other) => Math.hypot(top[0] - other[0], top[1] - other[1]) < APART_DEG)) continue;
        labelled.push(top);
        drawn.addLayer(marker(top, element("span", "map-label reach-label", area.label), "labels"));
      }
      return areas.flatMap(({ polygons }) => polygons.flat(2));
    };
    /** @param {Served.Point[]} line */
    const drawRoute = (line) => {
      for (const className of ["road-case", "road-line"]) drawn.addLayer(L.polyline(line, { ...style, className }));
      return line;
    };
    /** @param {HTMLElement} button */
    const show = async (button) => {
      const { road = "", part = "" } = button.dataset;
      try {
        const shapes = await load(part);
        clear();
        const points = road === "areas" ? drawAreas(shapes.areas) : drawRoute(shapes.routes[road].line);
        mark(button);
        const texts = [...listTexts(shapes, road), shapes.credit];
        note.append(...texts.map((text) => element("p", "", text)));
        note.hidden = false;
        say(texts.join(" "));
        zone.fit(L.latLngBounds(points), 24);
      } catch {
        say(failure);
      }
    };

    document.addEventListener("click", (event) => {
      const button = closest(event, "[data-road]");
      if (button) button === shown ? clear() : show(button);
    });
    map.on("zone:select", () => {
      if (shown) clear();
    });
    document.documentElement.dataset.roads = "ready"; // the buttons are shown
  };

  // A file without a server has the lines and areas of every part in it.
  document.addEventListener("zone:ready", ({ target }) => {
    const zone = target instanceof HTMLElement ? target.zone : undefined;
    const roads = zone?.data.roads;
    if (zone && roads) ZoneMap.setUpRoads?.(zone, async (part) => roads[part], "");
  });
})();
