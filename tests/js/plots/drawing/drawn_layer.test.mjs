import assert from "node:assert/strict";
import { test } from "node:test";
import { findDrawnLayer } from "../../../../webapp/static/plots/drawing/drawn_layer.js";
import { PlotStore } from "../../../../webapp/static/plots/store.js";

test("there is one layer of what was drawn", () => {
  const store = new PlotStore();
  const layer = findDrawnLayer(store, { drawnLayer: "手绘" });
  assert.equal(findDrawnLayer(store, { drawnLayer: "手绘" }), layer);
  assert.deepEqual([layer.name, layer.origin, store.layers.length], ["手绘", "drawn", 1]);
});
