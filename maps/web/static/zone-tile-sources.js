/* Which tiles a square of the map shows, and which of it each of them covers. */
(() => {
  "use strict";

  const UNITS = 4096;

  /** @param {number} x The share of the world's width. */
  const lonOf = (x) => x * 360 - 180;
  /** @param {number} lat */
  const yOf = (lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);

  /** @param {number} lon @param {number} west */
  const xFrom = (lon, west) => ((((lon - west) % 360) + 360) % 360) / 360;

  ZoneMap.tileSources = {
    /** @param {number} y The share of the world's height, from the north. */
    latOf: (y) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI,

    /** The region's, and the detail's. */
    find({ zooms: [, regionZoom, detailZoom], detail }, { x, y, z }) {
      const zoom = z - 1;
      const wrapped = ((x % 2 ** zoom) + 2 ** zoom) % 2 ** zoom;
      /** @param {number} last */
      const at = (last) => {
        const own = Math.min(zoom, last);
        const over = 2 ** (zoom - own);
        const place = { z: own, x: Math.floor(wrapped / over), y: Math.floor(y / over) };
        return {
          ...place,
          key: `${own}/${place.x}/${place.y}`,
          over,
          left: wrapped - place.x * over,
          top: y - place.y * over,
        };
      };
      if (zoom <= regionZoom) return [at(regionZoom)];
      const [west, south, east, north] = detail;
      const size = 1 / 2 ** zoom;
      const width = xFrom(east, west) || 1;
      const left = xFrom(lonOf(wrapped * size), west);
      const [top, bottom] = [yOf(north), yOf(south)];
      const isApart = (left > width && left + size < 1) || y * size > bottom || (y + 1) * size < top;
      if (isApart) return [at(regionZoom)];
      const isInside = left + size <= width && y * size >= top && (y + 1) * size <= bottom;
      return isInside ? [at(detailZoom)] : [at(regionZoom), at(detailZoom)];
    },

    /** At the edge of the detail, each source is painted on its side of it. */
    clip({ zooms, detail }, source, { x, z }) {
      const [west, south, east, north] = detail;
      const count = 2 ** source.z;
      const near = ((x + 0.5) / 2 ** (z - 1)) % 1;
      const first = (west + 180) / 360;
      const turn = Math.round(near - first - xFrom(east, west) / 2);
      /** @param {number} share @param {number} tile */
      const units = (share, tile) => (share * count - tile) * UNITS;
      const [top, bottom] = [units(yOf(north), source.y), units(yOf(south), source.y)];
      return {
        box: [units(first + turn, source.x), top, xFrom(east, west) * count * UNITS, bottom - top],
        isWithin: source.z > zooms[1],
      };
    },
  };
})();
