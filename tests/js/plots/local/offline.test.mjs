// What the page reads by itself, and what it leaves to the server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readName, readText } from "../../../../webapp/static/plots/local/offline.js";
import { readDegrees } from "../../../../webapp/static/plots/local/read_numbers.js";

const NEAR = [28.9, 105.44];
const read = (text, name = "") => readText(text, name, NEAR);
const points = (found) => found.features.map(({ geometry }) => geometry.coordinates);
const AT = [
  [105.4642, 28.8775],
  [105.4534, 28.8328],
];

for (const [name, text] of Object.entries({
  "comma and byte order mark": "\ufeff名称,经度,纬度\n甲,105.4642,28.8775\n乙,105.4534,28.8328\n",
  "semicolon and decimal commas": "lat;lon\r\n28,8775;105,4642\r\n28,8328;105,4534\r\n",
  pipes: "Longitude|Latitude\n105.4642|28.8775\n105.4534|28.8328",
  "tabs from a spreadsheet": "name\tlng\tlat\na\t105.4642\t28.8775\nb\t105.4534\t28.8328",
  "full-width commas": "名称，经度，纬度\n甲，105.4642，28.8775\n乙，１０５．４５３４，２８．８３２８",
  "full-width semicolons and decimal commas": "经度；纬度\n105,4642；28,8775\n105，4534；28，8328",
  "quoted fields": 'name,lon,lat\n"a, ""b""\nc",105.4642,28.8775\nx,105.4534,28.8328',
})) {
  test(`a table with ${name} is read`, () => assert.deepEqual(points(read(text, "a.csv")), AT));
}

for (const line of [
  "28,8775; 105,4642",
  "105,4642\t28,8775",
  "28，8775；105，4642",
  "２８．８７７５，１０５．４６４２",
]) {
  test(`${line} is a pair of coordinates`, () => assert.deepEqual(points(read(line)), AT.slice(0, 1)));
}

for (const line of [
  "28.8775,105.4642 甲点",
  "甲点 105.4642 28.8775",
  "甲点,105.4642,28.8775",
  "28.8775，105.4642，甲点",
]) {
  test(`${line} is a place with its name`, () => {
    const { features } = read(`${line}\n28.8328, 105.4534`);
    assert.deepEqual(points({ features }), AT);
    assert.deepEqual(
      features.map(({ properties }) => properties),
      [{ name: "甲点" }, {}],
    );
  });
}

for (const line of [
  "甲地，105.44，28.88",
  "甲地：105.44,28.88",
  "甲地 28°52′48″N 105°26′24″E",
  "甲地 北纬28°52′48″，东经105°26′24″",
  "甲地 https://www.openstreetmap.org/#map=15/28.88/105.44",
])
  test(`${line} is a name and a position`, () => {
    const { features } = read(`${line}\n${line}`);
    for (const [lon, lat] of points({ features })) assert.ok(Math.hypot(lon - 105.44, lat - 28.88) < 1e-6, line);
    assert.deepEqual(
      features.map(({ properties }) => properties.name),
      ["甲地", "甲地"],
    );
  });

test("a line is in the system that it names", () => {
  const [[lon, lat]] = points(read("高德 105.443565,28.876947"));
  assert.ok(Math.hypot(lon - 105.443565, lat - 28.876947) > 1e-3);
  assert.throws(() => read("百度 105.45,28.88"), { message: "offlineCrs" });
});

test("nameless corners of which the last repeats the first are an outline", () => {
  const corners = ["105.46,28.87", "105.47,28.87", "105.47,28.88", "105.46,28.87"].join("\n");
  assert.equal(read(corners).features[0].geometry.type, "Polygon");
});

test("a side is no name", () => {
  assert.throws(() => read("28 55 E"));
  assert.throws(() => read("a 28.8 105.4 b"));
});

test("columns are kept as text, a broken row is left out with its number", () => {
  const { features, leftOut } = read("name,lon,lat\n=1+1,105,28\nb,,\nc,106,29", "a.csv");
  assert.deepEqual(features[0].properties, { name: "=1+1", lon: "105", lat: "28" });
  assert.deepEqual(
    leftOut.map(({ row }) => row),
    [2],
  );
});

test("degrees, minutes and seconds are read as the server reads them", () => {
  for (const [text, degrees] of [
    ["105°24'43.2\"E", 105.412],
    ["28°51.15′N", 28.8525],
    ["东经105度27分51秒", 105.4641667],
    ["S 28.5", -28.5],
    ["-70.5", -70.5],
    ["１０５．４", 105.4],
    ["105 27 40.32", 105.4612],
    ["105-27-40,32", 105.4612],
    ["28:55:49.44", 28.9304],
    ["N 28 55 49.44", 28.9304],
    ["28 55.824 N", 28.9304],
    ["105゜27＇40,32＂", 105.4612],
    ["105,4612°", 105.4612],
  ]) {
    assert.ok(Math.abs(readDegrees(text) - degrees) < 1e-6, text);
  }
  for (const text of ["", "x", "105°61'E", "E105°W", "NaN", "0x10", "1_0", "105 28", "-105 W", "2026-11-27"])
    assert.ok(Number.isNaN(readDegrees(text)));
});

for (const [name, text, file, key] of [
  ["x and y", "x,y\n105,28", "a.csv", "offlineColumns"],
  ["two pairs of columns", "lon,lat,经度,纬度\n105,28,105,28", "a.csv", "offlineColumns"],
  ["swapped columns", "lat,lon\n105.4,28.9\n105.5,28.8", "a.csv", "offlineColumns"],
  ["metres", "lon,lat\n447000,3195000", "a.csv", "offlineColumns"],
  ["columns twice", "lon,lat,lon\n1,2,3", "a.csv", "offlineColumns"],
  ["an open quotation mark", 'lon,lat\n"1,2', "a.csv", "offlineDamaged"],
  ["GeoJSON in metres", '{"type":"Point","coordinates":[447000,3195000]}', "", "offlineCrs"],
  [
    "GeoJSON of another CRS",
    '{"type":"Point","coordinates":[1,2],"crs":{"properties":{"name":"EPSG:4490"}}}',
    "",
    "offlineCrs",
  ],
  ["torn GeoJSON", '{"type":"Point","coord', "", "offlineDamaged"],
  ["GeoJSON without shapes", '{"a":1}', "", "offlineDamaged"],
  ["a collection", '{"type":"GeometryCollection","geometries":[]}', "", "offlineFormat"],
  ["words", "hello world", "", "offlineFormat"],
  ["nothing", "", "", "offlineFormat"],
]) {
  test(`${name} waits for the server or is told`, () => assert.throws(() => read(text, file), { message: key }));
}

test("GeoJSON is read without heights, rings closed", () => {
  const ring = [
    [105, 28, 300],
    [105.1, 28, 300],
    [105.1, 28.1, 300],
  ];
  const geometry = { type: "Polygon", coordinates: [ring] };
  const text = JSON.stringify({
    type: "FeatureCollection",
    features: [{ type: "Feature", geometry, properties: { a: 1 } }],
  });
  const [{ geometry: found, properties }] = read(text).features;
  assert.deepEqual(found.coordinates[0], [
    [105, 28],
    [105.1, 28],
    [105.1, 28.1],
    [105, 28],
  ]);
  assert.deepEqual(properties, { a: 1 });
});

test("pasted WKT and coordinates are read, one a line", () => {
  assert.deepEqual(points(read("POINT (105.4642 28.8775)\nSRID=4326;POINT(105.4534 28.8328)")), AT);
  assert.deepEqual(
    read("POLYGON((105 28,105.1 28,105.1 28.1,105 28),(105.05 28.01,105.06 28.01,105.06 28.02,105.05 28.01))")
      .features[0].geometry.coordinates.length,
    2,
  );
  assert.deepEqual(points(read("28.8775, 105.4642\n105.4534 28.8328")), AT);
});

test("layers are called as their files, with spaces for the marks between words, as on the server", () => {
  const cases = JSON.parse(readFileSync(new URL("../../../support/file_names.json", import.meta.url), "utf-8"));
  for (const [name, title] of Object.entries(cases)) assert.equal(readName(name), title);
});
