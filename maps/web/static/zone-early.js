/* Runs before anything is painted. The first frame is hidden where the address asks for another view;
   a part that is pressed on it opens at once, and is selected once the map is there. */
(() => {
  "use strict";

  globalThis.ZoneMap ??= /** @type {ZoneMap.Scripts} */ ({});

  const MOST_UNPAINTED_MS = 500; // a frame that is out of sight is painted when it comes into it
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

  /* The next frame has begun when the one before it is drawn. */
  ZoneMap.painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => done()));
      setTimeout(done, MOST_UNPAINTED_MS);
    });

  /* A press is answered between two steps. */
  ZoneMap.rested = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
})();
