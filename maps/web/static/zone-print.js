/* The printed page: the map fills the first one, with its legend below it, and the rest follows with all
   that is folded up. Inside somebody else's page, the map and its sources share the frame's own box. */
(() => {
  "use strict";

  /** @param {string} selector */
  const folded = (selector) =>
    [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLDetailsElement && !each.open);

  const isFramed = window.parent !== window;
  const PAPER_PX = 680; // less than the width of A4 and Letter within their margins
  const WIDE_PX = 940; // the same of the longer side
  const [LEAST_WIDTH, LEAST_HEIGHT] = [600, 400]; // in which the legend has room
  // Nobody says whether the paper is upright or across: the map is as wide and as high as either, of
  // which the style sheet shows the middle. What both show has the view.
  const PRINTED = L.bounds([170, 170], [1020 - 170, 880 - 170]);

  /**
   * The frame may be narrower on paper than on the screen, and lower by as much.
   * @param {HTMLElement} root
   */
  const keepInFrame = (root) => {
    const width = Math.min(innerWidth, PAPER_PX);
    root.classList.add("framed");
    root.style.setProperty("--print-width", `${width}px`);
    root.style.setProperty("--print-height", `${Math.floor((innerHeight * width) / innerWidth)}px`);
  };

  /** What the map must always say, review and credit, as it stands folded up on the screen. */
  const readCredit = () => {
    const summary = document.querySelector(".credits summary");
    const said = [...(summary?.childNodes ?? [])].filter(
      (each) => !(each instanceof Element && each.matches(".in-brief")),
    );
    const pieces = said.map(({ textContent }) => textContent).join("");
    return pieces.split(" · ").slice(0, -1).join(" · "); // without the word that opens the rest
  };

  /**
   * The legend stands below the map, where it covers none of it; return what puts it back.
   * @param {HTMLElement} container
   */
  const moveLegend = (container) => {
    const legend = container.querySelector(".legend:not(.backgrounds)");
    if (!legend) return () => {};
    const place = document.createComment("legend");
    legend.replaceWith(place);
    container.after(legend);
    const credit = ZoneMap.dom.element("p", "print-credit", readCredit());
    legend.append(credit);
    return () => {
      credit.remove();
      place.replaceWith(legend);
    };
  };

  /**
   * Tell the style sheet how high the legend is on paper either way; the map has what that leaves.
   * @param {HTMLElement} root
   */
  const measureLegend = (root) => {
    const legend = document.querySelector(".zone-map + .legend");
    if (!(legend instanceof HTMLElement)) return;
    for (const [name, width] of Object.entries({ tall: PAPER_PX, wide: WIDE_PX })) {
      legend.style.width = `${width}px`;
      legend.classList.toggle("across", name === "wide");
      root.style.setProperty(`--legend-${name}`, `${legend.offsetHeight}px`);
    }
    legend.classList.remove("across");
    legend.style.width = "";
  };

  ZoneMap.setUpPrint = ({ map, zone }) => {
    const root = document.documentElement;
    const { free } = zone;
    /** @type {{ theme?: string, opened: Element[], at: L.LatLng, zoom: number, putBack: () => void } | null} */
    let before = null;

    const prepare = () => {
      if (before) return;
      const hasLegend = !isFramed || (innerWidth >= LEAST_WIDTH && innerHeight >= LEAST_HEIGHT);
      const opened = folded(hasLegend ? ".legend:not(.backgrounds), .credits" : ".credits");
      const [at, zoom] = [map.getCenter(), map.getZoom()];
      const putBack = isFramed ? () => {} : moveLegend(map.getContainer());
      before = { theme: root.dataset.theme, opened, at, zoom, putBack };
      const inner = zone.free(); // what lies over the rest is not printed
      const seen = [inner.getBottomLeft(), inner.getTopRight()].map((at) => map.containerPointToLatLng(at));
      const bounds = zone.data.bounds[zone.view ?? ""] ?? seen;
      for (const each of opened) each.toggleAttribute("open", true);
      root.dataset.theme = "light";
      root.classList.add("printing");
      if (isFramed) keepInFrame(root);
      else measureLegend(root);
      zone.isFitting = true;
      if (!isFramed) zone.free = () => PRINTED;
      map.fire("zone:print");
      map.invalidateSize({ pan: false, animate: false });
      const padding = isFramed ? L.point(8, 8) : PRINTED.getTopLeft().add([8, 8]);
      map.fitBounds(bounds, { animate: false, padding });
      zone.labels.settle();
    };
    const restore = () => {
      if (!before) return;
      for (const each of before.opened) each.toggleAttribute("open", false);
      before.putBack();
      root.classList.remove("printing");
      zone.free = free;
      map.fire("zone:printed");
      if (before.theme) root.dataset.theme = before.theme;
      else delete root.dataset.theme;
      map.invalidateSize({ pan: false, animate: false });
      map.setView(before.at, before.zoom, { animate: false });
      zone.isFitting = false;
      before = null;
    };
    window.addEventListener("beforeprint", prepare);
    window.addEventListener("afterprint", restore);
    // A frame that loads late, because its page is printed, hears no beforeprint.
    if (isFramed) matchMedia("print").addEventListener("change", ({ matches }) => (matches ? prepare : restore)());
  };
})();
