/* Why a plot has no area, as the server's library of shapes finds it: rings that cross, run through a stretch twice
   or lie where they can't. Positions are [longitude, latitude] in degrees, edges straight between them. */
import { sweepBoxes } from "../../lib/box_sweep.js";
import { edgesOf, isWithin } from "./shares.js";

/** @typedef {import("./shares.js").Position} Position */
/** @typedef {import("./shares.js").Ring} Ring */
/** @typedef {{ message: string, at: Position }} Fault The key of the sentence, and where. */

const [FLAT, SAME] = [1e-12, 1e-11]; // degrees: 1 µm

/** @param {Position} a @param {Position} b */
const isSame = (a, b) => Math.abs(a[0] - b[0]) < SAME && Math.abs(a[1] - b[1]) < SAME;

/**
 * Twice the area left of the way from `a` over `b` to `c`, over the length of the first stretch.
 * @param {Position} a @param {Position} b @param {Position} c
 */
const sideOf = (a, b, c) => {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const off = (dx * (c[1] - a[1]) - dy * (c[0] - a[0])) / (Math.hypot(dx, dy) || 1);
  return Math.abs(off) < FLAT ? 0 : Math.sign(off);
};

/**
 * How far along the edge from `a` to `b` a place is, from 0 to 1.
 * @param {Position} a @param {Position} b @param {Position} at
 */
const along = (a, b, at) => {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return (dx * (at[0] - a[0]) + dy * (at[1] - a[1])) / (dx * dx + dy * dy);
};

/**
 * Where two edges cross, or run over each other.
 * @param {import("./shares.js").Edge} one @param {import("./shares.js").Edge} other
 * @returns {Position | null}
 */
const findCrossing = ([a, b], [c, d]) => {
  const [toC, toD, toA, toB] = [sideOf(a, b, c), sideOf(a, b, d), sideOf(c, d, a), sideOf(c, d, b)];
  if (toC * toD < 0 && toA * toB < 0) {
    const [dx, dy, ex, ey] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
    const t = ((c[0] - a[0]) * ey - (c[1] - a[1]) * ex) / (dx * ey - dy * ex);
    return [a[0] + dx * t, a[1] + dy * t];
  }
  if (toC || toD) return null;
  const ends = [along(a, b, c), along(a, b, d)].sort((x, y) => x - y);
  const [from, to] = [Math.max(0, ends[0]), Math.min(1, ends[1])];
  return to - from > 1e-9 ? [a[0] + (b[0] - a[0]) * from, a[1] + (b[1] - a[1]) * from] : null;
};

/**
 * Where edges cross. A ring that only touches itself encloses no one area either.
 * @param {Ring[]} rings
 * @returns {Fault | null}
 */
const findMeeting = (rings) => {
  const owners = rings.flatMap((ring, n) => ring.slice(1).map(() => n));
  const edges = edgesOf(rings);
  const counts = rings.map((ring) => ring.length - 1);
  const boxes = edges.map(([a, b]) => [
    ...[Math.min(a[0], b[0]), Math.max(a[0], b[0])],
    ...[Math.min(a[1], b[1]), Math.max(a[1], b[1])],
  ]);
  /** @type {Fault | null} */
  let found = null;
  /** @type {Fault | null} */
  let touches = null;
  sweepBoxes(boxes, (n, m) => {
    const crossing = findCrossing(edges[n], edges[m]);
    if (crossing) found = { message: "shapeCrosses", at: crossing };
    const own = owners[n];
    if (found || touches || own !== owners[m]) return Boolean(found);
    const apart = Math.abs(n - m);
    if (apart === 1 || apart === counts[own] - 1) return false;
    const touch = [edges[n], edges[m]].flatMap(([a, b], side) => {
      const others = side ? edges[n] : edges[m];
      return others.filter((at) => !sideOf(a, b, at) && along(a, b, at) >= -1e-9 && along(a, b, at) <= 1 + 1e-9);
    })[0];
    if (touch) touches = { message: "shapeTouches", at: touch };
    return false;
  });
  return found ?? touches;
};

/**
 * A corner of a ring that lies on no edge of another one; its first where all do.
 * @param {Ring} ring @param {Ring} other
 */
const findFree = (ring, other) => {
  /** @param {Position} at */
  const isOn = (at) =>
    edgesOf([other]).some(([a, b]) => !sideOf(a, b, at) && along(a, b, at) >= 0 && along(a, b, at) <= 1);
  const middles = edgesOf([ring]).map(([a, b]) => /** @type {Position} */ ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]));
  return [...ring, ...middles].find((at) => !isOn(at)) ?? ring[0];
};

/** @param {Ring} ring @param {Ring} other */
const liesIn = (ring, other) => isWithin(findFree(ring, other), [other]);

/**
 * Holes outside of their shell or within each other, and polygons within polygons.
 * @param {Ring[][]} polygons
 * @returns {Fault | null}
 */
const findMisplaced = (polygons) => {
  for (const [shell, ...holes] of polygons) {
    const outside = holes.find((hole) => !liesIn(hole, shell));
    if (outside) return { message: "shapeHoleOutside", at: outside[0] };
    const nested = holes.find((hole, n) => holes.some((other, m) => n !== m && liesIn(hole, other)));
    if (nested) return { message: "shapeHolesNested", at: nested[0] };
  }
  for (const [n, [shell]] of polygons.entries()) {
    for (const [m, [other, ...holes]] of polygons.entries()) {
      if (n === m || !liesIn(shell, other) || holes.some((hole) => liesIn(shell, hole))) continue;
      return { message: "shapeShellsNested", at: shell[0] };
    }
  }
  return null;
};

/**
 * Corners that are repeated one after the other left out.
 * @param {Ring} ring
 */
const thin = (ring) => ring.filter((at, n) => !n || !isSame(at, ring[n - 1]));

/**
 * Why polygons enclose no one area; null of a valid shape.
 * @param {Ring[][]} polygons Rings closed, the outer one first.
 * @returns {Fault | null}
 */
export const findFault = (polygons) => {
  const plain = polygons.map((rings) => rings.map(thin));
  const empty = plain.flat().find((ring) => new Set(ring.map(String)).size < 3);
  if (empty) return { message: "shapeFlat", at: empty[0] };
  return findMeeting(plain.flat()) ?? findMisplaced(plain);
};
