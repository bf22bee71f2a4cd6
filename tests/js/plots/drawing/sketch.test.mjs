// What somebody draws, point by point, with undo and redo; as GeoJSON and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromGeometry, Sketch, toGeometry } from "../../../../webapp/static/plots/drawing/sketch.js";

const SQUARE = [
  [28.9, 105.4],
  [28.9, 105.41],
  [28.91, 105.41],
  [28.91, 105.4],
];
const draw = (kind, points) => {
  const sketch = new Sketch({ kind });
  for (const point of points) sketch.append(point);
  return sketch;
};

test("every change can be undone and done again, a new one ends that", () => {
  const sketch = draw("area", SQUARE);
  sketch.move(0, [28.8, 105.4]);
  sketch.insert(1, [28.8, 105.405]);
  sketch.remove(4);
  const seen = [sketch.points];
  while (sketch.canUndo) {
    sketch.undo();
    seen.unshift(sketch.points);
  }
  assert.deepEqual(
    seen.map(({ length }) => length),
    [0, 1, 2, 3, 4, 4, 5, 4],
  );
  for (const points of seen.slice(1)) {
    sketch.redo();
    assert.equal(sketch.points, points);
  }
  assert.equal(sketch.canRedo, false);
  sketch.undo();
  sketch.append([28.95, 105.42]);
  assert.equal(sketch.canRedo, false);
});

test("a point set twice is one, and a site has one", () => {
  const line = draw("line", [SQUARE[0], SQUARE[0], SQUARE[1]]);
  assert.equal(line.points.length, 2);
  const site = draw("site", SQUARE);
  assert.deepEqual(site.points, [SQUARE[3]]);
  site.undo();
  assert.deepEqual(site.points, [SQUARE[2]]);
});

test("what was drawn becomes of another kind, which can be undone", () => {
  const sketch = draw("line", SQUARE);
  sketch.become("area");
  assert.equal(sketch.isValid, true);
  sketch.become("site");
  assert.deepEqual(sketch.points, [SQUARE[3]]);
  sketch.undo();
  sketch.undo();
  assert.deepEqual([sketch.kind, sketch.points], ["line", SQUARE]);
});

for (const [name, kind, points, isValid] of [
  ["a square", "area", SQUARE, true],
  ["a bow-tie", "area", [0, 2, 1, 3].map((n) => SQUARE[n]), false],
  ["two points of an area", "area", SQUARE.slice(2), false],
  ["three points on a meridian", "area", [0, 1, 2].map((n) => [28 + n / 10, 105]), false],
  ["one point of a line", "line", SQUARE.slice(3), false],
  ["a line that crosses itself", "line", [0, 2, 1, 3].map((n) => SQUARE[n]), true],
  ["a site", "site", SQUARE, true],
  ["nothing", "site", [], false],
]) {
  test(`${name} is ${isValid ? "" : "not "}accepted`, () => assert.equal(draw(kind, points).isValid, isValid));
}

test("GeoJSON has longitude first, closed and anticlockwise rings, and longitudes within 180", () => {
  const ring = [
    [105.4, 28.9],
    [105.41, 28.9],
    [105.41, 28.91],
    [105.4, 28.91],
    [105.4, 28.9],
  ];
  assert.deepEqual(toGeometry({ kind: "area", points: SQUARE }), { type: "Polygon", coordinates: [ring] });
  const back = toGeometry({ kind: "area", points: SQUARE.toReversed() });
  assert.deepEqual(new Set(back.coordinates[0].map(String)), new Set(ring.map(String)));
  const [[a, b, c]] = back.coordinates;
  assert.ok((b[0] - a[0]) * (c[1] - a[1]) > (c[0] - a[0]) * (b[1] - a[1]));
  assert.deepEqual(toGeometry({ kind: "site", points: [[-17, 180.5]] }).coordinates, [-179.5, -17]);
});

test("what was drawn comes back from GeoJSON; what has holes or parts cannot be drawn on", () => {
  for (const [kind, points] of [
    ["area", SQUARE],
    ["line", SQUARE],
    ["site", SQUARE.slice(0, 1)],
  ]) {
    assert.deepEqual(fromGeometry(toGeometry({ kind, points })), { kind, points });
  }
  const { coordinates } = toGeometry({ kind: "area", points: SQUARE });
  assert.equal(fromGeometry({ type: "Polygon", coordinates: [...coordinates, ...coordinates] }), null);
  assert.equal(fromGeometry({ type: "MultiPolygon", coordinates: [coordinates] }), null);
});

test("what was undone before an area is finished can't come back", () => {
  const sketch = new Sketch({ kind: "area", points: SQUARE.slice(0, 3) });
  sketch.append([28.95, 105.2]);
  sketch.undo();
  assert.ok(sketch.canRedo);
  sketch.settle();
  assert.ok(!sketch.canRedo);
  sketch.redo();
  assert.deepEqual(sketch.points, SQUARE.slice(0, 3));
});

test("another kind of what has no points is no step: what was there before is undone to", () => {
  const sketch = draw("area", SQUARE);
  const { points } = sketch;
  sketch.clear();
  sketch.become("line");
  assert.deepEqual([sketch.kind, sketch.isBlank], ["line", false]);
  sketch.undo();
  assert.equal(sketch.points, points);
  assert.equal(sketch.kind, "area");
  assert.equal(new Sketch({ kind: "area" }).isBlank, true);
});
