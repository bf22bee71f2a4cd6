/* The table of parts below the map: a button, or the key T while the map has the focus. */
(() => {
  "use strict";

  const { find, isPhone } = ZoneMap.dom;

  ZoneMap.setUpTable = (page) => {
    const { map, zone } = page;
    const toggle = document.querySelector(".table-toggle");
    const table = document.querySelector(".table-view");
    if (!(toggle instanceof HTMLElement)) return;
    /** @param {() => void} act */
    const onKeyT = (act) => {
      map.getContainer().addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
        if (key.toLowerCase() !== "t" || ctrlKey || metaKey || altKey) return;
        if (target instanceof Element && target.matches("input, textarea, select")) return;
        act();
      });
    };
    if (!(table instanceof HTMLElement)) {
      onKeyT(() => toggle.click()); // a link to the table's own page
      return;
    }

    const isClosed = () => table.matches("[hidden]");
    /** @type {Element | null} */
    let from = null;
    /* The map's height has changed: show the same extent again. */
    const fit = () => {
      const { view } = zone;
      zone.resize();
      if (zone.selected !== null) zone.reveal(zone.selected);
      else if (view) zone.show(view);
    };
    /** @param {boolean} on */
    const setOpen = (on) => {
      table.hidden = !on;
      toggle.setAttribute("aria-expanded", String(on));
      fit();
    };
    /** @param {boolean} on */
    const turn = (on) => {
      if (on) from = document.activeElement;
      setOpen(on);
      if (on) find("[aria-current], h2", table).focus();
      else backTo().focus({ preventScroll: true });
    };
    const backTo = () => {
      const before = from;
      if (!(before instanceof HTMLElement || before instanceof SVGElement)) return toggle;
      return before.isConnected && before !== document.body ? before : toggle;
    };
    onKeyT(() => turn(isClosed()));
    toggle.addEventListener("click", () => turn(isClosed()));
    find(".close", table).addEventListener("click", () => turn(false));
    table.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      turn(false);
    });
    map.on("zone:select", ({ id, from: link }) => {
      if (id !== null && link && !isClosed() && isPhone() && table.contains(link)) setOpen(false);
    });
  };
})();
