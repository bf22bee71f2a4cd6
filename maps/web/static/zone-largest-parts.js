/* Of thousands of parts those in view are named, the largest of the first rank before the others. */
(() => {
  "use strict";

  const MOST_IN_VIEW = 80;

  ZoneMap.rankParts = (parts, rankOf) => {
    const measured = parts.map((part) => {
      const box = L.latLngBounds(part.latlngs.flatMap((rings) => rings[0]));
      const size = (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
      return { part, box, size, rank: Math.max(0, rankOf(part.kind)) };
    });
    measured.sort((a, b) => a.rank - b.rank || b.size - a.size);
    return (view) => {
      const shown = measured.filter(({ box }) => view.intersects(box)).slice(0, MOST_IN_VIEW);
      return shown.map(({ part }) => part);
    };
  };
})();
