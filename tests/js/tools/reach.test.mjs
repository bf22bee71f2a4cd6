// How well a bearing is known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bearingUncertainty } from "../../../webapp/static/tools/reach.js";

test("a bearing is known as well as the other end is small from here", () => {
  assert.equal(Math.round(bearingUncertainty(10000, 5000) ?? NaN), 30);
  assert.equal(bearingUncertainty(10000, 0), 0);
  assert.equal(bearingUncertainty(10000, null), null);
});

test("there is none where the other end may lie on any side", () => {
  assert.ok(Number.isNaN(bearingUncertainty(5000, 5000)));
  assert.ok(Number.isNaN(bearingUncertainty(4800, 5600)));
  assert.ok(Number.isNaN(bearingUncertainty(0, 0)));
});
