/* Plots of different layers that overlap. The server alone compares them, as it does for files: so that
   the page and what it exports count the same. Without it nothing is said. */

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./store.js").PlotStore} PlotStore */

const PAUSE_MS = 400; // while somebody draws, layers change at every move
const PATIENCE_MS = 60_000;

/**
 * What layers are called, by their id; those of one name are numbered.
 * @param {Plots.Layer[]} layers
 * @returns {Map<string, string>}
 */
export const labelLayers = (layers) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  return new Map(
    layers.map(({ id, name }) => {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [id, count > 1 ? `${name} (${count})` : name];
    }),
  );
};

/**
 * The measured plots of the layers that are shown; none where they are of one layer.
 * @param {PlotStore} store
 */
const listPlots = (store) => {
  const entries = store.entries().filter(({ layer, row }) => layer.isShown && row.kind === "plot" && row.area_m2);
  return new Set(entries.map(({ layer }) => layer.id)).size > 1 ? entries : [];
};

/**
 * @param {App} app
 * @param {Plots.Entry[]} entries
 * @param {Map<string, string>} labels
 * @returns {Promise<{ warnings: string[], rows: (string | null)[] } | null>}
 */
const compare = async ({ site }, entries, labels) => {
  const features = entries.map(({ feature: { geometry }, row, layer }) => ({
    type: "Feature",
    geometry,
    properties: { "@name": row.name, "@number": row.number, "@layer": labels.get(layer.id) },
  }));
  try {
    const address = new URL(`${site.addresses.inspect}/overlaps`, location.href);
    address.searchParams.set("lang", site.lang);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ type: "FeatureCollection", features });
    const answer = await fetch(address, { method: "POST", headers, body, signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

/**
 * What is said of each layer that is shown: the sentences of all, and one for each of its rows.
 * @param {PlotStore} store
 * @param {Plots.Entry[]} entries
 * @param {{ warnings: string[], rows: (string | null)[] }} found
 */
const tell = (store, entries, { warnings, rows }) => {
  /** @type {Map<string, Plots.Layer["across"]>} */
  const told = new Map();
  for (const [n, { layer, index }] of entries.entries()) {
    const across = told.get(layer.id) ?? { warnings, rows: [] };
    if (rows[n]) across.rows[index] = rows[n];
    told.set(layer.id, across);
  }
  for (const { id, across } of store.layers) {
    const now = told.get(id) ?? { warnings: [], rows: [] };
    if (JSON.stringify(across) !== JSON.stringify(now)) store.replace(id, { across: now });
  }
};

/**
 * Keep what is said of overlaps in step with the layers.
 * @param {App} app
 * @param {PlotStore} store
 */
export const compareLayers = (app, store) => {
  let timer = 0;
  /** @type {unknown[]} What was compared last. */
  let last = [];
  const refresh = async () => {
    const entries = listPlots(store);
    const labels = labelLayers(store.layers);
    const now = entries.flatMap(({ feature, layer, row }) => [feature.geometry, labels.get(layer.id), row.name]);
    if (now.length === last.length && now.every((each, n) => each === last[n])) return;
    last = now;
    const found = entries.length ? await compare(app, entries, labels) : null;
    if (last === now) tell(store, found ? entries : [], found ?? { warnings: [], rows: [] });
    if (!found) last = entries.length ? [] : now; // asked again with the next change
  };
  const start = () => {
    clearTimeout(timer);
    timer = window.setTimeout(refresh, PAUSE_MS);
  };
  if (!app.site.addresses.inspect) return; // a saved map has no server
  store.on("layers", start);
  start();
};
