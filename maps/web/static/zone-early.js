/* Runs before anything is painted. The first frame is hidden where the address asks for another view;
   a part that is pressed on it opens at once, and is selected once the map is there. */
(() => {
  "use strict";

  globalThis.ZoneMap ??= /** @type {ZoneMap.Scripts} */ ({});

  const MOST_UNPAINTED_MS = 500; // a frame that is out of sight is painted when it comes into it
  const MOST_ASKED = 8;
  const { dataset } = document.documentElement;

  if (window.top !== window) dataset.framed = "";
  if (location.hash || /[?&]bounds=/.test(location.search)) dataset.elsewhere = "";

  /**
   * Take a part's panel out of the template where it waits, and show it alone.
   * @param {string} id
   */
  ZoneMap.showPanel = (id) => {
    const named = `[data-panel="${CSS.escape(id)}"]`;
    const panels = document.querySelector(".panels");
    const waiting = document.querySelector(".other-panels");
    const taken = waiting instanceof HTMLTemplateElement ? waiting.content.querySelector(named) : null;
    if (taken) panels?.append(taken);
    if (!panels?.querySelector(named)) return null;
    for (const each of panels.children) each.toggleAttribute("hidden", !each.matches(named));
    panels.closest(".detail")?.removeAttribute("hidden");
    return panels.querySelector(named);
  };

  document.addEventListener("click", ({ target }) => {
    const id = target instanceof SVGElement ? target.dataset.first : undefined;
    if (id === undefined) return;
    dataset.pressed = id;
    for (const each of document.querySelectorAll("[data-first]")) each.classList.toggle("selected", each === target);
    ZoneMap.showPanel(id);
  });

  /* An embedding page may ask before the script that answers it has run. */
  ZoneMap.asked = [];
  window.addEventListener("message", (event) => {
    if (ZoneMap.asked.length < MOST_ASKED) ZoneMap.asked.push(event);
  });

  /* The next frame has begun when the one before it is drawn. */
  ZoneMap.painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => done()));
      setTimeout(done, MOST_UNPAINTED_MS);
    });

  /* What is asked for as a frame begins is answered once that is drawn. */
  const begun = () =>
    new Promise((done) => {
      requestAnimationFrame(done);
      setTimeout(done, MOST_UNPAINTED_MS);
    });

  /* A press is answered between two steps. */
  ZoneMap.rested = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

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

  /** @param {string} type */
  const listPreloaded = (type) =>
    /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll(`link[as=${type}]`)]).map(({ href }) => href);

  /* Put what waits as text below the map (maps/templates/_late_content.html) in its place, once it has styles. */
  const addLateContent = async () => {
    await Promise.allSettled(listPreloaded("style").map(dress));
    for (const each of document.querySelectorAll("noscript.late-content")) {
      const { body } = new DOMParser().parseFromString(`<body>${each.textContent}`, "text/html");
      each.replaceWith(...body.childNodes);
      await rest();
    }
  };

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));

  /* What loads while the first frame is drawn delays it, even with a low priority. */
  const askForScripts = () => {
    const waiting = document.querySelector(".late-scripts");
    if (waiting instanceof HTMLTemplateElement) waiting.replaceWith(waiting.content);
  };
  ZoneMap.painted().then(askForScripts);

  /* What runs before the page is drawn delays it, and what answers a part that was pressed meanwhile. */
  const loadScripts = async () => {
    await parsed;
    if (isAlone) await begun();
    await addLateContent();
    if (dataset.pressed !== undefined) ZoneMap.showPanel(dataset.pressed); // its panel comes after it
    askForScripts();
    await Promise.all(listPreloaded("script").map(run));
    await rest();
  };

  const loaded = loadScripts();
  ZoneMap.load = (modules) => {
    document.addEventListener("zone:ready", () => Promise.all(modules.map((each) => import(each))), { once: true });
    return loaded;
  };
})();
