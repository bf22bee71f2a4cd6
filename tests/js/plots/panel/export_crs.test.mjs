import assert from "node:assert/strict";
import { test } from "node:test";
import { listSystems } from "../../../../webapp/static/plots/panel/export_crs.js";

const MESSAGES = { crsUsual: "usual", crsZone: "zone %(number)s", crsMeridian: "%(degrees)s E", crsDegrees: "degrees" };
const at = (...lons) => lons.map((lon) => ({ row: { inside_point: { wgs84: [lon, 28] } } }));

test("plots are offered the zone of their middle, with its number before the eastings and without", () => {
  assert.deepEqual(listSystems(at(105.2, 105.6), MESSAGES), [
    ["", "usual"],
    ["EPSG:4523", "zone 35 (EPSG:4523)"],
    ["EPSG:4544", "105 E (EPSG:4544)"],
    ["EPSG:4490", "degrees (EPSG:4490)"],
  ]);
});

test("no zone is offered without rows, nor outside China", () => {
  for (const entries of [[], at(10)])
    assert.deepEqual(
      listSystems(entries, MESSAGES).map(([code]) => code),
      ["", "EPSG:4490"],
    );
});
