// Lines that begin with the number of a point; the server's cases are the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readText } from "../../../../webapp/static/plots/local/offline.js";

const CASES = JSON.parse(readFileSync(new URL("../../../support/numbered_points.json", import.meta.url), "utf8"));
const read = (text) => readText(text, "", [28.9, 105.4]);

for (const [text, rows] of CASES.read) {
  test(`${text} has numbers before its positions`, () => {
    const { features, told } = read(text);
    const found = features.map(({ geometry, properties }) => [properties.name, ...geometry.coordinates]);
    const round = (each) => (typeof each === "number" ? each.toFixed(9) : each);
    assert.deepEqual(
      found.map((row) => row.map(round)),
      rows.map((row) => row.map(round)),
    );
    assert.equal(told[0], "pointNumbers");
  });
}

for (const text of CASES.with_heights) {
  test(`${text} keeps its heights`, () => {
    const { features, told } = read(text);
    assert.deepEqual(
      features.map(({ properties }) => properties["column 4"]),
      ["300", "310"],
    );
    assert.deepEqual(told, ["pointNumbers", "besideNumbers"]);
  });
}

for (const text of CASES.outlines)
  test(`${text} is an outline`, () => assert.equal(read(text).features[0].geometry.type, "Polygon"));

for (const text of CASES.refused)
  test(`${text} is refused`, () => assert.throws(() => read(text), { message: "offlineNumbers" }));

test("numbers before metres are left to the server", () => {
  assert.throws(() => read("1,3199000,542000\n2,3199100,542000"), { message: "offlineCrs" });
});
