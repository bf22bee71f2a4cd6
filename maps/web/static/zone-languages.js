/* Only in a saved map with several languages: `?lang=` chooses one. What the others have in place of
   the page's own words is packed in the file, with what the tools are given in each. */
(() => {
  "use strict";

  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked !== null && asked !== root.dataset.lang) root.hidden = true; // until its words are there

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

  /** @returns {Promise<Record<string, ZoneMap.Spoken>>} */
  const unpack = async () => {
    const packed = document.querySelector("#packed")?.textContent ?? "";
    const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  /**
   * Put another language's page in the place of this one; scripts stay, and style sheets.
   * @param {string} code
   * @param {ZoneMap.Spoken} spoken
   */
  const turnPage = (code, { lang, title, body }) => {
    Object.assign(root, { lang }).dataset.lang = code;
    document.title = title;
    document.head.append(...document.querySelectorAll("body style"));
    for (const each of document.querySelectorAll("body > :not(script)")) each.remove();
    const made = new DOMParser().parseFromString(body, "text/html").body;
    document.body.prepend(...[...made.childNodes].map((each) => document.importNode(each, true)));
  };

  let changes = {};
  const speak = async () => {
    try {
      await parsed;
      const all = await unpack();
      const other = all[asked ?? ""];
      if (other?.body) {
        turnPage(asked ?? "", other);
        ({ changes } = other);
      }
      const spoken = all[root.dataset.lang ?? ""];
      const waiting = document.querySelector(".other-panels");
      if (waiting && spoken.panels) waiting.innerHTML = spoken.panels;
      return spoken;
    } finally {
      root.hidden = false;
    }
  };

  /** @type {Promise<ZoneMap.Spoken> | null} */
  let spoken = null;
  ZoneMap.speak = () => (spoken ??= speak());

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

  ZoneMap.localize = (data) => change(data, changes);
})();
