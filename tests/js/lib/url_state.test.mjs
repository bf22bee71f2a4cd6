import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readHash, readPoints, writeHash, writePoints } from "../../../webapp/static/lib/url_state.js";

const CASES = JSON.parse(readFileSync(new URL("../../support/state_cases.json", import.meta.url), "utf8"));

for (const { text, view, values } of CASES.fragments) {
  test(`${text || "nothing"} is split as commands split it`, () => {
    const state = readHash(text);
    assert.deepEqual({ view: state.view, values: Object.fromEntries(state.values) }, { view, values });
  });
}

test("what is written is read again", () => {
  const state = {
    view: "bounds=28.85,105.3,29,105.5",
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
  assert.equal(writeHash({ view: "bounds=1,2,3,4", values }), "#bounds=1,2,3,4&line=28.9,105.4;29,105");
  assert.equal(writeHash({ view: null, values: new Map() }), "");
});

test("a view of an older address stays as it is until the map is moved", () => {
  const { view, values } = readHash("#12.5/28.9/-105.4&ask=1,2");
  assert.equal(view, "12.5/28.9/-105.4");
  assert.equal(writeHash({ view, values }), "#12.5/28.9/-105.4&ask=1,2");
});

test("nonsense is left out", () => {
  assert.deepEqual(readHash("#1/2&parts&=3&x=%zz"), { view: null, values: new Map([["x", "%zz"]]) });
  assert.deepEqual(readPoints("28.9,105.4;a,b;95,1;1;,;28.9, "), [[28.9, 105.4]]);
  assert.deepEqual(readPoints(null), []);
});

test("points come back as they went", () => {
  const points = [
    [28.9, 105.4],
    [-1.5, -0.000001],
  ];
  assert.deepEqual(readPoints(writePoints(points)), points);
});
