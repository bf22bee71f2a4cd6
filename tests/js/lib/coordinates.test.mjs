import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCoordinates, splitDatum } from "../../../webapp/static/lib/coordinates.js";

const LUZHOU = [28.9, 105.4];
const MANILA = [14.6, 60.5];

const same = (text, wanted, near = LUZHOU) => {
  const found = parseCoordinates(text, near);
  assert.ok(found, `${text} was not understood`);
  assert.ok(Math.hypot(found.lat - wanted[0], found.lon - wanted[1]) < 1e-6, `${text}: ${JSON.stringify(found)}`);
};

for (const text of [
  "28.9, 105.46",
  "105.46 28.9",
  "28.9 105.46",
  "28.9, 105.46.",
  "28.9/105.46",
  "geo:28.9,105.46",
  "105.46,28.9",
  "28.9；105.46",
  "２８．９，１０５．４６",
  "N28.9 E105.46",
  "28.9N 105.46E",
  "105.46°E, 28.9°N",
  "北纬28.9 东经105.46",
  "东经105.46度，北纬28.9度",
  "lat 28.9, lon 105.46",
  "28°54′0″N 105°27′36″E",
  "28°54'N, 105°27'36\"E",
  "105°27′36″ 28°54′0″",
  "28 54 0, 105 27 36",
  "北纬28度54分 东经105度27分36秒",
  "(28.9, 105.46)",
  "纬度：28.9，经度：105.46",
  "28,9 105,46",
  "28,9; 105,46",
  "28,9, 105,46",
  "105,46°E 28,9°N",
  "１０５，４６　２８，９",
  "28°54'0,0\"N 105°27'36,0\"E",
])
  test(`${text} lies north of Luzhou`, () => same(text, [28.9, 105.46]));

test("south and west are negative, by letter and by sign", () => {
  same("33.5S 70.6W", [-33.5, -70.6]);
  same("-33.5, -70.6", [-33.5, -70.6], [-33, -70]);
  same("−33.5 −170.6", [-33.5, -170.6]);
  same("0°30′S 70°30′W", [-0.5, -70.5]);
});

test("what is ambiguous lies near the zone", () => {
  same("14.6 60.5", MANILA, MANILA);
  same("60.5 14.6", MANILA, MANILA);
});

for (const text of [
  "",
  "Luzhou",
  "泸州",
  "28.9",
  "28.9, 105.46, 300",
  "28,9,105,46",
  "28,9 105,46 300",
  "95, 190",
  "28.9N 105.46N",
  "28°75′N 105°E",
  "S3 park 5",
]) {
  test(`${text || "nothing"} is no position`, () => assert.equal(parseCoordinates(text, LUZHOU), null));
}

test("a letter within a number, or a sign beside a letter, is no coordinate", () => {
  for (const wrong of ["1e3,5", "-28.9S,105E", "28.9N,-105.4E"]) assert.equal(parseCoordinates(wrong), null, wrong);
});

for (const [text, datum] of [
  ["高德 105.46,28.9", "gcj02"],
  ["高德地图坐标：105.46, 28.9", "gcj02"],
  ["Amap: 28.9, 105.46", "gcj02"],
  ["105.46,28.9 (GCJ-02)", "gcj02"],
  ["火星坐标系 28.9 105.46", "gcj02"],
  ["腾讯地图 28.9,105.46", "gcj02"],
  ["百度坐标105.46，28.9", "bd09"],
  ["BD09 105.46,28.9", "bd09"],
  ["ＢＤ－０９　28.9　105.46", "bd09"],
  ["GPS 28°54′0″N 105°27′36″E", "wgs84"],
  ["WGS84坐标 北纬28.9 东经105.46", "wgs84"],
  ["CGCS2000 28.9, 105.46", "wgs84"],
  ["GCJ 28.9,105.46", "gcj02"],
  ["gcj28.9 105.46", "gcj02"],
  ["GPS84 28.9,105.46", "wgs84"],
  ["GPS84: 28.9,105.46", "wgs84"],
  ["百度09 28.9,105.46", "bd09"],
  ["bd09ll 28.9,105.46", "bd09"],
  ["高德-105.46,28.9", "gcj02"],
  ["GPS-28.9,105.46", "wgs84"],
  ["GPS - 28.9,105.46", "wgs84"],
  ["Gaode Maps 28.9,105.46", "gcj02"],
  ["【高德】105.46,28.9", "gcj02"],
  ["[amap] 105.46,28.9", "gcj02"],
  ["28.9,105.46 - Amap", "gcj02"],
  ["28.9,105.46 / 高德", "gcj02"],
  ["高德的坐标 28.9,105.46", "gcj02"],
  ["QQ地图 28.9,105.46", "gcj02"],
  ["WGS84 / CGCS2000 28.9,105.46", "wgs84"],
  ["2000国家大地坐标系 28.9,105.46", "wgs84"],
])
  test(`${text} names its datum, and keeps its numbers`, () => {
    const split = splitDatum(text);
    assert.equal(split.datum, datum);
    same(split.rest, [28.9, 105.46]);
  });

test("a text without the name of a map or system names no datum", () => {
  assert.deepEqual(splitDatum("28.9, 105.46"), { rest: "28.9, 105.46" });
});

test("a sign after the name of a system stays", () => {
  const { rest } = splitDatum("GPS -33.5, -170.6");
  same(rest, [-33.5, -170.6]);
});

test("names that disagree, and numbers beside the name, are no coordinates", () => {
  for (const text of ["高德地图 GPS 28.9,105.46", "GPS 1: 28.9,105.46"]) {
    assert.equal(parseCoordinates(splitDatum(text).rest, LUZHOU), null, text);
  }
});
