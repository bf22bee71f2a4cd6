// Positions in the links of online maps; the server's cases are the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readPosition } from "../../../webapp/static/lib/coordinates.js";
import { readLink } from "../../../webapp/static/lib/map_links.js";

const CASES = JSON.parse(readFileSync(new URL("../../support/map_links.json", import.meta.url), "utf8"));

for (const { text, lat, lon, datum } of CASES.read)
  test(`${text} names a position`, () => {
    const { at, datum: read, note } = readLink(text) ?? {};
    assert.deepEqual([at, read], [[lat, lon], datum]);
    const maker = ["Google", "Apple"].find((each) => text.includes(each.toLowerCase()));
    assert.equal(note, maker && `linkOf${maker}`);
  });

for (const [why, note] of Object.entries({
  short: "linkShort",
  unread: "linkUnread",
  several: "severalPlaces",
  plane: "linkInPlane",
}))
  for (const text of CASES[why]) test(`${text} is refused`, () => assert.deepEqual(readLink(text), { note }));

for (const [text, name] of CASES.named)
  test(`${text} has a name beside the link`, () => assert.equal(readLink(text)?.name ?? "", name));

for (const text of CASES.none) test(`${text || "nothing"} is no link`, () => assert.equal(readLink(text), null));

test("what is typed is a link, coordinates with or without their system, or neither", () => {
  const [{ text, lat, lon, datum }] = CASES.read;
  assert.deepEqual(readPosition(text, [0, 0]), { at: [lat, lon], datum, note: undefined, name: undefined });
  assert.deepEqual(readPosition("高德 105.44,28.9", [28, 105]), { at: [28.9, 105.44], datum: "gcj02" });
  assert.deepEqual(readPosition("105.44,28.9", [28, 105]), { at: [28.9, 105.44], datum: undefined });
  assert.deepEqual(readPosition(CASES.unread[0], [0, 0]), { note: "linkUnread" });
  assert.equal(readPosition("泸州", [0, 0]), null);
});
