import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAreas, formatDistance, formatUncertainty } from "../../../webapp/static/lib/format.js";

test("distances as on the server's pages", () => {
  for (const [metres, wanted] of [
    [0, "0 m"],
    [999.4, "999 m"],
    [999.6, "1.0 km"],
    [99949, "99.9 km"],
    [99951, "100 km"],
    [1234567, "1,235 km"],
    [NaN, "–"],
  ]) {
    assert.equal(formatDistance(metres, "en"), wanted);
  }
  assert.equal(formatDistance(12345, "zh-Hans", { fine: true }), "12.35 km");
  assert.equal(formatDistance(12345, "fr"), "12,3 km");
});

test("areas in every unit", () => {
  assert.deepEqual(formatAreas(202e6, "en", "mu"), ["202.00 km²", "20,200 ha", "303,000 mu"]);
  assert.deepEqual(formatAreas(20000, "zh-Hans", "亩"), ["0.0200 km²", "2.00 ha", "30.0 亩"]);
  assert.equal(formatAreas(853, "en", "mu")[0], "853 m²");
  assert.deepEqual(formatAreas(NaN, "en", "mu"), ["–"]);
});

test("an uncertainty that nobody states is not nothing", () => {
  assert.equal(formatUncertainty(5000, "en"), "± 5.0 km");
  assert.equal(formatUncertainty(null, "en"), "± ?");
});
