// What an address says of the view, as the map's own script reads it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

globalThis.ZoneMap = {};
await import("../../../maps/web/static/zone-view.js");
const { readView } = globalThis.ZoneMap;
const ZONE = [
  [28.7, 105.2],
  [29.2, 105.7],
];
const BOX = [
  [28.8, 105.3],
  [29, 105.6],
];
const ACROSS = [
  [-18, 178],
  [-16, 181],
];

const CASES = JSON.parse(readFileSync(new URL("../../support/state_cases.json", import.meta.url), "utf8"));

for (const { text, bounds } of CASES.views) {
  test(`${text} is read as commands read it`, () => {
    const [south, west, north, east] = bounds ?? [];
    const wanted = bounds && {
      bounds: [
        [south, west],
        [north, east],
      ],
    };
    assert.deepEqual(readView(text, ZONE), wanted);
  });
}

test("bounds are read wherever they stand", () => {
  const hashes = [
    "#bounds=28.8,105.3,29,105.6",
    "bounds=28.8,105.3,29,105.6",
    "#ask=1,2&bounds=28.8,105.3,29,105.6&rings=10",
    "#bounds=28.8%2C105.3%2c29%2C105.6",
    "#bounds=28.8,105.3,29,105.6#?secret=AbCdEf1234",
    "#?secret=AbCdEf1234?lang=en&bounds=28.8,105.3,29,105.6",
    "?lang=en&bounds=28.8,105.3,29,105.6",
  ];
  for (const text of hashes) assert.deepEqual(readView(text, ZONE), { bounds: BOX }, text);
});

test("zoom, latitude and longitude of older addresses are read", () => {
  const view = { zoom: 11.25, at: [29.012, 105.442] };
  for (const after of ["", "&ask=28.9,105.4", "#?secret=AbCdEf1234", "?lang=en"]) {
    assert.deepEqual(readView(`#11.25/29.0120/105.4420${after}`, ZONE), view, after);
  }
  assert.deepEqual(readView("12/-1/-2", ZONE), { zoom: 12, at: [-1, -2] });
});

test("of a fragment and a query, the fragment is taken", () => {
  assert.deepEqual(readView("#bounds=28.8,105.3,29,105.6?bounds=1,2,3,4", ZONE), { bounds: BOX });
});

test("what is no view is none", () => {
  const texts = [
    "",
    "#?secret=AbCdEf1234",
    "#part=a",
    "#bounds=29,105.3,28.8,105.6",
    "#bounds=28.8,105.3,29,105.3",
    "#bounds=28.8,105.3,95,105.6",
    "#bounds=28.8,105.3,29",
    "#bounds=28.8,105.3,29,105.6,7",
    "#bounds=28.8,1e5,29,105.6",
    "#bounds=0,-400,1,10",
    "#xbounds=28.8,105.3,29,105.6",
    "#1/2",
    "#12/95/1",
    "#12/1/999",
    "#12/x/1",
    "#//",
  ];
  for (const text of texts) assert.equal(readView(text, ZONE), null, text);
});

test("across 180 degrees, east is less than west; the copy beside the zone is shown", () => {
  const [[south, west], [north, east]] = ACROSS;
  for (const text of ["#bounds=-18,178,-16,-179", "#bounds=-18,178,-16,181", "#bounds=-18,-182,-16,-179"]) {
    assert.deepEqual(
      readView(text, ACROSS),
      {
        bounds: [
          [south, west],
          [north, east],
        ],
      },
      text,
    );
  }
  assert.deepEqual(readView("#9/-17/-179.5", ACROSS), { zoom: 9, at: [-17, 180.5] });
});
