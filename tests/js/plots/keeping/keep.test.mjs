// What was kept comes back beside what was drawn since.
import assert from "node:assert/strict";
import { test } from "node:test";
import { putBack } from "../../../../webapp/static/plots/keeping/keep.js";
import { PlotStore } from "../../../../webapp/static/plots/store.js";

const drawn = (...names) => ({
  id: "drawn",
  name: "Drawn",
  origin: "drawn",
  features: names.map((name, id) => ({
    type: "Feature",
    id,
    geometry: { type: "Point", coordinates: [id, 0] },
    properties: { name },
  })),
  rows: names.map((name, n) => ({ number: n + 1, name })),
});

test("drawings of before and since are one layer, each feature with an id that stays its own", () => {
  const store = new PlotStore();
  store.add(drawn("new"));
  putBack(store, drawn("a", "b"));
  const [layer, ...more] = store.layers;
  assert.deepEqual(more, []);
  assert.deepEqual(
    layer.features.map(({ id, properties }) => [id, properties.name]),
    [
      [1, "a"],
      [2, "b"],
      [0, "new"],
    ],
  );
  assert.deepEqual(
    layer.rows.map(({ number, name }) => [number, name]),
    [
      [1, "a"],
      [2, "b"],
      [3, "new"],
    ],
  );
});

test("a drawing that an address brought is there once", () => {
  const store = new PlotStore();
  store.add(drawn("a"));
  putBack(store, drawn("a", "b"));
  assert.deepEqual(
    store.layers[0].features.map(({ properties }) => properties.name),
    ["b", "a"],
  );
  assert.equal(store.layers[0].rows.length, 2);
});

test("other layers are added as they were", () => {
  const store = new PlotStore();
  putBack(store, { ...drawn("a"), id: "layer-1", origin: "file", hue: 3, isShown: false });
  assert.deepEqual(
    store.layers.map(({ id, hue, isShown }) => [id, hue, isShown]),
    [["layer-1", 3, false]],
  );
});
