/* The table of parts below the map. */
(function () {
  "use strict";

  const isPhone = () => matchMedia("(max-width: 719px)").matches;

  /* The table below the map: a button, or the key T while the map has the focus. */
  L.zoneTable = (page) => {
    const toggle = document.querySelector(".table-toggle");
    const table = document.querySelector(".table-view");
    const container = page.map.getContainer();
    let from = null;
    /* The map has another height now: show in it what it showed. */
    const fit = () => {
      const { map, zone } = page;
      const view = zone.shownView();
      map.invalidateSize({ animate: false });
      if (zone.selected !== null) zone.reveal(zone.selected);
      else if (view) zone.show(view);
    };
    const turn = (on) => {
      if (on) from = document.activeElement;
      table.hidden = !on;
      toggle.setAttribute("aria-expanded", String(on));
      fit();
      if (on) table.querySelector("[aria-current], h2").focus();
      else (from?.isConnected && from !== document.body ? from : toggle).focus({ preventScroll: true });
    };
    container.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      if (table) turn(table.hidden);
      else toggle?.click();
    });
    if (!table) return;
    toggle.addEventListener("click", () => turn(table.hidden));
    table.querySelector(".close").addEventListener("click", () => turn(false));
    table.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      turn(false);
    });
    page.map.on("zone:select", ({ id, from: link }) => {
      if (id === null || table.hidden || !isPhone() || !table.contains(link)) return;
      table.hidden = true;
      toggle.setAttribute("aria-expanded", "false");
      fit();
    });
  };
})();
