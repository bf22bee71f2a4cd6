// Vector tiles as the map's script reads them; tiles are written by hand, byte for byte.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.ZoneMap = {};
await import("../../../maps/web/static/zone-tile-reader.js");
const { readTile, unpackTile } = globalThis.ZoneMap;

const varint = (value) => {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return bytes;
};
const block = (field, bytes) => [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
const text = (field, words) => block(field, [...new TextEncoder().encode(words)]);
const number = (field, value) => [...varint(field * 8), ...varint(value)];
const packed = (field, values) =>
  block(
    field,
    values.flatMap((each) => varint(each)),
  );
const zigzag = (value) => (value < 0 ? -2 * value - 1 : 2 * value);
const layer = (name, parts) => block(3, [...text(1, name), ...parts.flat()]);
const feature = (type, tags, commands) => block(2, [...packed(2, tags), ...number(3, type), ...packed(4, commands)]);
const read = (...layers) => readTile(new Uint8Array(layers.flat()));

test("lines are points one after the other, each from the one before", () => {
  const line = [9, zigzag(2), zigzag(-3), 18, zigzag(10), zigzag(0), zigzag(0), zigzag(7)];
  const [found] = read(layer("streets", [feature(2, [], line)])).get("streets");
  assert.deepEqual(found.lines, [[2, -3, 12, -3, 12, 4]]);
  assert.equal(found.type, 2);
});

test("the rings of an area are lines that are closed by whoever paints them", () => {
  const ring = (x) => [9, zigzag(x), zigzag(0), 18, zigzag(4), zigzag(0), zigzag(0), zigzag(4), 15];
  const [found] = read(layer("land", [feature(3, [], [...ring(1), ...ring(2)])])).get("land");
  assert.deepEqual(
    found.lines.map((line) => line.length),
    [6, 6],
  );
});

test("several points are lines of one point", () => {
  const [found] = read(layer("p", [feature(1, [], [17, zigzag(5), zigzag(5), zigzag(1), zigzag(1)])])).get("p");
  assert.deepEqual(found.lines, [
    [5, 5],
    [6, 6],
  ]);
});

test("tags are texts, numbers and yes or no", () => {
  const values = [
    text(1, "龙马大道"),
    [...varint(2 * 8 + 5), ...new Uint8Array(new Float32Array([1.5]).buffer)],
    [...varint(3 * 8 + 1), ...new Uint8Array(new Float64Array([2.25]).buffer)],
    number(4, -1),
    number(5, 300),
    number(6, zigzag(-7)),
    number(7, 1),
  ];
  const keys = ["name", "float", "double", "layer", "uint", "sint", "bridge"];
  const tags = keys.flatMap((_, n) => [n, n]);
  const parts = [
    feature(1, tags, [9, 0, 0]),
    ...keys.map((key) => text(3, key)),
    ...values.map((each) => block(4, each)),
  ];
  const [found] = read(layer("streets", parts.flat())).get("streets");
  assert.deepEqual(
    { ...found.tags },
    { name: "龙马大道", float: 1.5, double: 2.25, layer: -1, uint: 300, sint: -7, bridge: true },
  );
});

test("other extents are converted, and unknown fields are passed over", () => {
  const parts = [
    ...number(15, 2),
    ...number(5, 512),
    ...text(99, "new"),
    ...feature(1, [], [9, zigzag(64), zigzag(0)]),
  ];
  assert.deepEqual(read(layer("p", parts), text(7, "other")).get("p")[0].lines, [[512, 0]]);
});

test("a name of a tag that objects have is a tag like any other", () => {
  const parts = [...feature(1, [0, 0], [9, 0, 0]), ...text(3, "__proto__"), ...block(4, text(1, "x"))];
  const [found] = read(layer("p", parts)).get("p");
  assert.equal(Object.getPrototypeOf(found.tags), null);
});

test("a tile that is cut off anywhere is refused, or has less", () => {
  const whole = layer(
    "streets",
    [feature(2, [0, 0], [9, 2, 2, 18, 4, 4, 6, 6]), text(3, "kind"), block(4, text(1, "x"))].flat(),
  );
  assert.equal(readTile(new Uint8Array(whole)).get("streets").length, 1);
  for (let length = 1; length < whole.length; length++) {
    assert.throws(() => readTile(new Uint8Array(whole.slice(0, length))), /ends too early/);
  }
  assert.equal(readTile(new Uint8Array()).size, 0);
});

test("junk ends at once", () => {
  for (const junk of [[255], Array(50).fill(255), [26, 200], [15, 1], [27]]) {
    assert.throws(() => readTile(new Uint8Array(junk)));
  }
  const lie = feature(2, [], [(2 ** 31 - 1) * 8 + 2, 1, 1]);
  assert.throws(() => read(layer("p", lie)), /ends too early/);
});

test("a packed tile is unpacked", async () => {
  const stream = new Blob([new Uint8Array(layer("p", feature(1, [], [9, 2, 2])))])
    .stream()
    .pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const layers = readTile(await unpackTile(btoa(String.fromCharCode(...bytes))));
  assert.deepEqual(layers.get("p")[0].lines, [[1, 1]]);
});
