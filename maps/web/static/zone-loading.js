/* Loads what a page of the site needs beside its first frame, which comes before all of it, and says what
   has not come. */
(() => {
  "use strict";

  const MOST_UNPAINTED_MS = 500; // as in zone-early.js
  const MOST_ASKED = 8;
  const MOST_UNDRESSED_MS = 10000; // styles that never come must not keep the list back
  const MOST_SILENT_MS = 15000; // on a slow network what is missing may still come
  const LEAST_SILENT_MS = 1000; // what fails as the page is left is not told
  const { dataset } = document.documentElement;

  /* An embedding page may ask before the script that answers it has run. */
  ZoneMap.asked = [];
  window.addEventListener("message", (event) => {
    if (ZoneMap.asked.length < MOST_ASKED) ZoneMap.asked.push(event);
  });

  /* What was typed and entered before the script that searches has run is taken up by it. */
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target instanceof HTMLInputElement && target.closest(".search"))
      dataset.entered = target.value;
  });

  /* What is asked for as a frame begins is answered once that is drawn. */
  const begun = () =>
    new Promise((done) => {
      requestAnimationFrame(done);
      setTimeout(done, MOST_UNPAINTED_MS);
    });

  /* Inside another page, which may be loaded just to be printed, all is one step: printing waits for what
     is asked for before it is loaded, and for nothing else. */
  const isAlone = window.parent === window;
  const rest = () => (isAlone ? ZoneMap.rested() : null);

  /**
   * Load what an element names.
   * @param {HTMLLinkElement | HTMLScriptElement} element
   */
  const load = (element) =>
    new Promise((done, fail) => {
      document.head.append(Object.assign(element, { onload: done, onerror: fail }));
    });

  /** @param {string} src */
  const run = (src) => load(Object.assign(document.createElement("script"), { src, async: false }));

  /** @param {string} href */
  const dress = (href) => load(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));

  /** @param {number} ms */
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  /** @param {string} type */
  const listPreloaded = (type) =>
    /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll(`link[as=${type}]`)]).map(({ href }) => href);

  /* Put what waits as text below the map (maps/templates/_late_content.html) in its place, once it has styles. */
  /** @param {Promise<unknown>} dressed */
  const addLateContent = async (dressed) => {
    await Promise.race([dressed, wait(MOST_UNDRESSED_MS)]);
    for (const each of document.querySelectorAll("noscript.late-content")) {
      const { body } = new DOMParser().parseFromString(`<body>${each.textContent}`, "text/html");
      each.replaceWith(...body.childNodes);
      await rest();
    }
  };

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));

  /** @param {string} name */
  const askFor = (name) => {
    const waiting = document.querySelector(`.${name}`);
    if (waiting instanceof HTMLTemplateElement) waiting.replaceWith(waiting.content);
  };

  /* What loads while the first frame is drawn delays it, even with a low priority. */
  const askForScripts = () => askFor("late-scripts");
  ZoneMap.painted().then(askForScripts);

  /* What runs before the page is drawn delays it, and what answers a part that was pressed meanwhile. */
  const loadScripts = async () => {
    await parsed; // the browser would ask for styles before it reads the page
    if (isAlone) await begun();
    askFor("late-styles");
    const dressed = Promise.allSettled(listPreloaded("style").map(dress));
    await addLateContent(dressed);
    if (dataset.pressed !== undefined) ZoneMap.showPanel(dataset.pressed); // its panel comes after it
    askForScripts();
    await dressed;
    await Promise.all(listPreloaded("script").map(run));
    if (!ZoneMap.Layer) throw new Error("the map's scripts are broken"); // an empty one is answered like any other
    await rest();
  };

  ZoneMap.tellMissing = async (name, coming) => {
    const waiting = document.querySelector(`template.${name}`);
    const notices = waiting instanceof HTMLTemplateElement ? [...waiting.content.children] : [];
    let isMissing = true;
    const show = () => {
      if (!isMissing) return;
      if (innerWidth) waiting?.replaceWith(...notices);
      else setTimeout(show, MOST_SILENT_MS); // in a frame that is not shown no map is drawn
    };
    setTimeout(show, MOST_SILENT_MS);
    coming.catch(() => setTimeout(show, LEAST_SILENT_MS));
    await coming;
    isMissing = false;
    for (const each of notices) each.remove();
  };

  const loaded = loadScripts();
  const shown = new Promise((done) => document.addEventListener("zone:ready", done, { once: true }));
  const drawn = loaded.then(() => shown);
  parsed.then(() => ZoneMap.tellMissing("no-map", drawn)).catch(() => {}); // who waits for the scripts hears of it
  ZoneMap.load = (modules) => {
    const loadModules = () => ZoneMap.tellMissing("no-tools", Promise.all(modules.map((each) => import(each))));
    document.addEventListener("zone:ready", loadModules, { once: true });
    return loaded;
  };
})();
