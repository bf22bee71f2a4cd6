/* The list and the panel of a phone, as a sheet at the bottom of three heights: drag its grip, press
   it, or use the arrow keys on it. */
(() => {
  "use strict";

  const { afterQuiet, find, isPhone } = ZoneMap.dom;
  const HEIGHTS = ["peek", "half", "full"];
  const BOUNDS = [0.27, 0.7]; // of the stage, between those heights
  const LEAST_PX = 64;
  const KEPT_PX = 48; // of the map, above the sheet
  const DRAG_PX = 6;

  ZoneMap.setUpBottomSheet = (page) => {
    const {
      sheet,
      data: { messages },
    } = page;
    const stage = find(".stage");
    const frame = find(".map-frame", stage);
    const grip = find(".grip", sheet);
    /** @type {{ y: number, size: number, far: boolean } | null} */
    let drag = null;
    const heightNow = () => sheet.dataset.height ?? "half";

    const follow = () => {
      const height = heightNow();
      grip.setAttribute("aria-label", messages[height]);
      if (height !== "full") sheet.scrollTop = 0;
      frame.inert = height === "full" && isPhone();
    };
    page.setHeight = (height) => {
      sheet.dataset.height = height;
      follow();
    };
    // The tools lower the sheet too: whoever does, the map below it takes part again. It glides then, and not as
    // the screen has another size, to which the map is fitted at once.
    new MutationObserver((records) => {
      if (records.some(({ oldValue }) => oldValue !== heightNow())) sheet.classList.add("moved");
      follow();
    }).observe(sheet, { attributeFilter: ["data-height"], attributeOldValue: true });
    /** @param {number} by */
    const step = (by) => {
      const at = HEIGHTS.indexOf(heightNow()) + by;
      page.setHeight(HEIGHTS[Math.min(HEIGHTS.length - 1, Math.max(0, at))]);
    };
    const release = () => {
      const size = parseFloat(sheet.style.maxHeight) / stage.clientHeight;
      sheet.style.removeProperty("max-height");
      sheet.classList.remove("dragged");
      page.setHeight(HEIGHTS[BOUNDS.filter((bound) => size >= bound).length]);
    };
    grip.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      drag = { y: event.clientY, size: sheet.getBoundingClientRect().height, far: false };
      grip.setPointerCapture(event.pointerId);
    });
    grip.addEventListener("pointermove", (event) => {
      if (!drag || (!drag.far && Math.abs(event.clientY - drag.y) < DRAG_PX)) return;
      drag.far = true;
      sheet.classList.add("dragged");
      const wanted = Math.max(LEAST_PX, drag.size + drag.y - event.clientY);
      sheet.style.maxHeight = `${Math.min(stage.clientHeight - KEPT_PX, wanted)}px`;
    });
    const drop = () => {
      if (drag?.far) release();
      setTimeout(() => {
        drag = null; // the click that ends a drag comes first
      });
    };
    grip.addEventListener("pointerup", drop);
    grip.addEventListener("pointercancel", drop);
    grip.addEventListener("click", () => {
      if (drag?.far) return;
      page.setHeight(HEIGHTS[(HEIGHTS.indexOf(heightNow()) + 1) % HEIGHTS.length]);
    });
    grip.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(by);
    });
    matchMedia("(max-width: 719px)").addEventListener("change", () => page.setHeight(heightNow()));
    const tell = afterQuiet(() => page.map.fire("zone:free"));
    new ResizeObserver(() => {
      const height = isPhone() ? `${sheet.getBoundingClientRect().height}px` : "0px";
      const before = stage.style.getPropertyValue("--under");
      stage.style.setProperty("--under", height);
      if (before && before !== height) tell();
    }).observe(sheet);
    page.setHeight(heightNow());
  };
})();
