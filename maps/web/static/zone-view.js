/* When the map can show a view, and the views of addresses: `bounds=south,west,north,east` in degrees
   (WGS 84; across 180 degrees, east is less than west), so that screens of any size show the same.
   Older addresses have `zoom/latitude/longitude`. A host may append to either: WordPress does
   `#?secret=…`. */
(() => {
  "use strict";

  const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
  const END = "(?![^&#?])";
  const BOUNDS = new RegExp(`(?:^|[#&?])bounds=${Array(4).fill(NUMBER).join(",")}${END}`);
  const CENTRE = new RegExp(`^#?${Array(3).fill(NUMBER).join("/")}${END}`);

  ZoneMap.turn = (lon, [[, west], [, east]]) => (east > 180 ? 360 * Math.round(((west + east) / 2 - lon) / 360) : 0);

  ZoneMap.hasRoom = (map) => {
    const { clientWidth, clientHeight } = map.getContainer();
    return clientWidth > 0 && clientHeight > 0;
  };

  ZoneMap.opened = (map) =>
    new Promise((done) => {
      const observer = new ResizeObserver(() => {
        if (!ZoneMap.hasRoom(map)) return;
        observer.disconnect();
        map.invalidateSize({ pan: false });
        done();
      });
      observer.observe(map.getContainer());
    });

  /**
   * @param {number[]} sides
   * @param {number[][]} zone
   * @returns {Served.Box | null}
   */
  const box = ([south, west, north, to], zone) => {
    const east = to < west ? to + 360 : to;
    const isBox = Math.abs(south) <= 90 && Math.abs(north) <= 90 && south < north && west < east;
    if (!isBox || Math.abs(west) > 360 || east - west > 360) return null;
    const by = ZoneMap.turn((west + east) / 2, zone);
    return [
      [south, west + by],
      [north, east + by],
    ];
  };

  ZoneMap.readView = (text, zone) => {
    const plain = text.replaceAll(/%2c/gi, ",");
    const [sides, centre] = [BOUNDS, CENTRE].map((form) => form.exec(plain)?.slice(1).map(Number) ?? []);
    const bounds = box(sides, zone);
    if (bounds) return { bounds };
    const [zoom, lat, lon] = centre;
    return Math.abs(lat) <= 85 && Math.abs(lon) <= 540 ? { zoom, at: [lat, lon + ZoneMap.turn(lon, zone)] } : null;
  };

  ZoneMap.writeView = (zone) => {
    const { map } = zone;
    const inner = zone.free();
    const [southWest, northEast] = [inner.getBottomLeft().add([1, -1]), inner.getTopRight().add([-1, 1])].map((each) =>
      map.containerPointToLatLng(each),
    );
    const decimals = Math.round(map.getZoom() * 0.3) + 1; // a tenth of a pixel
    const [west, east] =
      northEast.lng - southWest.lng < 360
        ? [southWest, northEast].map(({ lng }) => L.Util.wrapNum(lng, [-180, 180], true))
        : [-180, 180];
    const sides = [southWest.lat, west, northEast.lat, east];
    return `bounds=${sides.map((each) => Number(each.toFixed(decimals))).join(",")}`;
  };
})();
