// Plots in an address: they come back, and whatever else is in an address does nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { areFew, packLayers, UnreadableLink, unpackLayers } from "../../../../webapp/static/plots/keeping/link_text.js";

const feature = (geometry, name = "甲公司 <b>厂</b>") => ({
  type: "Feature",
  geometry,
  properties: { name, secret: 1 },
});
const layer = (...features) => ({ name: "手绘", origin: "drawn", features, rows: features.map(() => ({ name: "" })) });
const RING = [
  [105.4, 28.9],
  [105.41, 28.9],
  [105.41, 28.91234567891],
  [105.4, 28.9],
];
const pack = (value) => gzipSync(JSON.stringify(value)).toString("base64url");
const shape = (...about) => pack([1, [["a", 1, [about]]]]);
const times = (count, value) => Array(count).fill(value);
const POINT = ["n", "Point", [105.4, 28.9]];
const line = (count) => ["n", "LineString", times(count, [105.4, 28.9])];

test("names and shapes come back, other columns stay behind", async () => {
  const text = await packLayers([
    layer(
      feature({ type: "Polygon", coordinates: [RING] }),
      feature({ type: "Point", coordinates: [105.4, 28.9] }),
      feature({ type: "LineString", coordinates: RING }),
    ),
  ]);
  assert.match(text, /^[\w-]+$/);
  const [{ name, isDrawn, features }] = await unpackLayers(text);
  assert.deepEqual([name, isDrawn, features.length], ["手绘", true, 3]);
  assert.deepEqual(features[0].properties, { name: "甲公司 <b>厂</b>" });
  assert.deepEqual(features[0].geometry.coordinates[0][2], [105.41, 28.9123457]);
  assert.deepEqual(features[1].geometry, { type: "Point", coordinates: [105.4, 28.9] });
});

test("a hundred points are a link that programs pass on", async () => {
  const points = Array.from({ length: 100 }, (_, n) =>
    feature({ type: "Point", coordinates: [105.4 + (n % 10) / 99, 28.9 + n / 999] }, `Site ${n + 1}`),
  );
  assert.ok((await packLayers([layer(...points)])).length < 2000);
});

const countAll = (layers) => layers.flatMap(({ features }) => features).length;
const FEW = {
  layers: [20, (count) => times(count, ["a", 0, [POINT]])],
  features: [500, (count) => [["a", 0, times(count, POINT)]]],
  "features of two layers": [
    500,
    (count) => [
      ["a", 0, times(count - 200, POINT)],
      ["b", 0, times(200, POINT)],
    ],
  ],
  "vertices of lines": [2_000, (count) => [["a", 0, [line(count)]]]],
  "vertices of several lines": [2_000, (count) => [["a", 0, [line(count - 800), line(800)]]]],
  "vertices of points": [2_000, (count) => [["a", 0, [["n", "MultiPoint", times(count, [105, 28])]]]]],
  "vertices of rings": [2_000, (count) => [["a", 0, [["n", "Polygon", [RING, times(count - 4, [105, 28])]]]]]],
  "vertices of polygons": [
    2_000,
    (count) => [["a", 0, [["n", "MultiPolygon", [[RING, RING], [times(count - 8, [105, 28])]]]]]],
  ],
  "vertices of parts": [2_000, (count) => [["a", 0, [["n", "MultiLineString", [RING, times(count - 4, [105, 28])]]]]]],
};
for (const [name, [most, make]] of Object.entries(FEW)) {
  test(`${most} ${name} are read, one more is refused`, async () => {
    const sent = await unpackLayers(pack([1, make(most)]));
    assert.equal(countAll(sent), make(most).flatMap(([, , features]) => features).length);
    assert.ok(areFew(sent));
    await assert.rejects(unpackLayers(pack([1, make(most + 1)])), UnreadableLink);
  });
}

test("what an address would not be read with is known before it is made", () => {
  const points = (count) => times(count, feature({ type: "Point", coordinates: [105.4, 28.9] }));
  assert.ok(areFew([layer(...points(500))]));
  assert.ok(!areFew([layer(...points(500)), layer(...points(1))]));
  assert.ok(!areFew(times(21, layer(...points(1)))));
});

test("a layer without shapes stays behind", async () => {
  const collection = feature({ type: "GeometryCollection", geometries: [] });
  const point = feature({ type: "Point", coordinates: [105.4, 28.9] });
  assert.equal((await unpackLayers(await packLayers([layer(collection), layer(point)]))).length, 1);
});

const HOSTILE = {
  nothing: "",
  "not base64": "%%%",
  "not gzip": Buffer.from("[1,[]]").toString("base64url"),
  "cut off": shape("n", "Point", [105, 28]).slice(0, 40),
  "not JSON": gzipSync("{").toString("base64url"),
  "another version": pack([2, []]),
  "no list": pack([1, { length: 3 }]),
  null: pack(null),
  "a name that is an object": pack([1, [[{ toString: 1 }, 1, []]]]),
  "a kind from the prototype": shape("n", "constructor", [105, 28]),
  "a proto": pack(JSON.parse('[1,[["a",1,[["n","__proto__",[1,2]]]]]]')),
  "a text for a number": shape("n", "Point", ["105", 28]),
  "beyond the Earth": shape("n", "Point", [500000, 3200000]),
  "a height": shape("n", "Point", [105, 28, 9]),
  "positions too shallow": shape("n", "Polygon", [105, 28]),
  "an open ring": shape("n", "Polygon", [RING.slice(0, 3)]),
  "a line of one point": shape("n", "LineString", [[105, 28]]),
  "a line of one point among others": shape("n", "MultiLineString", [RING, [[105, 28]]]),
  "a ring of no points": shape("n", "Polygon", [RING, []]),
  "no layer": pack([1, []]),
  "an empty layer": pack([1, [["", 0, []]]]),
  "an empty layer beside a full one": pack([
    1,
    [
      ["a", 0, [POINT]],
      ["", 0, []],
    ],
  ]),
  "2,000 empty layers": pack([1, times(2000, ["", 0, []])]),
  "2,000 layers": pack([1, times(2000, ["a", 0, [POINT]])]),
  "45,000 features": pack([1, [["a", 0, times(45_000, ["", "Point", [0, 0]])]]]),
  "a bomb": gzipSync("[1,[".padEnd(5_000_000, " ")).toString("base64url"),
  "an endless address": "A".repeat(20_000),
};
for (const [name, text] of Object.entries(HOSTILE)) {
  test(`${name} in an address is refused`, () => assert.rejects(unpackLayers(text), UnreadableLink));
}
