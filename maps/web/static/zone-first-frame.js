/* The zone as the server drew it, painted before the map was there: the map takes over its view, then
   its place. */
(() => {
  "use strict";

  const { findAll } = ZoneMap.dom;

  ZoneMap.takeFirstFrame = (container) => {
    const [frame] = findAll(".first-frame", container);
    const [space] = frame ? findAll(".space", frame) : [];
    if (!frame || !space) return null;
    const outer = container.getBoundingClientRect();
    const box = space.getBoundingClientRect();
    if ("elsewhere" in document.documentElement.dataset || !box.width || !box.height) {
      frame.remove();
      return null;
    }
    const corner = L.point(outer.left, outer.top);
    const [min, max] = [L.point(box.left, box.top), L.point(box.right, box.bottom)].map((at) => at.subtract(corner));
    return {
      min,
      max,
      remove: () => frame.remove(),
      removeParts() {
        frame.querySelector("g:last-child")?.remove();
        return document.documentElement.dataset.pressed ?? null;
      },
    };
  };
})();
