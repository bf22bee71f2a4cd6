/* Only in a saved map with several languages: `?lang=` chooses one. What the others have in place of
   the page's own words is packed in the file, with what the tools are given in each. */
(() => {
  "use strict";

  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked !== null && asked !== root.dataset.lang) root.hidden = true; // until its words are there

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

  /** @returns {Promise<ZoneMap.Packed>} */
  const unpack = async () => {
    const packed = document.querySelector("#packed")?.textContent ?? "";
    const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  /**
   * Put another language's page in the place of this one; scripts stay.
   * @param {HTMLTemplateElement} page
   */
  const turnPage = ({ lang, title, dataset, content }) => {
    Object.assign(root, { lang }).dataset.lang = dataset.lang;
    document.title = title;
    for (const each of document.querySelectorAll("body > :not(script, .other-page)")) each.remove();
    document.body.prepend(document.importNode(content, true));
  };

  /**
   * @param {any} data
   * @param {any} changes
   */
  const change = (data, changes) => {
    for (const [key, value] of Object.entries(changes)) {
      const isWithin = value !== null && typeof value === "object" && !Array.isArray(value) && data[key];
      data[key] = isWithin ? change(data[key], value) : value;
    }
    return data;
  };

  let changes = {};
  const speak = async () => {
    const { lang = "" } = root.dataset;
    try {
      await parsed;
      const { site, map, panels } = await unpack();
      for (const page of document.querySelectorAll(".other-page")) {
        if (!(page instanceof HTMLTemplateElement) || page.dataset.lang !== asked) continue;
        turnPage(page);
        changes = map[asked];
        change(site[lang], site[asked]);
      }
      const waiting = document.querySelector(".other-panels");
      if (waiting) waiting.innerHTML = panels.map((each) => each[root.dataset.lang ?? ""]).join("");
      return site[lang];
    } finally {
      root.hidden = false;
    }
  };

  /** @type {Promise<Served.SavedSite> | null} */
  let spoken = null;
  ZoneMap.speak = () => (spoken ??= speak());

  ZoneMap.localize = (data) => change(data, changes);
})();
