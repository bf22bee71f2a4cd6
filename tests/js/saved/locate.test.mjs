// Where a point lies, by what a saved map holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inverse } from "../../../webapp/static/lib/geodesy.js";
import { DATUMS } from "../../../webapp/static/saved/datums.js";
import { findParts, judge, wayToEdge } from "../../../webapp/static/saved/locate.js";

const square = (lon, lat, size) => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];
const outline = (id, doubt_m, ...rings) => ({
  id,
  name: id,
  doubt_m,
  reach_m: doubt_m,
  rings,
  extent: rings[0][2][0] - rings[0][0][0],
});

test("the nearest edge is found beside it and far away", () => {
  const ring = square(105, 29, 0.004);
  const beside = wayToEdge([29.002, 105.005], [ring]);
  assert.ok(Math.abs(beside.distance - inverse([29.002, 105.005], [29.002, 105.004]).distance) < 0.01);
  assert.ok(Math.abs(beside.bearing - 270) < 0.01);
  for (const at of [
    [28, 106],
    [31, 104],
    [60, 10],
    [-40, -70],
    [89.9, 10],
  ]) {
    const corners = ring.map(([lon, lat]) => inverse(at, [lat, lon]).distance);
    const { distance } = wayToEdge(at, [ring]);
    assert.ok(distance <= Math.min(...corners) + 0.01 && distance > Math.min(...corners) - 450, String(at));
  }
});

test("parts are listed from the outermost, and their edges from the nearest", () => {
  const outer = outline("outer", 10, square(105, 29, 0.2));
  const inner = outline("inner", 20, square(105.05, 29.05, 0.004));
  const { around, ways } = findParts([29.051, 105.051], [outer, inner]);
  assert.deepEqual(
    around.map(({ id }) => id),
    ["outer", "inner"],
  );
  assert.deepEqual(
    ways.map(({ each }) => each.id),
    ["inner", "outer"],
  );
});

for (const [near, accuracy_m, verdict] of [
  [[[100, 50]], 0, "certain"],
  [[[100, 50]], 50, "possible"],
  [[[100, 100]], 0, "possible"],
  [[[100, null]], 0, "not known"],
  [[[100, null]], 100, "possible"],
  [
    [
      [10, 50],
      [900, null],
    ],
    0,
    "possible",
  ],
  [[[0, 0]], 0, "certain"],
  [[], 0, "not known"],
]) {
  test(`edges at ${JSON.stringify(near)} and a point ±${accuracy_m} m are ${verdict}`, () => {
    assert.equal(
      judge(
        near.map(([distance, doubt_m]) => ({ distance, doubt_m })),
        accuracy_m,
      ),
      verdict,
    );
  });
}

test("an edge may be off by more than its position, where its area is assumed", () => {
  const near = (distance) => [{ distance, doubt_m: 4000, reach_m: 4968 }];
  assert.deepEqual(
    [judge(near(4464), 0), judge(near(4969), 0), judge(near(4990), 30)],
    ["possible", "certain", "possible"],
  );
});

test("datums are left and come back to, and nothing is moved outside China", () => {
  for (const { from, to } of Object.values(DATUMS)) {
    const [lon, lat] = from(to([105.44, 28.87]));
    assert.ok(Math.hypot(lon - 105.44, lat - 28.87) < 1e-9);
    assert.deepEqual(to([2, 48]), [2, 48]);
  }
  // As geo.geodesy.datum has it.
  assert.deepEqual(
    DATUMS.bd09.to([105.44, 28.87]).map((each) => each.toFixed(6)),
    ["105.450116", "28.872859"],
  );
});
