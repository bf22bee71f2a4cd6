import assert from "node:assert/strict";
import { test } from "node:test";
import { rank, searchKey } from "../../../webapp/static/tools/search.js";

const entry = (group, name, other, keys) => ({ group, id: keys[0], name, other, keys });
const NAMES = [
  entry("part", "Longmatan core", "龙马潭核心区", ["longmatancore", "龙马潭核心区", "longmatanhexinqu", "lmthxq"]),
  entry("part", "Luxian district", "泸县片区", ["luxiandistrict", "泸县片区", "luxianpianqu", "lxpq"]),
  entry("part", "Big data industrial park", "大数据产业园", [
    "bigdataindustrialpark",
    "大数据产业园",
    "dashujuchanyeyuan",
    "dsjcyy",
  ]),
  entry("place", "Luzhou", "泸州", ["luzhou", "泸州", "lz"]),
  entry("county", "Lu County", "泸县", ["lucounty", "泸县", "luxian", "lx"]),
  entry("county", "Longmatan District", "龙马潭区", ["longmatandistrict", "龙马潭区", "longmatanqu", "lmtq"]),
];
const first = (text) => rank(NAMES, text)[0]?.name;

test("keys forget case, tones, spaces and signs", () => {
  assert.equal(searchKey("Lóngmǎ tán"), "longmatan");
  assert.equal(searchKey("Da'an District"), "daandistrict");
  assert.equal(searchKey("泸县 片区"), "泸县片区");
});

for (const [text, wanted] of [
  ["luzhou", "Luzhou"],
  ["lú zhōu", "Luzhou"],
  ["LZ", "Luzhou"],
  ["泸州", "Luzhou"],
  ["泸县", "Lu County"],
  ["luxian", "Lu County"],
  ["lu xian pian qu", "Luxian district"],
  ["longmatan", "Longmatan core"],
  ["lmtq", "Longmatan District"],
  ["龙马潭区", "Longmatan District"],
  ["dsjcyy", "Big data industrial park"],
  ["data", "Big data industrial park"],
  ["数据", "Big data industrial park"],
])
  test(`${text} finds ${wanted} first`, () => assert.equal(first(text), wanted));

test("a beginning ranks above a word, a word above a middle", () => {
  assert.deepEqual(
    rank(NAMES, "district").map(({ name }) => name),
    ["Luxian district", "Longmatan District"],
  );
  assert.equal(first("in"), "Big data industrial park");
});

test("nothing finds nothing, and no list grows without end", () => {
  assert.deepEqual(rank(NAMES, "   "), []);
  assert.deepEqual(rank(NAMES, "Zürich"), []);
  assert.equal(rank(Array(50).fill(NAMES[0]), "long").length, 8);
});
