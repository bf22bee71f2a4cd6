/* Runs before anything is painted. The first frame is hidden where the address asks for another view;
   a part that is pressed on it is marked, and opened once the map is there. */
(() => {
  "use strict";

  globalThis.ZoneMap ??= /** @type {ZoneMap.Scripts} */ ({});

  const MOST_UNPAINTED_MS = 500; // a frame that is out of sight is painted when it comes into it
  const { dataset } = document.documentElement;

  if (location.hash) dataset.elsewhere = "";
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof SVGElement) || !target.dataset.first) return;
    dataset.pressed = target.dataset.first;
    for (const each of document.querySelectorAll("[data-first]")) each.classList.toggle("selected", each === target);
  });

  ZoneMap.painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done));
      setTimeout(done, MOST_UNPAINTED_MS);
    });

  /** @param {string} src */
  const run = (src) =>
    new Promise((done, fail) => {
      const script = Object.assign(document.createElement("script"), {
        src,
        async: false,
        onload: done,
        onerror: fail,
      });
      document.head.append(script);
    });

  /* Until something of the page is on the screen, not only drawn: what runs then delays it no more. */
  const shown = () =>
    new Promise((done) => {
      new PerformanceObserver((list) => {
        if (list.getEntriesByName("first-contentful-paint").length) done(null);
      }).observe({ type: "paint", buffered: true });
      setTimeout(done, document.hidden ? 0 : MOST_UNPAINTED_MS);
    });

  ZoneMap.load = async ({ scripts, modules }) => {
    await shown();
    document.addEventListener(
      "zone:ready",
      () => {
        for (const address of modules) import(address);
      },
      { once: true },
    );
    await Promise.all(scripts.map(run));
  };
})();
