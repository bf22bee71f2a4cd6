/* The site's tools on the map. Each module sets up one concern and knows nothing of the others.
   What a tool needs comes when it is first used, or when the address asks for it. */
import { fetchJson, onceDone } from "./lib/answers.js";
import { closest, find, warn } from "./lib/dom.js";
import { rounded, UrlState } from "./lib/url_state.js";
import { holdBriefs, setUpOffline, tellOffline } from "./offline.js";
import { fetchAnswer, fetchOutline } from "./tools/served.js";
import { Toolbar } from "./tools/toolbar.js";

/**
 * What every tool is handed.
 * @typedef {object} App
 * @property {L.Map} map
 * @property {ZoneMap.Layer} zone The zone on the map: its parts, the selection, the views.
 * @property {Served.Site} site
 * @property {UrlState} url What the address keeps.
 * @property {Toolbar} toolbar
 * @property {() => Promise<Served.Name[]>} names Everything that can be searched for; fetched once.
 * @property {Ask} ask Ask the map about a point, which loads that tool.
 * @property {Answer} answer What is at a point; a saved map tells it without a server.
 * @property {(id: string) => Promise<L.Layer>} outline The outline of a county, likewise.
 * @property {() => Promise<PlotStore>} plots What a person added to the map; loaded once, with all that shows it.
 * @property {() => Promise<void>} texts Puts what is said of these among the site's messages; fetched once.
 * @property {() => Promise<void>} draw Load the tool that draws.
 * @property {() => Promise<void>} add Open the card that adds data, which loads it.
 * @property {(layer: string) => Promise<void>} [askOpen] Ask what was left open about a layer; where there is a server.
 * @property {import("./plots/drawing/draw_tool.js").DrawTool} [drawing] Once it has been loaded.
 * @property {PlotStore} [ownPlots] Likewise.
 * @property {import("./plots/keeping/keep.js").Keeping} [keeping] Once something was added.
 * @property {() => SelectedPlot | null} [selectedPlot] Once something was added.
 * @property {Map<string, Compared>} [comparable] What was added, by its key; likewise.
 * @property {() => Compared[]} [compared] The parts and plots that are chosen to be compared.
 *
 * @typedef {import("./plots/store.js").PlotStore} PlotStore
 * @typedef {import("./tools/compare.js").Item} Compared
 * @typedef {{ name: string, at: Served.Point }} SelectedPlot An added plot, line or site, by its point inside.
 * @typedef {(point: Served.Point, options?: AskOptions) => Promise<void>} Ask
 *
 * @typedef {(query: { lat: number, lon: number } & Omit<AskOptions, "isSought">) => Promise<HTMLElement>} Answer
 *
 * @typedef {object} AskOptions
 * @property {string} [datum] What the point's coordinates are in: WGS 84 without it, empty where nobody said it.
 * @property {number} [accuracy_m] How well they are known.
 * @property {string} [name] What the text calls the place.
 * @property {boolean} [isSought] Whether the map goes to the point, which was not picked on it.
 * @property {string} [note] The message on coordinates of WGS 84, where it is not the usual one.
 */

/** @type {Record<string, string>} Modules that are not named by their tool. */
const MODULES = { add: "./plots/adding/add_data.js" };

/**
 * Each tool with what it keeps in the address.
 * @type {Record<string, string[]>}
 */
const TOOLS = { ask: ["ask"], measure: ["line", "area"], reach: ["from"], compare: ["compare"], add: [], share: [] };

const idle = window.requestIdleCallback ?? setTimeout;

/** @param {App} app */
const setUpTools = (app) => {
  const { toolbar, url, site } = app;
  /** @type {Record<string, Promise<void>>} */
  const loading = {};
  /** @param {string} name */
  const load = (name) => {
    const begin = async () => {
      const module = await import(MODULES[name] ?? `./tools/${name}.js`);
      await module.setUp(app);
    };
    loading[name] ??= begin().catch(() => {
      delete loading[name];
      warn(site.messages.toolFailed);
    });
    return loading[name];
  };
  for (const [name, keys] of Object.entries(TOOLS)) {
    const face = name === "share" ? { text: site.messages.shareShort, title: site.messages.share } : {};
    toolbar.offer({ name, ...face }, () => load(name));
    for (const key of keys) url.keepLater(key, () => load(name));
  }
  idle(async () => {
    await load("compare"); // its buttons stand beside the names
    for (const name of ["ask", "measure", "reach", "share"]) {
      idle(() => import(`./tools/${name}.js`).catch(() => {}));
    }
  });
  url.keepLater("place", () => load("search"));
  if (site.backgrounds?.length) {
    url.keepLater("background", () => load("backgrounds"));
    idle(() => load("backgrounds"));
  }
  if (site.addresses.roads) idle(() => load("roads"));
  setUpAsking(app, () => load("ask"));
  app.draw = () => load("measure");
  setUpPlots(app);
  setUpAdding(app, () => load("add"));
  const box = find(".search", document, HTMLElement);
  box.setAttribute("aria-busy", "true");
  const begin = async () => {
    await load("search");
    if ("search" in loading) box.removeAttribute("aria-busy");
    else box.addEventListener("input", begin, { once: true });
  };
  const field = find("input", box, HTMLInputElement);
  const isSooner = field.value || field === document.activeElement; // a reader was there before this script
  if (isSooner) begin();
  else box.addEventListener("focusin", begin, { once: true });
};

/**
 * A long press or a right click asks at any time. The tool replaces `app.ask` once it is loaded.
 * @param {App} app
 * @param {() => Promise<void>} load
 */
const setUpAsking = (app, load) => {
  /** @type {Ask} */
  const loadAndAsk = async (point, options) => {
    await load();
    if (app.ask !== loadAndAsk) await app.ask(point, options);
  };
  app.ask = loadAndAsk;
  app.map.on("contextmenu", ({ latlng }) => {
    if (!app.zone.isBusy || app.toolbar.active?.name === "ask") app.ask(rounded(latlng));
  });
};

/**
 * What was added before is kept in this browser, or in the address.
 * @param {App} app
 */
const setUpPlots = (app) => {
  app.url.keepLater("plots", async () => (await import("./plots/keeping/link.js")).setUp(app));
  try {
    if (localStorage.getItem("zonemap-plots")) idle(() => app.plots());
  } catch {} // a private window
};

/**
 * What is dropped on the page or pasted is added to the map. A transfer is empty once its event is over.
 * @param {App} app
 * @param {() => Promise<void>} load
 */
const setUpAdding = (app, load) => {
  /**
   * @param {Event} event
   * @param {DataTransfer | null} data
   */
  const receive = async (event, data) => {
    if (!data || closest(event, "input, textarea, select, dialog")) return;
    event.preventDefault();
    const entries = [...data.items].map((each) => each.webkitGetAsEntry?.() ?? null);
    const taken = { files: [...data.files], entries, text: data.getData("text/plain") };
    await load();
    const { receive: add } = await import("./plots/adding/add_data.js");
    await add(app, taken);
  };
  document.addEventListener("paste", (event) => receive(event, event.clipboardData));
  document.addEventListener("drop", (event) => receive(event, event.dataTransfer));
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    load(); // while it is still dragged
  });
};

/**
 * @param {ZoneMap.Layer} zone
 * @returns {App}
 */
const makeApp = (zone) => {
  /** @type {Served.Site} */
  const site = JSON.parse(find("#site-data", document, HTMLScriptElement).text);
  /** @type {App} */
  const app = {
    map: zone.map,
    zone,
    site,
    url: new UrlState(zone),
    toolbar: new Toolbar(zone.map, site.messages),
    names: onceDone(() => fetchJson(site.addresses.names)),
    ask: async () => {},
    answer: (query) => fetchAnswer(app, query),
    outline: (id) => fetchOutline(app, id),
    draw: async () => {},
    add: () =>
      import("./plots/adding/add_data.js")
        .then(({ openCard }) => openCard(app))
        .catch(() => warn(site.messages.toolFailed)),
    askOpen: (id) =>
      import("./plots/adding/add_data.js")
        .then(({ askOpen }) => askOpen(app, id))
        .catch(() => warn(site.messages.toolFailed)),
    texts: onceDone(async () => void Object.assign(site.messages, await fetchJson(site.addresses.plotTexts))),
    plots: () => import("./plots/workbench.js").then(({ setUp }) => setUp(app)),
  };
  return app;
};

/**
 * A saved map has its part in the fragment, and so have links that are made of its address: the address gets it
 * as this page writes it, and all else of it stays.
 * @param {App} app
 */
const showSentPart = ({ url, zone }) => {
  const id = url.get("part") ?? "";
  if (!zone.page || !zone.byId.has(id)) return;
  url.set("part", null, { push: false });
  history.replaceState(null, "", zone.page.partAddress(id) + location.hash);
  if (id !== zone.selected) zone.select(id, { by: "address" });
};

/**
 * @param {ZoneMap.Layer} zone
 * @param {HTMLElement} container
 */
const start = async (zone, container) => {
  const app = makeApp(zone);
  const { hash } = location; // before the tools write their own
  tellOffline(app);
  holdBriefs(app.site.messages);
  setUpTools(app);
  showSentPart(app);
  await app.url.restore();
  window.addEventListener("popstate", () => showSentPart(app));
  const tellUnread = async (/** @type {string} */ text) => (await import("./tools/unread.js")).tellUnread(app, text);
  if (hash)
    tellUnread(hash); // only a hash can name what no tool reads
  else window.addEventListener("popstate", () => tellUnread(location.hash), { once: true });
  container.dataset.tools = "ready";
  zone.labels.ask(); // clear of the tools
  setUpOffline(app.site);
};

/** @param {HTMLElement} container */
const startWhenReady = (container) => {
  const begin = () => container.zone && start(container.zone, container);
  if (container.zone) begin();
  else container.addEventListener("zone:ready", () => setTimeout(begin), { once: true });
};

for (const container of document.querySelectorAll(".zone-map")) {
  if (container instanceof HTMLElement) startWhenReady(container);
}
