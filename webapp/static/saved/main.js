/* The tools of a saved map. Its modules are joined into one script when the file is written
   (webapp/saved/modules.py); it asks for nothing, and keeps what is added in its window. */
import { find } from "../lib/dom.js";
import { rounded, UrlState } from "../lib/url_state.js";
import { setUp as setUpDrawing } from "../plots/drawing/draw.js";
import { setUp as setUpAsk } from "../tools/ask.js";
import { setUp as setUpCompare } from "../tools/compare.js";
import { setUp as setUpReach } from "../tools/reach.js";
import { setUp as setUpSearch } from "../tools/search.js";
import { Toolbar } from "../tools/toolbar.js";
import { tellUnread } from "../tools/unread.js";
import { setUpAdding } from "./adding.js";
import { makeAnswerer } from "./answer.js";
import { openBench } from "./bench.js";
import { setUpSideBySide } from "./side_by_side.js";

const NARROW_PX = 300; // as in saved.css

/**
 * What the tools of a saved map are handed.
 * @typedef {import("../app.js").App & { site: Omit<Served.SavedSite, "names"> & { names: Served.Name[] } }} SavedApp
 */

/**
 * A county's outline as the map has it.
 * @param {SavedApp} app
 * @param {string} id
 */
const outlineCounty = async ({ zone, site }, id) => {
  const n = site.counties.findIndex((each) => each.id === id);
  const drawn = zone.data.context.filter(({ kind }) => kind === "county")[n];
  if (!drawn) throw new Error(`no county ${id}`);
  return L.polygon(drawn.latlngs, { pane: "tools", interactive: false, className: "found-outline" });
};

/**
 * The map's own page writes the part alone into the address; here it stands beside what the tools keep.
 * @param {SavedApp} app
 */
const keepPart = ({ map, url }) => map.on("zone:select", ({ id }) => url.set("part", id, { push: false }));

/** @param {Served.Box} box */
const centreOf = ([[south, west], [north, east]]) =>
  /** @type {Served.Point} */ ([(south + north) / 2, (west + east) / 2]);

/**
 * @param {ZoneMap.Layer} zone
 * @param {Served.SavedSite} given
 */
const start = async (zone, given) => {
  /** @type {Served.Name[]} */
  const names = given.names.map((each) => ({ ...each, at: each.at ?? (each.box ? centreOf(each.box) : [0, 0]) }));
  const { hash } = location; // before the tools write their own
  const site = { ...given, names, addresses: { compare: "#side=1" } }; // a fragment, which any document takes
  site.messages.comma = zone.data.messages.comma;
  const parts = {
    map: zone.map,
    zone,
    site,
    url: new UrlState(zone),
    toolbar: new Toolbar(zone.map, site.messages),
    names: async () => names,
    texts: async () => {},
    ask: async () => {},
    draw: async () => {},
    add: async () => {},
  };
  const app = /** @type {SavedApp} */ (/** @type {unknown} */ (parts));
  const tools = ["ask", "measure", "reach", "compare", "add"].filter((name) => document.getElementById(`${name}-card`));
  for (const name of tools) app.toolbar.offer({ name }, async () => {});
  const bench = openBench(app);
  app.plots = async () => bench.store;
  app.ownPlots = bench.store;
  app.outline = (id) => outlineCounty(app, id);
  /** @type {ReturnType<typeof makeAnswerer> | null} */
  let answer = null;
  app.answer = async (query) => {
    answer ??= makeAnswerer(app);
    return answer(query);
  };
  setUpAsk(app);
  await Promise.all([setUpDrawing(app), setUpReach(app), setUpSearch(app)]);
  setUpAdding(app, bench);
  if (tools.includes("compare")) {
    setUpCompare(app);
    setUpSideBySide(app);
  }
  zone.map.on("contextmenu", ({ latlng }) => {
    if (!zone.isBusy || app.toolbar.active?.name === "ask") app.ask(rounded(latlng));
  });
  keepPart(app);
  await app.url.restore();
  tellUnread(app, hash);
  zone.map.getContainer().dataset.tools = "ready";
  // The first view of a narrow frame was fitted beside what has moved since.
  if (zone.view === "zone" && zone.map.getSize().x < NARROW_PX) zone.show("zone");
  zone.labels.ask(); // clear of the tools
};

const run = async () => {
  const spoken = await ZoneMap.speak?.().catch(() => null); // an old browser can't unpack what is said
  const container = find(".zone-map", document, HTMLElement);
  if (!spoken) {
    find(".search", document, HTMLElement).remove();
    return;
  }
  const begin = () => container.zone && start(container.zone, spoken);
  if (container.zone) begin();
  else container.addEventListener("zone:ready", () => setTimeout(begin), { once: true });
};

run();
