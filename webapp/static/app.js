/* The site's tools on the map. Each module sets up one concern and knows nothing of the others.
   What a tool needs comes when it is first used, or when the address asks for it. */
import { rounded, setUpAddress } from "./lib/url_state.js";
import { element, say, setUpToolbar } from "./tools/toolbar.js";

const SOON_MS = 1200; // first what is on the screen

/* Each with what it keeps in the address. */
const TOOLS = { ask: ["ask"], measure: ["line", "area"], reach: ["from"], compare: ["compare"], share: [] };

const container = document.querySelector(".zone-map");
const idle = window.requestIdleCallback ?? setTimeout;

const setUpTools = (zone, site) => {
  const loading = {};
  const load = (name) => {
    const begin = async () => {
      const module = await import(`./tools/${name}.js`);
      await module.setUp(zone, site);
    };
    loading[name] ??= begin().catch(() => {
      delete loading[name];
      say(site.messages.toolFailed);
    });
    return loading[name];
  };
  for (const [name, keys] of Object.entries(TOOLS)) {
    zone.offerTool({ name, ...(name === "share" && { text: "⤴", title: site.messages.share }) }, () => load(name));
    for (const key of keys) zone.keepLater(key, () => load(name));
  }
  idle(async () => {
    await load("compare"); // its buttons stand beside the names
    for (const name of ["ask", "measure", "reach", "search", "share"]) idle(() => import(`./tools/${name}.js`).catch(() => {}));
  });
  if (site.backgrounds?.length) {
    zone.keepLater("background", () => load("backgrounds"));
    idle(() => load("backgrounds"));
  }
  zone.ask = async (...about) => {
    await load("ask");
    return zone.ask(...about);
  };
  zone._map.on("contextmenu", ({ latlng }) => {
    if (!zone.busy || zone.activeTool()?.name === "ask") zone.ask(rounded(latlng));
  });
  const box = document.querySelector(".search");
  box.setAttribute("aria-busy", "true");
  box.addEventListener("focusin", () => load("search").then(() => box.removeAttribute("aria-busy")), { once: true });
};

/* Without a network the map stands in for a page that the server makes: say so. */
const tellOffline = (zone, { messages }) => {
  const { home, part } = zone.data.address;
  const [homePath, partPath] = [home, part.split("{id}")[0]].map((each) => new URL(each, location.href).pathname);
  if (location.pathname === homePath || location.pathname.startsWith(partPath)) return;
  document.querySelector("main").before(element("p", "warning offline-note", messages.needsNetwork));
  say(messages.needsNetwork);
};

/* After a visit the site opens without a network: its worker keeps the pages of this data. */
const setUpOffline = ({ worker }) => {
  if (!worker || !("serviceWorker" in navigator)) return;
  const register = () => setTimeout(() => navigator.serviceWorker.register(worker).catch(() => {}), SOON_MS);
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
};

const start = async () => {
  const { zone } = container;
  const site = JSON.parse(document.getElementById("site-data").textContent);
  let names;
  site.names = () => (names ??= fetch(site.addresses.names).then((answer) => answer.json()));
  tellOffline(zone, site);
  setUpToolbar(zone, site);
  setUpAddress(zone);
  setUpTools(zone, site);
  await zone.restore();
  container.dataset.tools = "ready";
  zone.labels.ask(); // clear of the tools
  setUpOffline(site);
};
if (container?.zone) start();
else container?.addEventListener("zone:ready", () => setTimeout(start), { once: true });
