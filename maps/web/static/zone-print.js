/* The printed page. */
(function () {
  "use strict";

  /* Print what is on the screen on white paper, with everything that is folded up. */
  L.zonePrint = ({ map, zone }) => {
    const root = document.documentElement;
    let before = null;
    window.addEventListener("beforeprint", () => {
      const folded = [...document.querySelectorAll(".legend:not(.backgrounds), .credits")].filter((each) => !each.open);
      before = { theme: root.dataset.theme, folded, at: map.getCenter(), zoom: map.getZoom() };
      const bounds = zone.data.bounds[zone.shownView()] ?? map.getBounds();
      for (const each of folded) each.open = true;
      root.dataset.theme = "light";
      root.classList.add("printing");
      zone._showing = true;
      map.invalidateSize({ pan: false, animate: false });
      map.fitBounds(bounds, { animate: false, padding: [8, 8] });
      zone.labels.settle();
    });
    window.addEventListener("afterprint", () => {
      if (!before) return;
      for (const each of before.folded) each.open = false;
      root.classList.remove("printing");
      if (before.theme) root.dataset.theme = before.theme;
      else delete root.dataset.theme;
      map.invalidateSize({ pan: false, animate: false });
      map.setView(before.at, before.zoom, { animate: false });
      zone._showing = false;
      before = null;
    });
  };
})();
