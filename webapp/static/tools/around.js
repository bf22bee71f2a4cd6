/* A point that somebody named, on the map: from no nearer than it is, together with the edge that its answer tells,
   and clear of what lies over the map. */
import { findAll } from "../lib/dom.js";
import { beside } from "../lib/url_state.js";

const POINT_ZOOM = 13;
const MARGIN_PX = 40;
const LEAST_PX = 24; // from what the card leaves free to the point
const BEYOND = 0.3; // of the way to an edge: how much is seen of what lies behind it
const MARK = L.point(14, 14); // of the ring around the point
const OVER = ".map-buttons > *, .legend, .credits, .notice"; // beside the cards

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

/**
 * The shortest way that brings a point out from under what lies over the map, within what the card leaves free.
 * @param {L.Point} at
 * @param {L.Bounds[]} over
 * @param {L.Bounds} inner
 */
const stepAside = (at, over, inner) => {
  const wide = over.map((each) => L.bounds(each.getTopLeft().subtract(MARK), each.getBottomRight().add(MARK)));
  const isCovered = (/** @type {L.Point} */ each) => wide.some((box) => box.contains(each));
  if (!isCovered(at)) return null;
  const ways = wide.flatMap(({ min, max }) => {
    const [left, right, up, down] = [min?.x ?? 0, max?.x ?? 0, min?.y ?? 0, max?.y ?? 0];
    return [L.point(left - 1, at.y), L.point(right + 1, at.y), L.point(at.x, up - 1), L.point(at.x, down + 1)];
  });
  const free = ways.filter((each) => inner.contains(each) && !isCovered(each));
  const [nearest] = free.sort((a, b) => at.distanceTo(a) - at.distanceTo(b));
  return nearest ? at.subtract(nearest) : null;
};

/**
 * Bring a point into what the card leaves free of the map.
 * @param {L.Map} map
 * @param {HTMLElement} card
 * @param {Served.Point} point
 */
export const uncover = (map, card, point) => {
  const [box, frame] = [card, map.getContainer()].map((each) => each.getBoundingClientRect());
  const isBelow = box.width > frame.width * 0.9;
  const min = L.point(isBelow ? 0 : box.right - frame.left, 0);
  const max = L.point(frame.width, isBelow ? box.top - frame.top : frame.height);
  const at = map.latLngToContainerPoint(point);
  const inner = L.bounds(min.add([LEAST_PX, LEAST_PX]), max.subtract([LEAST_PX, LEAST_PX]));
  if (!inner.contains(at)) map.panBy(at.subtract(L.bounds(min, max).getCenter()), { animate: false });
  const over = ZoneMap.boxesWithin(frame, findAll(OVER, document, HTMLElement));
  const by = stepAside(map.latLngToContainerPoint(point), over, inner);
  if (by) map.panBy(by, { animate: false });
};
