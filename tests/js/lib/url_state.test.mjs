import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, readPoints, writeHash, writePoints } from "../../../webapp/static/lib/url_state.js";

test("what is written is read again", () => {
  const state = {
    view: [12.25, 28.9, 105.4],
    values: new Map([
      ["rings", "10,50"],
      ["from", "a b&c=d/é#"],
      ["line", "28.9,105.4;29,105"],
    ]),
  };
  assert.deepEqual(readHash(writeHash(state)), state);
});

test("the address is short and plain", () => {
  const values = new Map([["line", "28.9,105.4;29,105"]]);
  assert.equal(writeHash({ view: [12, 28.912345678, 105.4], values }), "#12/28.91235/105.4&line=28.9,105.4;29,105");
  assert.equal(writeHash({ view: null, values: new Map() }), "");
});

test("nonsense is left out", () => {
  assert.deepEqual(readHash("#1/2&parts&=3&12/95/1&x=%zz"), { view: null, values: new Map([["x", "%zz"]]) });
  assert.deepEqual(readPoints("28.9,105.4;a,b;95,1;1"), [[28.9, 105.4]]);
  assert.deepEqual(readPoints(null), []);
});

test("points come back as they went", () => {
  const points = [
    [28.9, 105.4],
    [-1.5, -0.000001],
  ];
  assert.deepEqual(readPoints(writePoints(points)), points);
});
