/* Keeps this data's pages and scripts, so that they open without a network. The name of the cache
   follows the data's digest: other data, another cache, and the old one is dropped. */
const CACHE = "zonemap-{{ version }}";
const HOME = {{ home|tojson }};
const PAGES = {{ pages|tojson }};
const LANGUAGES = {{ languages|tojson }};
const FILES = {{ files|tojson }};

self.addEventListener("install", (event) => {
  const fresh = [...PAGES, ...FILES].map((address) => new Request(address, { cache: "reload" }));
  const keep = async () => (await caches.open(CACHE)).addAll(fresh);
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const drop = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("zonemap-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(drop());
});

const kept = async (request, options) => (await caches.open(CACHE)).match(request, { ignoreVary: true, ...options });

/* A page that was not kept: the map of the same language, which finds its part in the address. */
const instead = (url) => {
  const asked = url.searchParams.get("lang");
  const isKept = PAGES.some((page) => page.endsWith(`lang=${asked}`));
  const preferred = LANGUAGES.find((each) => navigator.language.startsWith(each)) ?? LANGUAGES[0];
  const lang = isKept ? asked : preferred;
  const wanted = `${url.pathname}?lang=${lang}`;
  return PAGES.includes(wanted) ? wanted : `${HOME}?lang=${lang}`;
};

const page = async (request, url) => {
  try {
    return await fetch(request);
  } catch (error) {
    const found = (await kept(request)) ?? (await kept(instead(url)));
    if (!found) throw error;
    return found;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && request.destination === "document") event.respondWith(page(request, url));
  else if (FILES.includes(url.pathname)) event.respondWith(kept(request).then((found) => found ?? fetch(request)));
});
