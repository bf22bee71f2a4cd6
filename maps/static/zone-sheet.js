/* Around the map: the sheet of a phone, the table in the page, and the printed page. */
(function () {
  "use strict";

  const HEIGHTS = ["peek", "half", "full"];
  const isPhone = () => matchMedia("(max-width: 719px)").matches;

  /* Three heights: drag the grip, press it, or use the arrow keys on it. */
  L.zoneSheet = (page) => {
    const { sheet, data: { messages } } = page;
    const stage = sheet.parentElement;
    const frame = stage.querySelector(".map-frame");
    const grip = sheet.querySelector(".grip");
    let drag = null;
    page.setHeight = (height) => {
      sheet.dataset.height = height;
      grip.setAttribute("aria-label", messages[height]);
      if (height !== "full") sheet.scrollTop = 0;
      frame.inert = height === "full" && isPhone();
    };
    const step = (by) => {
      const at = HEIGHTS.indexOf(sheet.dataset.height) + by;
      page.setHeight(HEIGHTS[Math.min(HEIGHTS.length - 1, Math.max(0, at))]);
    };
    const release = () => {
      const size = parseFloat(sheet.style.maxHeight) / stage.clientHeight;
      sheet.style.removeProperty("max-height");
      sheet.classList.remove("dragged");
      page.setHeight(size < 0.27 ? "peek" : size < 0.7 ? "half" : "full");
    };
    grip.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      drag = { y: event.clientY, size: sheet.getBoundingClientRect().height, far: false };
      grip.setPointerCapture(event.pointerId);
    });
    grip.addEventListener("pointermove", (event) => {
      if (!drag || (!drag.far && Math.abs(event.clientY - drag.y) < 6)) return;
      drag.far = true;
      sheet.classList.add("dragged");
      sheet.style.maxHeight = `${Math.min(stage.clientHeight - 48, Math.max(64, drag.size + drag.y - event.clientY))}px`;
    });
    for (const kind of ["pointerup", "pointercancel"]) {
      grip.addEventListener(kind, () => {
        if (drag?.far) release();
        setTimeout(() => { drag = null; }); // after the click that ends a drag
      });
    }
    grip.addEventListener("click", () => {
      if (drag?.far) return;
      page.setHeight(HEIGHTS[(HEIGHTS.indexOf(sheet.dataset.height) + 1) % HEIGHTS.length]);
    });
    grip.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(by);
    });
    matchMedia("(max-width: 719px)").addEventListener("change", () => page.setHeight(sheet.dataset.height));
    const told = new ResizeObserver(() => {
      stage.style.setProperty("--under", isPhone() ? `${sheet.getBoundingClientRect().height}px` : "0px");
    });
    told.observe(sheet);
    page.setHeight(sheet.dataset.height);
  };

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
