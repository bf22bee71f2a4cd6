import assert from "node:assert/strict";
import { test } from "node:test";
import { isHit, isWithin, makeShape, project, thin } from "../../../../webapp/static/plots/on_map/shapes.js";

const square = (west, south, size) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const at = (shape, lon, lat, reach = 0) => isHit(shape, ...project(lon, lat), reach);
/** The signed area of a flat ring. */
const signed = (ring) => {
  let sum = 0;
  for (let n = 0, m = ring.length - 2; n < ring.length; m = n, n += 2) {
    sum += ring[m] * ring[n + 1] - ring[n] * ring[m + 1];
  }
  return sum;
};

test("a detailed ring is thinned to what is seen of it, a plain one is as it was", () => {
  const plain = Float64Array.from(square(0, 0, 8).flat());
  assert.deepEqual(thin(plain, 1 / 500), plain);
  const round = Float64Array.from({ length: 200_002 }, (_, n) => {
    const turn = (2 * Math.PI * ((n >> 1) % 100_000)) / 100_000;
    return n % 2 ? Math.sin(turn) : Math.cos(turn);
  });
  const found = thin(round, 1 / 500);
  assert.ok(found.length > 1000 && found.length < 4000, `${found.length}`);
  assert.deepEqual([...found.slice(0, 2), ...found.slice(-2)], [1, 0, 1, 0]);
  assert.ok(Math.abs(signed(found) / signed(round) - 1) < 1e-4);
  assert.equal(thin(new Float64Array(), 1).length, 0);
});

test("the map of zoom 0 is that of Leaflet", () => {
  assert.deepEqual(project(0, 0), [128, 128]);
  assert.deepEqual(
    project(180, 85.0511287798).map((each) => Math.round(each * 1e6) / 1e6),
    [256, 0],
  );
  assert.ok(Number.isFinite(project(0, 90)[1]));
});

test("a hole is not within, whichever way round the rings run", () => {
  const [outer, hole] = [square(105, 28, 3), square(106, 29, 1)];
  for (const rings of [
    [outer, hole],
    [outer, [...hole].reverse()],
    [[...outer].reverse(), hole],
  ]) {
    const shape = makeShape({ type: "Polygon", coordinates: rings });
    assert.ok(at(shape, 105.5, 28.5));
    assert.ok(!at(shape, 106.5, 29.5));
    assert.ok(!isWithin(shape.rings, ...project(104.9, 28.5)));
    assert.equal(Math.sign(signed(shape.rings[0])), -Math.sign(signed(shape.rings[1])));
  }
});

test("lines and points are hit within reach", () => {
  const line = makeShape({
    type: "LineString",
    coordinates: [
      [105, 28],
      [106, 28],
    ],
  });
  const reach = 0.02; // 256/360 px a degree
  assert.ok(at(line, 105.5, 28.01, reach));
  assert.ok(!at(line, 105.5, 28.05, reach));
  assert.ok(!at(line, 106.2, 28, reach));
  const point = makeShape({ type: "Point", coordinates: [105, 28] });
  assert.ok(at(point, 105.01, 28, reach));
  assert.ok(!at(point, 105.1, 28, reach));
});

test("a collection has every kind, and nothing has an empty shape", () => {
  const shape = makeShape({
    type: "GeometryCollection",
    geometries: [
      { type: "MultiPoint", coordinates: [[105, 28]] },
      { type: "MultiPolygon", coordinates: [[square(105, 28, 1)], [square(110, 28, 1)]] },
    ],
  });
  assert.deepEqual([shape.rings.length, shape.points.length], [2, 2]);
  assert.ok(at(shape, 110.5, 28.5));
  const none = makeShape(null);
  assert.ok(!at(none, 0, 0, 1));
});

test("a shape beyond 180 degrees is drawn beside the zone", () => {
  const shape = makeShape({ type: "Point", coordinates: [-179, 0] }, (lon) => (lon < 0 ? 360 : 0));
  assert.deepEqual([...shape.points], project(181, 0));
});
