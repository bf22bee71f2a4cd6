/* The printed page: the map fills the first one, with its legend below it, and the rest follows with all
   that is folded up. Inside somebody else's page, the map and its sources share the frame's own box. */
(() => {
  "use strict";

  /** @param {string} selector */
  const folded = (selector) =>
    [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLDetailsElement && !each.open);

  const isFramed = window.parent !== window;
  const PAPER_PX = 680; // less than the width of A4 and Letter within their margins
  const FRAME_PX = 624; // less than what margins of pages and of a page's text leave to a frame
  const WIDE_PX = 940; // the same of the longer side
  const [LEAST_WIDTH, LEAST_HEIGHT] = [600, 400]; // in which the legend has room
  // Nobody says whether the paper is upright or across: the map is as wide and as high as either, of
  // which the style sheet shows the middle. What both show has the view.
  const MIDDLE = L.point(510, 440);
  const PX_PER_MM = 96 / 25.4;
  // Of the page within its margins, the least of A4 and Letter, without the title (zone-modes.css).
  const HIGH_PX = { tall: (279.4 - 28 - 17) * PX_PER_MM, wide: (210 - 28 - 17) * PX_PER_MM };
  const [MOST_HIGH_PX, LEAST_HIGH_PX] = [540, 200];
  const [SCALE_BAR_PX, GAP_PX] = [48, 10];

  /**
   * The frame may be narrower on paper than on the screen, and lower by as much.
   * @param {HTMLElement} root
   */
  const keepInFrame = (root) => {
    const width = Math.min(innerWidth, FRAME_PX);
    root.classList.add("framed");
    root.style.setProperty("--print-width", `${width}px`);
    root.style.setProperty("--print-height", `${Math.floor((innerHeight * width) / innerWidth)}px`);
  };

  /**
   * What the legend takes of a frame's map, in pixels; one that is too high for it is left out.
   * @param {HTMLElement} container
   * @returns {{ wide: number, leftOut: Element[] }}
   */
  const fitLegend = (container) => {
    const legend = container.querySelector(".legend[open]:not(.backgrounds)");
    if (!legend) return { wide: 0, leftOut: [] };
    const isWhole = legend.scrollHeight + SCALE_BAR_PX <= container.clientHeight;
    if (isWhole) return { wide: legend.clientWidth + GAP_PX, leftOut: [] };
    legend.removeAttribute("open");
    return { wide: 0, leftOut: [legend] };
  };

  /** What the map must always say, review and credit, as it stands folded up on the screen. */
  const readCredit = () => {
    const summary = document.querySelector(".credits summary");
    const said = [...(summary?.childNodes ?? [])].filter(
      (each) => !(each instanceof Element && each.matches(".in-brief")),
    );
    const pieces = said.map(({ textContent }) => textContent).join("");
    // Without the word that opens the rest; each on a line of its own, so that none ends in a point.
    return pieces.split(" · ").slice(0, -1).join("\n");
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
   * Tell the style sheet how high the legend is on paper either way; return what both leave to the map.
   * @param {HTMLElement} root
   */
  const measureLegend = (root) => {
    const found = document.querySelector(".zone-map + .legend");
    const legend = found instanceof HTMLElement ? found : null;
    let high = MOST_HIGH_PX;
    for (const name of /** @type {const} */ (["tall", "wide"])) {
      if (!legend) break;
      legend.style.width = `${name === "wide" ? WIDE_PX : PAPER_PX}px`;
      legend.classList.toggle("across", name === "wide");
      root.style.setProperty(`--legend-${name}`, `${legend.offsetHeight}px`);
      high = Math.min(high, HIGH_PX[name] - legend.offsetHeight);
      legend.classList.remove("across");
      legend.style.width = "";
    }
    const half = L.point(PAPER_PX, Math.max(high, LEAST_HIGH_PX)).divideBy(2);
    return L.bounds(MIDDLE.subtract(half), MIDDLE.add(half));
  };

  ZoneMap.setUpPrint = ({ map, zone }) => {
    const root = document.documentElement;
    const { free } = zone;
    /**
     * @type {{ theme?: string, opened: Element[], leftOut: Element[], at: L.LatLng, zoom: number,
     *   putBack: () => void } | null}
     */
    let before = null;

    const prepare = () => {
      if (before) return;
      const hasLegend = !isFramed || (innerWidth >= LEAST_WIDTH && innerHeight >= LEAST_HEIGHT);
      const opened = folded(hasLegend ? ".legend:not(.backgrounds), .credits, .plot-detail details" : ".credits");
      const [at, zoom] = [map.getCenter(), map.getZoom()];
      const putBack = isFramed ? () => {} : moveLegend(map.getContainer());
      before = { theme: root.dataset.theme, opened, leftOut: [], at, zoom, putBack };
      const inner = zone.free(); // what lies over the rest is not printed
      const seen = [inner.getBottomLeft(), inner.getTopRight()].map((at) => map.containerPointToLatLng(at));
      const bounds = zone.data.bounds[zone.view ?? ""] ?? seen;
      for (const each of opened) each.toggleAttribute("open", true);
      root.dataset.theme = "light";
      root.classList.add("printing");
      const printed = isFramed ? null : measureLegend(root);
      if (isFramed) keepInFrame(root);
      const { wide, leftOut } = isFramed ? fitLegend(map.getContainer()) : { wide: 0, leftOut: [] };
      before.leftOut = leftOut;
      zone.isFitting = true;
      if (printed) zone.free = () => printed;
      map.fire("zone:print");
      map.invalidateSize({ pan: false, animate: false });
      const padding = printed ? printed.getTopLeft().add([8, 8]) : L.point(8, 8);
      map.fitBounds(bounds, { animate: false, paddingTopLeft: padding.add([wide, 0]), paddingBottomRight: padding });
      zone.labels.settle();
    };
    const restore = () => {
      if (!before) return;
      for (const each of before.leftOut) each.toggleAttribute("open", true);
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
