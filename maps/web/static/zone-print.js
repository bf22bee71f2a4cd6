/* The printed page: what is on the screen, on white paper, with everything that is folded up. */
(() => {
  "use strict";

  /** @param {string} selector */
  const folded = (selector) =>
    [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLDetailsElement && !each.open);

  ZoneMap.setUpPrint = ({ map, zone }) => {
    const root = document.documentElement;
    /** @type {{ theme?: string, opened: Element[], at: L.LatLng, zoom: number } | null} */
    let before = null;

    window.addEventListener("beforeprint", () => {
      const opened = folded(".legend:not(.backgrounds), .credits");
      before = { theme: root.dataset.theme, opened, at: map.getCenter(), zoom: map.getZoom() };
      const bounds = zone.data.bounds[zone.view ?? ""] ?? map.getBounds();
      for (const each of opened) each.toggleAttribute("open", true);
      root.dataset.theme = "light";
      root.classList.add("printing");
      root.classList.toggle("framed", window.parent !== window);
      zone.isFitting = true;
      map.invalidateSize({ pan: false, animate: false });
      map.fitBounds(bounds, { animate: false, padding: [8, 8] });
      zone.labels.settle();
    });
    window.addEventListener("afterprint", () => {
      if (!before) return;
      for (const each of before.opened) each.toggleAttribute("open", false);
      root.classList.remove("printing");
      if (before.theme) root.dataset.theme = before.theme;
      else delete root.dataset.theme;
      map.invalidateSize({ pan: false, animate: false });
      map.setView(before.at, before.zoom, { animate: false });
      zone.isFitting = false;
      before = null;
    });
  };
})();
