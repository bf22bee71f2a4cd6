// Coordinates as people write them; the server's cases are the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseCoordinates, readPosition } from "../../../webapp/static/lib/coordinates.js";
import { splitDatum } from "../../../webapp/static/lib/datum_words.js";

const CASES = JSON.parse(readFileSync(new URL("../../support/coordinates.json", import.meta.url), "utf8"));
const LUZHOU = [28.9, 105.4];
const MANILA = [14.6, 60.5];

const same = (text, wanted, near = LUZHOU) => {
  const found = parseCoordinates(text, near);
  assert.ok(found, `${text} was not understood`);
  assert.ok(Math.hypot(found.lat - wanted[0], found.lon - wanted[1]) < 1e-6, `${text}: ${JSON.stringify(found)}`);
};

for (const text of CASES["at_28.9_105.46"]) test(`${text} lies north of Luzhou`, () => same(text, [28.9, 105.46]));

for (const [text, ...at] of CASES.at) test(`${text} says where it is`, () => same(text, at));

for (const text of CASES.none_with_name)
  test(`${text} is not guessed`, () => assert.equal(parseCoordinates(splitDatum(text).rest, LUZHOU), null));

test("the degrees after a name are none of its digits", () => {
  const { datum, rest } = splitDatum("GPS 84°52′, 45°36′");
  assert.equal(datum, "wgs84");
  same(rest, [84 + 52 / 60, 45.6], [84, 45]);
});

test("a long text is read no further", () => {
  assert.equal(readPosition(`28.9, 105.46${" ".repeat(5000)}`, LUZHOU), null);
});

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

for (const text of CASES.none) {
  test(`${text || "nothing"} is no position`, () => assert.equal(parseCoordinates(text, LUZHOU), null));
}

test("a letter within a number, or a sign beside a letter, is no coordinate", () => {
  for (const wrong of ["1e3,5", "-28.9S,105E", "28.9N,-105.4E"]) assert.equal(parseCoordinates(wrong), null, wrong);
});

for (const [text, datum] of CASES.with_datum)
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

for (const [text, name, datum] of CASES.named)
  test(`${text} has a name beside the position`, () => {
    const found = readPosition(text, LUZHOU);
    assert.ok(found?.at, `${text} was not understood`);
    assert.ok(Math.hypot(found.at[0] - 28.9, found.at[1] - 105.46) < 1e-6, String(found.at));
    assert.equal(found.name ?? "", name);
    assert.equal(found.datum ?? null, datum);
  });

for (const text of [...CASES.none_beside_name, ...CASES.none, ...CASES.none_with_name])
  test(`${text || "nothing"} is no position beside a name`, () => assert.equal(readPosition(text, LUZHOU), null));
