/* What a person added to the map: one store, and all that shows it. Loaded when first used. */

import { addStyle } from "../lib/dom.js";
import { compareLayers } from "./across.js";
import { setUpComparing } from "./comparing/comparing.js";
import { labelDrawn } from "./drawing/drawn_labels.js";
import { loadStyles } from "./drawing/styles.js";
import { Keeping } from "./keeping/keep.js";
import { retellLayers } from "./keeping/retell.js";
import { measureLocalLayers } from "./measuring.js";
import { addToLegend } from "./on_map/legend.js";
import { PlotLayer } from "./on_map/plot_layer.js";
import { setUpDetail } from "./panel/detail.js";
import { setUpDock } from "./panel/dock.js";
import { PlotStore } from "./store.js";

/** @typedef {import("../app.js").App} App */
/**
 * What every module of the workbench is handed.
 * @typedef {object} Bench
 * @property {App} app
 * @property {PlotStore} store
 * @property {import("../lib/format.js").Page} page The language and the texts.
 * @property {PlotLayer} layer
 * @property {import("./panel/dock.js").Dock} dock
 * @property {import("./panel/filters.js").KeptFilter} filter What rows are filtered by, as text.
 */

/** @type {Promise<Bench> | null} */
let opened = null;

/**
 * What is selected is where range rings may begin: at its point inside.
 * @param {App} app
 * @param {PlotStore} store
 */
const offerSelected = (app, store) => {
  app.selectedPlot = () => {
    const row = store.entry(store.selected)?.row;
    if (!row?.inside_point) return null;
    const [lon, lat] = row.inside_point.wgs84;
    return { name: row.name || `№ ${row.number}`, at: [Number(lat.toFixed(6)), Number(lon.toFixed(6))] };
  };
  store.on("select", () => {
    const selected = app.selectedPlot?.();
    if (selected) app.map.fire("zone:plot", selected);
  });
};

/** @param {App} app */
const open = async (app) => {
  await Promise.all([app.texts(), addStyle(new URL("../plots.css", import.meta.url).href), loadStyles()]);
  app.site.messages.comma = app.zone.data.messages.comma;
  /** @type {Pick<Bench, "app" | "page" | "store"> & Partial<Bench>} */
  const begun = { app, page: app.site, store: new PlotStore() };
  const bench = /** @type {Bench} */ (begun);
  bench.layer = new PlotLayer(bench);
  bench.dock = setUpDock(bench);
  setUpDetail(bench);
  labelDrawn(app, bench.store);
  addToLegend(bench.store);
  offerSelected(app, bench.store);
  window.addEventListener("online", async () => {
    await retellLayers(app, bench.store);
    measureLocalLayers(app, bench.store);
  });
  app.ownPlots = bench.store;
  app.keeping = new Keeping(app, bench.store);
  await app.keeping.start();
  app.drawing?.connect();
  compareLayers(app, bench.store);
  setUpComparing(bench);
  return bench;
};

/** @param {App} app */
export const openBench = (app) => {
  opened ??= open(app).catch((error) => {
    opened = null; // the next one may reach the server
    throw error;
  });
  return opened;
};

/**
 * @param {App} app
 * @returns {Promise<PlotStore>}
 */
export const setUp = async (app) => (await openBench(app)).store;
