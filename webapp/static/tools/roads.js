/* The route to a place and the areas reached by road, as a part's panel asks for them. */
import { closest, element, findAll, say } from "../lib/dom.js";

const APART_DEG = 0.02; // labels that are nearer would cover each other
const STYLE = { pane: "tools", interactive: false };

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

/** @param {import("../app.js").App} app */
export const setUp = ({ map, zone, site }) => {
  const drawn = L.layerGroup().addTo(map);
  const note = element("div", "road-note");
  note.hidden = true;
  document.querySelector(".legend")?.append(note);
  /** @type {HTMLElement | null} */
  let shown = null;

  /** @param {HTMLElement | null} button */
  const mark = (button) => {
    shown = button;
    for (const each of findAll("[data-road]", document, HTMLElement)) {
      each.setAttribute("aria-pressed", String(each === button));
    }
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
      drawn.addLayer(L.polygon(area.polygons, { ...STYLE, className: "road-area" }));
      const top = findTop(area);
      if (labelled.some((other) => Math.hypot(top[0] - other[0], top[1] - other[1]) < APART_DEG)) continue;
      labelled.push(top);
      const label = element("span", "map-label reach-label", area.label);
      drawn.addLayer(ZoneMap.dom.marker(top, label, "labels"));
    }
    return areas.flatMap(({ polygons }) => polygons.flat(2));
  };
  /** @param {Served.Point[]} line */
  const drawRoute = (line) => {
    drawn.addLayer(L.polyline(line, { ...STYLE, className: "road-case" }));
    drawn.addLayer(L.polyline(line, { ...STYLE, className: "road-line" }));
    return line;
  };
  /**
   * @param {Served.RoadShapes} shapes
   * @param {string} key
   */
  const tell = (shapes, key) => {
    const texts = [...listTexts(shapes, key), shapes.credit];
    note.append(...texts.map((text) => element("p", "", text)));
    note.hidden = false;
    say(texts.join(" "));
  };
  /** @param {HTMLElement} button */
  const show = async (button) => {
    const { road = "", part = "" } = button.dataset;
    const address = (site.addresses.roads ?? "").replace("PART", encodeURIComponent(part));
    try {
      /** @type {Served.RoadShapes} */
      const shapes = await (await fetch(address)).json();
      clear();
      const points = road === "areas" ? drawAreas(shapes.areas) : drawRoute(shapes.routes[road].line);
      mark(button);
      tell(shapes, road);
      zone.fit(L.latLngBounds(points), 24);
    } catch {
      say(site.messages.toolFailed);
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
