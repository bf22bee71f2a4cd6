// What may be kept in the browser, and what of it can be used again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isSound, readKept } from "../../../../webapp/static/plots/keeping/kept_layers.js";

const layer = (coordinates, type = "Point") => ({
  name: "a",
  origin: "drawn",
  rows: [],
  features: [{ type: "Feature", geometry: { type, coordinates }, properties: {} }],
});

test("a layer of shapes is kept, one with half a shape is not", () => {
  assert.equal(isSound(layer([105, 28])), true);
  assert.equal(isSound({ ...layer([]), features: [] }), true);
  for (const bad of [
    layer([105, NaN]),
    layer([]),
    layer([[105, "28"]]),
    layer([105, 28], "Circle"),
    null,
    {},
    { name: 1 },
  ]) {
    assert.equal(isSound(bad), false);
  }
});

test("of what was kept only what is right comes back", () => {
  const good = layer([105, 28]);
  assert.deepEqual(readKept({ layers: [good, layer([NaN]), 7], sketch: null, when: 5 }), {
    layers: [good],
    sketch: null,
    when: 5,
  });
  const sketch = { kind: "area", points: [[28, 105]] };
  assert.deepEqual(readKept({ layers: [], sketch, when: 5 })?.sketch, sketch);
  for (const bad of [
    undefined,
    null,
    7,
    {},
    { layers: "x" },
    { layers: [], sketch: { kind: "star", points: [[1, 2]] } },
  ]) {
    assert.equal(readKept(bad), null);
  }
});
