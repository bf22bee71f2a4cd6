// What a person changes in the table of parts, in the file that is downloaded.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  applyEdits,
  groupAlike,
  nameZone,
  proposeNames,
  readField,
  tellInWords,
  writeBoundaries,
} from "../../../../webapp/static/plots/zone/edits.js";

const part = (properties) => ({ type: "Feature", geometry: { type: "Point", coordinates: [0, 0] }, properties });
const BOUNDARIES = {
  type: "FeatureCollection",
  features: [
    part({ id: "A", kind: "district", published_area_km2: 1.5, sources: ["plan"] }),
    part({ id: "A-1", kind: "parcel", parent: "A" }),
  ],
  sources: { plan: { title: "Plan of 2025", date: "2025" } },
};

test("texts, numbers and empty fields", () => {
  const edits = new Map([[0, { name: " Hill ", published_area_km2: "2.25", position_uncertainty_m: "0.5" }]]);
  const [first, second] = applyEdits(BOUNDARIES, edits).features.map(({ properties }) => properties);
  assert.deepEqual([first.name, first.published_area_km2, first.position_uncertainty_m], ["Hill", 2.25, 0.5]);
  assert.deepEqual(second, BOUNDARIES.features[1].properties);
  const emptied = applyEdits(BOUNDARIES, new Map([[0, { published_area_km2: "" }]]));
  assert.equal("published_area_km2" in emptied.features[0].properties, false);
});

test("parts follow the new id of their parent", () => {
  const made = applyEdits(BOUNDARIES, new Map([[0, { id: "B" }]]));
  assert.equal(made.features[1].properties.parent, "B");
  const own = applyEdits(
    BOUNDARIES,
    new Map([
      [0, { id: "B" }],
      [1, { parent: "C" }],
    ]),
  );
  assert.equal(own.features[1].properties.parent, "C");
});

test("sources are named by their titles", () => {
  const edits = new Map([[1, { sources: "Plan of 2025; Survey; Survey of 2026" }]]);
  const made = applyEdits(BOUNDARIES, edits);
  assert.deepEqual(made.features[1].properties.sources, ["plan", "given", "given-2"]);
  assert.deepEqual(made.sources, {
    ...BOUNDARIES.sources,
    given: { title: "Survey" },
    "given-2": { title: "Survey of 2026" },
  });
  assert.equal(readField(made, 1, "sources", new Map()), "Plan of 2025; Survey; Survey of 2026");
  assert.equal(readField(BOUNDARIES, 1, "sources", edits), "Plan of 2025; Survey; Survey of 2026");
  assert.deepEqual(BOUNDARIES.sources, { plan: { title: "Plan of 2025", date: "2025" } });
});

test("the file has a line for each part, and is the same when read", () => {
  const text = writeBoundaries(BOUNDARIES);
  assert.deepEqual(JSON.parse(text), BOUNDARIES);
  assert.equal(text.split("\n").filter((line) => line.includes('"Feature"')).length, 2);
});

test("the zone is called as its file says, else as the file is called, and the file then says so", () => {
  const fields = ["name", "name_zh", "name_br"];
  const none = { name: "", name_zh: "", name_br: "" };
  assert.deepEqual(proposeNames(undefined, "泸州地块", fields), { ...none, name_zh: "泸州地块" });
  assert.deepEqual(proposeNames({}, "parcels-gbk", fields), { ...none, name: "parcels-gbk" });
  assert.deepEqual(proposeNames({ name_br: "Takad" }, "a", fields), { ...none, name_br: "Takad" });
  const named = nameZone({ ...BOUNDARIES, zone: { name: "old", as_of: "2026" } }, { name: "", name_zh: "园区" });
  assert.deepEqual(named.zone, { as_of: "2026", name_zh: "园区" });
  assert.equal(Object.keys(named).at(-1), "features");
});

test("what reads the same is told once", () => {
  assert.deepEqual(
    groupAlike([1, 2, 3], (each) => String(each % 2)),
    [[1, 3], [2]],
  );
});

for (const [text, expected] of [
  ["请在 `sources` 中注明资料来源。", "请在 “资料来源” 中注明资料来源。"],
  ["placement：digitised", "边界类型：图上数字化"],
  ["id 取自列 地块编号（推测）", "标识符 取自列 地块编号（推测）"],
  ["set `other`", "set `other`"],
  ["jy-2026-01：环的方向已改正", "jy-2026-01：环的方向已改正"],
  ["7 parts without a name", "7 parts without a name"],
]) {
  test(`fields are words of the reader: ${text}`, () => {
    const words = { sources: "资料来源", placement: "边界类型", digitised: "图上数字化", id: "标识符" };
    assert.equal(tellInWords(text, words), expected);
  });
}

test("what every object has is no word of a reader", () => {
  assert.equal(tellInWords("`constructor`: choose another.", {}), "`constructor`: choose another.");
  assert.equal(tellInWords("constructor: toString", {}), "constructor: toString");
});
