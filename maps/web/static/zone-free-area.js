/* What nothing lies over, in the map's pixels: no panel, sheet, bar, card or credits. */
(() => {
  "use strict";

  const { findAll } = ZoneMap.dom;
  const PANELS = ".sheet, .detail, .tool-card";
  const OVER = `${PANELS}, .tools, .legend, .credits, .map-frame > .notice, .leaflet-top.leaflet-right`;
  const TOOLBAR_PX = 58;
  const ZOOM_BUTTONS_PX = 80;
  const NARROW_PX = 600;
  const ROW = ".with-tools .leaflet-right .map-buttons"; // in a row or a column, as tools.css has it for the room
  const LEAST_FREE = 0.4; // of width and height, whatever lies over it
  const LEAST_BELOW = 0.24; // of the height, below a card or a notice
  const MOST_MARGIN = 0.15; // of what is free: margins of a small frame must not take all of it

  ZoneMap.freeArea = (map) => {
    const frame = map.getContainer().getBoundingClientRect();
    const isNarrow = frame.width < NARROW_PX;
    const [row] = findAll(ROW);
    const isRow = row !== undefined && getComputedStyle(row).flexDirection.startsWith("row");
    const hasColumn = isNarrow && !isRow;
    // The bar of tools comes later than the first view.
    const isAwaited = document.querySelector(".tool-card") && !document.querySelector(".tools");
    const taken = { left: 0, top: isAwaited ? TOOLBAR_PX : 0, right: hasColumn ? ZOOM_BUTTONS_PX : 0, bottom: 0 };
    const isTold = !isNarrow && document.querySelector(".found-card"); // of two places, neither may lie under a corner
    let credits = 0;
    for (const over of findAll(OVER)) {
      const box = over.getBoundingClientRect();
      if (!box.width || box.left >= frame.right || box.top >= frame.bottom || box.right <= frame.left) continue;
      /** @param {string} selector */
      const is = (selector) => over.matches(selector);
      const isSheet = box.width > frame.width * 0.9 && box.bottom > frame.bottom - 1;
      if (is(".credits")) credits = is("[open]") ? 0 : box.height;
      else if (isSheet && is(".sheet, .detail, .tool-card")) {
        taken.bottom = Math.max(taken.bottom, frame.bottom - box.top);
      } else if (is(".sheet, .detail")) taken.right = Math.max(taken.right, frame.right - box.left);
      else if (is(".found-card") && !isNarrow) taken.bottom = Math.max(taken.bottom, frame.bottom - box.top);
      else if (is(".tools") || (isNarrow && (is(".notice, .legend") || (isRow && is(".leaflet-right"))))) {
        taken.top = Math.max(taken.top, box.bottom - frame.top);
      } else if (is(".leaflet-right") && hasColumn) taken.right = Math.max(taken.right, frame.right - box.left);
      else if (is(".legend") && isTold) taken.left = Math.max(taken.left, box.right - frame.left);
      else if (is(".leaflet-right") && isTold) taken.right = Math.max(taken.right, frame.right - box.left);
      else if (is(".tool-card")) {
        // On a narrow map, what it leaves below is wider than what it leaves beside it.
        if (isNarrow) taken.top = Math.max(taken.top, box.bottom - frame.top);
        else taken.left = box.right - frame.left;
      }
    }
    taken.bottom += credits; // they stand on the sheet
    const [x, y] = [frame.width * (1 - LEAST_FREE), frame.height * (1 - LEAST_FREE)];
    const top = Math.min(taken.top, Math.max(y / 2, frame.height * (1 - LEAST_BELOW) - taken.bottom));
    const min = L.point(Math.min(taken.left, x), top);
    const max = L.point(frame.width - Math.min(taken.right, x), frame.height - Math.min(taken.bottom, y));
    return { min, max, bounds: L.bounds(min, max) };
  };

  ZoneMap.boxesWithin = (frame, elements) =>
    elements
      .map((each) => each.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map(({ left, top, right, bottom }) =>
        L.bounds([left - frame.left, top - frame.top], [right - frame.left, bottom - frame.top]),
      );

  ZoneMap.findEdges = (frame) => [
    L.bounds([0, 0], [frame.width, frame.height]),
    ...ZoneMap.boxesWithin(frame, findAll(PANELS)),
  ];

  ZoneMap.isFree = (map, bounds) => {
    const free = ZoneMap.freeArea(map).bounds;
    const corners = [bounds.getNorthWest(), bounds.getSouthEast()];
    return corners.every((each) => free.contains(map.latLngToContainerPoint(each)));
  };

  ZoneMap.fitInto = (map, { min, max }, bounds, options) => {
    const [paddingTopLeft, paddingBottomRight] = [min, map.getSize().subtract(max)];
    map.fitBounds(bounds, { paddingTopLeft, paddingBottomRight, animate: false, ...options });
  };

  ZoneMap.fitFree = (map, bounds, margin, options) => {
    const { min, max } = ZoneMap.freeArea(map);
    const { x, y } = max.subtract(min);
    const inset = L.point(Math.min(margin, x * MOST_MARGIN), Math.min(margin, y * MOST_MARGIN));
    const inner = { min: min.add(inset), max: max.subtract(inset) };
    ZoneMap.fitInto(map, inner, bounds, options);
  };

  ZoneMap.fitWhole = (map, bounds, margin, options) => {
    ZoneMap.fitFree(map, bounds, margin, options);
    if (!ZoneMap.isFree(map, bounds)) ZoneMap.fitFree(map.fire("zone:unlimited"), bounds, margin, options);
  };
})();
