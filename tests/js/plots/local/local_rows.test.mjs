// The page's own measures: areas, lengths, membership, and how sure that is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ringArea } from "../../../../webapp/static/lib/ring_area.js";
import { makeLocalRow, readGround } from "../../../../webapp/static/plots/local/local_rows.js";
import { bow, box } from "./rings.mjs";

const part = (id, doubt, ring) => ({
  id,
  name: id.toUpperCase(),
  doubt,
  latlngs: [[ring.slice(0, -1).map(([lng, lat]) => ({ lat, lng }))]],
});
const messages = {
  reachOutside: "perhaps over %(parts)s",
  reachOutsideIn: "perhaps %(parts)s",
  reachAlso: "or over %(parts)s",
  reachAlsoIn: "or %(parts)s",
  reachOne: "%(part)s %(uncertainty)s",
  andMore: "%(parts)s and %(count)s more",
  sentenceGap: " ",
  nameGap: ", ",
  localPossible: "%(part)s %(uncertainty)s?",
  localCertain: "%(part)s %(uncertainty)s.",
  localNotStated: "not stated",
  localNoParts: "none",
  measuredHere: "here",
  tooLargeHere: "too large",
  shapeCrosses: "crosses at %(x)s, %(y)s",
};
const ground = (...parts) =>
  readGround({ data: { parts, places: [{ name: "P", at: [28.9, 105.5], doubt_m: 200 }] } }, { lang: "en", messages });
const OUTER = part("outer", [500, "±500 m", 500], box(105.4, 28.8, 105.5, 28.9));
const INNER = part("inner", [20, "±20 m", 20], box(105.44, 28.84, 105.46, 28.86));
const row = (type, coordinates, where) =>
  makeLocalRow({ type: "Feature", geometry: { type, coordinates }, properties: { name: "n" } }, 3, where, () => 0);

test("a site is in the innermost part, as surely as the outlines are", () => {
  const here = ground(OUTER, INNER);
  const inside = row("Point", [105.45, 28.85], here);
  assert.deepEqual(
    [inside.number, inside.name, inside.kind, inside.parts.map(({ id }) => id), inside.verdict],
    [3, "n", "site", ["inner"], "certain"],
  );
  assert.deepEqual(inside.inside_point.wgs84, [105.45, 28.85]);
  assert.ok(Math.abs(inside.nearest.distance_m - 975.7) < 1, "half the inner one's width");
  assert.equal(row("Point", [105.4401, 28.85], here).verdict, "possible");
  assert.equal(row("Point", [105.403, 28.85], here).reason, "OUTER ±500 m?");
  assert.deepEqual(row("Point", [106, 28.85], here).parts, []);
  assert.equal(row("Point", [105.45, 28.85], ground(part("a", null, box(105, 28, 106, 29)))).verdict, "not_known");
});

test("the distance of a site to a place is as sure as the place is", () => {
  const [found] = row("Point", [105.45, 28.85], ground(OUTER)).distances;
  assert.deepEqual([found.name, found.uncertainty_m], ["P", 200]);
});

test("outside as drawn, the part that it may lie in is named", () => {
  const near = row("Point", [105.503, 28.85], ground(OUTER));
  assert.deepEqual([near.verdict, near.reason], ["possible", "perhaps OUTER ±500 m"]);
  assert.deepEqual(near.possible_part, { id: "outer", name: "OUTER" });
  assert.equal(row("Point", [105.403, 28.85], ground(OUTER)).possible_part, null);
  assert.equal(row("Point", [106, 28.85], ground(OUTER)).possible_part, null);
});

test("a plot may overlap with each part that reaches it, and the first three are named", () => {
  const reach = ["a", "b", "c", "d"].map((id, n) =>
    part(id, [9000 - n, `±${n}`, 9000 - n], box(105.4, 28.8, 105.42, 28.82)),
  );
  const ring = box(105.43, 28.8, 105.49, 28.9);
  const found = row("Polygon", [ring], ground(...reach));
  assert.equal(found.reason, "perhaps over A ±0, B ±1, C ±2 and 1 more");
  assert.deepEqual(
    found.possible_parts.map(({ id }) => id),
    ["a", "b", "c", "d"],
  );
  const inside = row("Polygon", [box(105.403, 28.84, 105.41, 28.85)], ground(OUTER, reach[0]));
  assert.equal(inside.reason, "OUTER ±500 m? or over A ±0");
  assert.equal(inside.possible_part, null);
});

test("what an assumed area leaves open counts for the verdict, and is told", () => {
  const here = ground(
    part(
      "a",
      [500, "±500 m and about 970 m more", 1470],
      OUTER.latlngs[0][0].map(({ lat, lng }) => [lng, lat]),
    ),
  );
  const [near, far] = [105.51, 105.516].map((lon) => row("Point", [lon, 28.85], here));
  assert.deepEqual([near.verdict, near.reason], ["possible", "perhaps A ±500 m and about 970 m more"]);
  assert.deepEqual([near.nearest.uncertainty_m, far.verdict], [500, "certain"]);
});

test("a plot's area and shares are those of its ring, outside included", () => {
  const ring = box(105.45, 28.85, 105.47, 28.852);
  const found = row("Polygon", [ring], ground(OUTER, INNER));
  const whole = ringArea(ring.slice(0, -1).map(([lon, lat]) => [lat, lon]));
  assert.ok(Math.abs(found.area_m2 - whole) < 0.05);
  assert.deepEqual(
    found.parts.map(({ id, share }) => [id, share.toFixed(4)]),
    [
      ["outer", "0.5000"],
      ["inner", "0.5000"],
    ],
  );
  assert.ok(found.outside_share < 1e-5);
  assert.equal(found.verdict, "possible");
});

test("a sliver that may as well only touch is told", () => {
  const ring = box(105.38, 28.85, 105.400005, 28.86);
  const { parts, outside_share } = row("Polygon", [ring], ground(OUTER));
  assert.deepEqual([parts[0].is_touch, outside_share > 0.999], [true, true]);
});

test("a line has its length; holes are taken off; other kinds have no row", () => {
  const line = row(
    "LineString",
    [
      [105.49, 28.85],
      [105.51, 28.85],
    ],
    ground(OUTER),
  );
  assert.ok(Math.abs(line.length_m - 1951.585) < 0.001);
  assert.deepEqual([line.parts, line.perimeter_m], [[], null]);
  const holed = row(
    "Polygon",
    [box(105.41, 28.81, 105.42, 28.82), box(105.412, 28.812, 105.418, 28.818)],
    ground(OUTER),
  );
  const solid = row("Polygon", [box(105.41, 28.81, 105.42, 28.82)], ground(OUTER));
  assert.ok(holed.area_m2 < 0.7 * solid.area_m2);
  assert.ok(Math.abs(holed.parts[0].share - 1) < 1e-6);
  assert.equal(row("MultiPoint", [[1, 2]], ground(OUTER)), null);
});

test("the part with most of a plot is named, however little of the plot that is", () => {
  const corner = part("corner", [800, "±800 m", 800], box(105.4, 28.8, 105.42, 28.82));
  const ring = box(105.397, 28.805, 105.402, 28.81); // 2 of 5 inside, across the edge of both
  assert.equal(row("Polygon", [ring], ground(OUTER, corner)).reason, "CORNER ±800 m?");
});

test("a shape that encloses no one area, or is too large, is told and not measured", () => {
  const crossed = row("Polygon", [bow], ground(OUTER));
  assert.deepEqual(
    [crossed.verdict, crossed.reason, crossed.area_m2, crossed.parts],
    ["not_known", "crosses at 105.445, 28.905", null, []],
  );
  const start = performance.now();
  for (const each of [box(-180, -90, 180, 90), box(0, -50, 100, 50)]) {
    const large = row("Polygon", [each], ground(OUTER));
    assert.deepEqual([large.reason, large.area_m2, large.perimeter_m], ["too large", null, null]);
  }
  assert.ok(performance.now() - start < 500);
});

test("nothing of a small plot within a part is outside, though areas of few m² are rounded", () => {
  const corners = [
    [105.420038, 28.850031],
    [105.420029, 28.850047],
    [105.420057, 28.850025],
  ];
  const { outside_share, parts } = row("Polygon", [[...corners, corners[0]]], ground(OUTER));
  assert.ok(outside_share < 1e-9, String(outside_share));
  assert.ok(Math.abs(parts[0].share - 1) < 1e-9, String(parts[0].share));
});
