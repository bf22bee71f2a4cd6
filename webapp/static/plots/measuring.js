/* Features measured: by the page at once, then by the server, which keeps nothing of them. */
import { makeLocalRow, makeRefusedRow, readGround } from "./local/local_rows.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./store.js").PlotStore} PlotStore */

const PATIENCE_MS = 60_000;
const TURN_MS = 40;
const MOST_HERE = 200; // vertices: the page takes seconds for outlines that cross themselves often
/** @type {Promise<unknown>} The layers are sent one after the other. */
let last = Promise.resolve();
/** @type {WeakMap<ZoneMap.Layer, import("./local/local_rows.js").Ground>} */
const grounds = new WeakMap();

/**
 * How the page makes the row of a feature by itself; none for a geometry of several kinds.
 * @param {App} app
 */
const prepareRows = ({ zone, site }) => {
  const ground = grounds.get(zone) ?? readGround(zone, site);
  grounds.set(zone, ground);
  /** @param {number} lon */
  const beside = (lon) => ZoneMap.turn(lon, zone.data.bounds.zone);
  /** @param {Plots.Feature} feature @param {number} n */
  return (feature, n) => makeLocalRow(feature, n + 1, ground, beside) ?? [];
};

/**
 * The rows that the page makes by itself; those of geometries of several kinds are left out.
 * @param {App} app
 * @param {Plots.Feature[]} features
 */
export const measureHere = (app, features) => features.flatMap(prepareRows(app));

/**
 * The same, a piece at a time, so that the page answers meanwhile.
 * @param {App} app
 * @param {Plots.Feature[]} features
 * @param {AbortSignal} [signal]
 */
export const measureInTurns = async (app, features, signal) => {
  const makeRow = prepareRows(app);
  const rows = [];
  let end = performance.now() + TURN_MS;
  for (const [n, each] of features.entries()) {
    rows.push(makeRow(each, n));
    if (performance.now() < end || document.hidden) continue; // where nobody looks, a pause takes a second
    await new Promise((done) => setTimeout(done));
    signal?.throwIfAborted();
    end = performance.now() + TURN_MS;
  }
  return rows.flat();
};

/**
 * The rows of features of which the server refused some: those have its reason and no measures.
 * @param {Served.InspectedLayer} layer
 * @param {Plots.Feature[]} features
 */
const joinRefused = ({ rows, left_out }, features) => {
  const reasons = new Map(left_out.map(({ row, reason }) => [row, reason]));
  const measured = new Map(rows.map((row) => [row.number, row]));
  return features.flatMap((each, n) => {
    const reason = reasons.get(n + 1);
    return measured.get(n + 1) ?? (reason === undefined ? [] : makeRefusedRow(each, n + 1, reason));
  });
};

/**
 * The server's rows; null when there is no network, or no answer that fits.
 * @param {App} app
 * @param {Plots.Feature[]} features
 * @returns {Promise<Pick<Plots.Layer, "rows" | "method" | "dataHash"> | null>}
 */
export const measureThere = async ({ site }, features) => {
  if (!site.addresses.inspect) return null; // a saved map has no server
  // Without the place in the list, which would be a name there.
  const own = features.map(({ type, geometry, properties }) => ({ type, geometry, properties }));
  const body = JSON.stringify({ type: "FeatureCollection", features: own });
  const headers = { "Content-Type": "application/geo+json" };
  try {
    const address = new URL(site.addresses.inspect, location.href);
    address.searchParams.set("lang", site.lang);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(address, { method: "POST", headers, body, signal });
    if (!answer.ok) return null;
    /** @type {Served.Inspected} */
    const { layers, method, data_hash: dataHash } = await answer.json();
    const rows = joinRefused(layers[0], features);
    return rows.length === features.length ? { rows, method, dataHash } : null;
  } catch {
    return null;
  }
};

/** @param {Plots.Feature[]} features */
const countVertices = (features) => JSON.stringify(features.map(({ geometry }) => geometry)).split("],").length;

/**
 * Let the server measure a layer; while it cannot, the layer keeps the rows that the page made.
 * @param {App} app
 * @param {PlotStore} plots
 * @param {string} id
 */
export const measureLayer = async (app, plots, id) => {
  const features = plots.layer(id)?.features ?? [];
  if (!features.length) return;
  const isQuick = countVertices(features) <= MOST_HERE || !navigator.onLine;
  if (isQuick && !plots.layer(id)?.rows.length) plots.replace(id, { rows: measureHere(app, features), isLocal: true });
  const isSame = () => plots.layer(id)?.features === features;
  const turn = last.then(() => (navigator.onLine && isSame() ? measureThere(app, features) : null));
  last = turn;
  const measured = await turn;
  if (measured && isSame()) plots.replace(id, { ...measured, isLocal: false });
};

/**
 * Let the server measure what the page measured by itself: kept layers, and those of a time without network.
 * @param {App} app
 * @param {PlotStore} plots
 */
export const measureLocalLayers = (app, plots) => {
  for (const { id, isLocal } of plots.layers) if (isLocal) measureLayer(app, plots, id);
};

/**
 * Rows in the page's words; what only the file could say, its plane, stays as it was read.
 * @param {Served.InspectedRow[]} rows
 * @param {Served.InspectedRow[]} before
 */
export const joinRows = (rows, before) =>
  rows.map((row, n) => {
    const old = before[n];
    if (!old) return row;
    const { number, plane_area_m2, plane_crs } = old;
    const plane = plane_crs ? { plane_area_m2, plane_crs } : {};
    return { ...row, number, name: row.name || old.name, ...plane };
  });
