/* What a reader added to a saved map: its shapes on the map, their rows in the card, and the panel of the
   one that is chosen. It lasts as long as the window: a reload and the other language keep it. */
import { element, isPhone, say } from "../lib/dom.js";
import { fill, formatDistance, formatSize } from "../lib/format.js";
import { beside } from "../lib/url_state.js";
import { labelDrawn } from "../plots/drawing/drawn_labels.js";
import { DRAWN_ID } from "../plots/drawing/drawn_layer.js";
import { measureHere } from "../plots/measuring.js";
import { hueClass } from "../plots/on_map/hues.js";
import { button } from "../plots/panel/controls.js";
import { setUpDetail } from "../plots/panel/detail.js";
import { PlotStore } from "../plots/store.js";
import { tellParts } from "../plots/words.js";

/** @typedef {import("./main.js").SavedApp} SavedApp */

const MOST_ROWS = 200; // that are listed
const MARGIN_PX = 40;

/** @param {SavedApp} app */
const makeMapLayer = ({ map, zone }, /** @type {PlotStore} */ store) => {
  const drawn = L.featureGroup().addTo(map);
  const pane = "plots";
  map.createPane(pane).classList.add("plots-pane");
  /** @param {Plots.Entry} entry */
  const makeShape = ({ key, feature, layer }) => {
    const className = `plot-shape ${hueClass(layer.hue)}${key === store.selected ? " plot-selected" : ""}`;
    return L.geoJSON(feature, {
      style: { pane, className },
      pointToLayer: (_feature, at) => L.circleMarker(at, { pane, className, radius: 6 }),
      coordsToLatLng: ([lon, lat]) => L.latLng(beside(zone, [lat, lon])),
    }).on("click", (event) => {
      if (zone.isBusy) return;
      L.DomEvent.stopPropagation(event);
      store.select(key, "map");
    });
  };
  const draw = () => {
    drawn.clearLayers();
    for (const each of store.shownEntries()) drawn.addLayer(makeShape(each));
  };
  store.on("layers", draw);
  store.on("select", draw);
  /** @param {Plots.Entry[]} entries */
  const zoomTo = (entries) => {
    const bounds = L.featureGroup(entries.map(makeShape)).getBounds();
    if (bounds.isValid()) zone.fit(bounds, MARGIN_PX);
  };
  return { zoomTo };
};

/**
 * The rows of all layers, a button each.
 * @param {SavedApp} app
 * @param {PlotStore} store
 */
const makeList = (app, store) => {
  const { site } = app;
  const { messages } = site;
  const box = element("div", "saved-plots");
  /** @param {Plots.Entry} entry */
  const makeRow = ({ key, row, layer }) => {
    const made = button("drawn-entry", "", () => {
      if (isPhone()) app.toolbar.use(null); // the panel takes the card's place
      store.select(key, "table");
    });
    made.dataset.key = key;
    const size =
      row.area_m2 !== null
        ? formatSize(row.area_m2, site)
        : row.length_m !== null
          ? formatDistance(row.length_m, site)
          : messages[row.kind];
    const name = element("span", "drawn-name", row.name || `№ ${row.number}`);
    name.prepend(element("span", `plot-swatch ${hueClass(layer.hue)} of-${row.kind}`));
    made.append(name, element("span", "quiet", size));
    if (row.kind !== "line") made.append(element("span", "quiet saved-where", tellParts(row, site)));
    if (key === store.selected) made.setAttribute("aria-current", "true");
    const line = element("li");
    line.append(made);
    return line;
  };
  /** @param {Plots.Layer} layer */
  const makeGroup = (layer) => {
    const rows = store.entries().filter((each) => each.layer.id === layer.id);
    const group = element("section");
    const title = element("h3", "", `${layer.name} (${rows.length})`);
    title.dir = "auto";
    const remove = button("small", messages.drawDelete, () => {
      store.remove(layer.id);
      say(fill(messages.layerRemoved, { name: layer.name }));
    });
    remove.setAttribute("aria-label", fill(messages.removeLayer, { name: layer.name }));
    const list = element("ul", "shortlist drawn-list");
    list.append(...rows.slice(0, MOST_ROWS).map(makeRow));
    const head = element("div", "saved-plots-head");
    head.append(title, remove);
    group.append(head, list);
    return group;
  };
  const draw = () => box.replaceChildren(...store.layers.map(makeGroup));
  store.on("layers", draw);
  store.on("select", draw);
  return box;
};

/**
 * @param {SavedApp} app
 * @param {PlotStore} store
 */
const keepInWindow = (app, store) => {
  const key = `zonemap-saved-${app.site.digest}`;
  let isKept = true;
  try {
    for (const each of JSON.parse(sessionStorage.getItem(key) ?? "[]")) {
      const names = each.rows.map((/** @type {Served.InspectedRow} */ { name }) => name);
      const rows = measureHere(app, each.features).map((row, n) => ({ ...row, name: names[n] ?? row.name }));
      const name = each.id === DRAWN_ID ? app.site.messages.drawnLayer : each.name;
      store.add({ ...each, rows, name });
    }
  } catch {} // it was kept by another version
  store.on("layers", () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(store.layers.map((each) => ({ ...each, files: [] }))));
      isKept = true;
    } catch {
      isKept = false; // a window without an origin, or too much of it
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isKept && store.layers.length) event.preventDefault();
  });
};

/** @param {SavedApp} app */
export const openBench = (app) => {
  const store = new PlotStore();
  const { zoomTo } = makeMapLayer(app, store);
  const list = makeList(app, store);
  /** @param {string} key */
  const focusRow = (key) => {
    const row = list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (row instanceof HTMLElement) row.focus({ preventScroll: true });
  };
  const parts = { app, store, page: app.site, layer: { zoomTo }, dock: { table: { focusRow } } };
  const bench = /** @type {import("../plots/workbench.js").Bench} */ (/** @type {unknown} */ (parts));
  setUpDetail(bench);
  labelDrawn(app, store);
  keepInWindow(app, store);
  return { store, list, zoomTo };
};
