/* The list and panel of a phone, as a sheet that comes up from the bottom. */
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
})();
