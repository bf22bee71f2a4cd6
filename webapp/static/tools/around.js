/* A point that somebody named, on the map: from no nearer than it is, together with the edge that its answer tells. */
import { beside } from "../lib/url_state.js";

const POINT_ZOOM = 13;
const MARGIN_PX = 40;
const BEYOND = 0.3; // of the way to an edge: how much is seen of what lies behind it

/** @typedef {[x: number, y: number]} Flat  Degrees of a plane around the point, to which longitudes are shrunk. */

/**
 * The nearest place on the edges of a ring, and whether the ring holds the point, which is at 0, 0.
 * @param {Flat[]} ring
 */
const lookAt = (ring) => {
  /** @type {Flat} */
  let nearest = [Infinity, Infinity];
  let isWithin = false;
  for (const [n, [x2, y2]] of ring.entries()) {
    const [x1, y1] = ring.at(n - 1) ?? [x2, y2];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const square = dx * dx + dy * dy;
    const t = square ? Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / square)) : 0;
    const [x, y] = [x1 + t * dx, y1 + t * dy];
    if (Math.hypot(x, y) < Math.hypot(...nearest)) nearest = [x, y];
    if (y1 > 0 !== y2 > 0 && x1 - (y1 * dx) / dy > 0) isWithin = !isWithin;
  }
  return { nearest, isWithin };
};

/**
 * Where the nearest edge of a part is, seen from a point outside all of them.
 * @param {ZoneMap.Layer} zone
 * @param {L.LatLng} here
 */
const findEdge = ({ byId }, here) => {
  const shrink = Math.cos((here.lat * Math.PI) / 180);
  /** @type {Flat} */
  let best = [Infinity, Infinity];
  for (const { latlngs } of byId.values()) {
    for (const rings of latlngs) {
      const seen = rings.map((ring) => lookAt(ring.map(({ lat, lng }) => [(lng - here.lng) * shrink, lat - here.lat])));
      if (seen.filter(({ isWithin }) => isWithin).length % 2) return null;
      for (const { nearest } of seen) if (Math.hypot(...nearest) < Math.hypot(...best)) best = nearest;
    }
  }
  const [x, y] = best.map((each) => each * (1 + BEYOND));
  return Number.isFinite(x) ? L.latLng(here.lat + y, here.lng + x / shrink) : null;
};

/**
 * Show the map around a point. Where it lies outside all parts, the answer is about the nearest edge: it is seen too.
 * @param {import("../app.js").App} app
 * @param {Served.Point} at
 */
export const showAround = ({ map, zone }, at) => {
  const here = L.latLng(beside(zone, at));
  const maxZoom = Math.max(map.getZoom(), POINT_ZOOM);
  const { maxBounds } = map.options;
  if (maxBounds instanceof L.LatLngBounds && !maxBounds.contains(here)) {
    map.setView(here, maxZoom, { animate: false });
    return;
  }
  const edge = findEdge(zone, here);
  zone.fit(L.latLngBounds([here, edge ?? here]), MARGIN_PX, { maxZoom });
};
