// What the table says, sorts and filters: everything but its elements.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, sortRows } from "../../../../webapp/static/plots/panel/columns.js";
import { makeCollection } from "../../../../webapp/static/plots/panel/export.js";
import { makeFilter } from "../../../../webapp/static/plots/panel/filters.js";
import { describeTotals, listCredits } from "../../../../webapp/static/plots/panel/totals.js";
import { formatNumber, formatOwn, formatParts, formatPoint, M2_PER_MU } from "../../../../webapp/static/plots/words.js";

const PAGE = {
  lang: "en",
  messages: new Proxy(
    { comma: ", ", touches: "touches %(name)s", outside: "Outside", countPlots: "%(count)s plots, %(area)s", mu: "mu" },
    { get: (texts, key) => texts[key] ?? String(key) },
  ),
};
const BLANK = {
  kind: "plot",
  verdict: "certain",
  parts: [],
  outside_share: null,
  area_m2: null,
  length_m: null,
  stated_area_m2: null,
  stated_difference_m2: null,
  plane_area_m2: null,
  county: null,
  inside_point: null,
  nearest: null,
  distances: [],
  warnings: [],
};
const LAYER = { id: "layer-1", name: "a", hue: 0, columns: [{ name: "=own" }] };
const entry = (number, about = {}, properties = {}) => ({
  key: `layer-1/${number}`,
  layer: LAYER,
  feature: { type: "Feature", geometry: null, properties },
  row: { ...BLANK, number, name: `P${number}`, ...about },
});
const column = (entries, key, options = {}) =>
  columnsOf(entries, PAGE, { datum: "wgs84", hasOwn: true, ...options }).find((each) => each.key === key);
const numbers = (entries) => entries.map(({ row }) => row.number);

test("numbers have the digits of the file of measures, and a true minus", () => {
  assert.equal(formatNumber(259492.2419, PAGE), "259,492.2419");
  assert.equal(formatNumber(-10.3492, PAGE), "−10.3492");
  assert.equal(formatNumber(1, PAGE, 4, 2), "1.00");
  for (const nothing of [null, undefined, Number.NaN]) assert.equal(formatNumber(nothing, PAGE), "–");
});

test("mu are m² × 3/2000, with two decimals", () => {
  // The listing of 68,507.52 m² says 102.76 mu.
  assert.equal(formatNumber(68507.52 / M2_PER_MU, PAGE, 2, 2), "102.76");
  assert.equal(column([entry(1, { area_m2: 68507.52 })], "mu").text(entry(1, { area_m2: 68507.52 })), "102.76");
});

test("parts have their shares, a touched one has none, and what is outside is said", () => {
  const parts = [
    { id: "a", name: "A", share: 0.75, is_touch: false },
    { id: "b", name: "B", share: 0.0004, is_touch: true },
  ];
  assert.equal(formatParts({ parts, outside_share: 0.25 }, PAGE), "A 75%, touches B, Outside 25%");
  assert.equal(formatParts({ parts: [], outside_share: null }, PAGE), "Outside");
});

test("a point is latitude before longitude, as it is typed", () => {
  assert.equal(formatPoint([105.4642, 28.8775]), "28.877500, 105.464200");
});

test("the doubtful come first, then by number; rows without a value go last either way", () => {
  const entries = [
    entry(1, { verdict: "certain", area_m2: 5 }),
    entry(2, { verdict: "possible" }),
    entry(3, { verdict: "not_known", area_m2: 7 }),
    entry(4, { verdict: "possible", area_m2: 6 }),
  ];
  assert.deepEqual(numbers(sortRows(entries, column(entries, "verdict"), false, "en")), [3, 2, 4, 1]);
  assert.deepEqual(numbers(sortRows(entries, column(entries, "area"), false, "en")), [1, 4, 3, 2]);
  assert.deepEqual(numbers(sortRows(entries, column(entries, "area"), true, "en")), [3, 4, 1, 2]);
});

test("names are sorted as people count", () => {
  const entries = ["P10", "P9", "P1"].map((name, n) => entry(n, { name }));
  const sorted = sortRows(entries, column(entries, "name"), false, "en");
  assert.deepEqual(
    sorted.map(({ row }) => row.name),
    ["P1", "P9", "P10"],
  );
});

test("columns in which no row says anything are left out", () => {
  const entries = [entry(1, { length_m: 3 }), entry(2)];
  const keys = columnsOf(entries, PAGE, { datum: "wgs84", hasOwn: false }).map(({ key }) => key);
  assert.deepEqual(keys, ["number", "name", "verdict", "parts", "length"]);
});

test("no more digits of a distance than its uncertainty supports", () => {
  const about = { distances: [{ place: "x", name: "X", distance_m: 12345.6, bearing_deg: 0, uncertainty_m: 2000 }] };
  assert.equal(column([entry(1, about)], "to:x").text(entry(1, about)), "12 km ±2 km");
});

test("ways by road have columns apart from the straight lines, only where a server computed some", () => {
  const distances = [{ place: "x", name: "X", distance_m: 20000, bearing_deg: 0 }];
  const way = { place: "x", name: "X", vehicle: "car", direction: "to", status: "found" };
  const car = { ...way, time_s: 1800, text: "30 km · 30 min", description: "30 km · 30 min; ferry" };
  const truck = { ...car, vehicle: "truck", time_s: 60, text: "truck" };
  const none = { ...car, status: "no_connection", time_s: null, text: "no drivable connection in these data" };
  const make = (n, ...ways) => entry(n, { distances, roads: { ways, gap_m: 5, notes: ["ODbL"] } });
  const entries = [make(1, none), make(2, truck, car), entry(3, { distances })];
  const byRoad = column(entries, "road:x");
  assert.deepEqual(entries.map(byRoad.text), [none.text, car.text, "–"]);
  assert.match(byRoad.hint(entries[1]), /ferry\nODbL/);
  assert.deepEqual(numbers(sortRows(entries, byRoad, false, "en")), [2, 1, 3]);
  assert.equal(column([entry(3, { distances })], "road:x"), undefined);
  assert.deepEqual(listCredits(entries), ["ODbL"]);
});

const ALL = {
  text: "",
  verdicts: ["certain", "possible", "not_known"],
  area_m2: null,
  share: null,
  distance: null,
  contains: () => true,
};
const passing = (entries, asked) => numbers(entries.filter(makeFilter({ ...ALL, ...asked })));

test("rows are filtered by words of any column, verdict and numbers", () => {
  const near = [{ place: "luzhou", name: "Luzhou", distance_m: 4900, bearing_deg: 0 }];
  const entries = [
    entry(1, { area_m2: 1000, parts: [{ id: "a", name: "Park", share: 0.4 }], distances: near }, { use: "Industry" }),
    entry(2, { area_m2: 9000, verdict: "possible" }, { use: "Store" }),
    entry(3, { kind: "site", inside_point: { wgs84: [105, 28] } }),
  ];
  assert.deepEqual(passing(entries, { text: "industry PARK" }), [1]);
  assert.deepEqual(passing(entries, { verdicts: ["possible"] }), [2]);
  assert.deepEqual(passing(entries, { area_m2: 1000 }), [1, 2]);
  assert.deepEqual(passing(entries, { share: 0.4 }), [1]);
  assert.deepEqual(passing(entries, { distance: { place: "luzhou", km: 5 } }), [1]);
  assert.deepEqual(passing(entries, { contains: (lon, lat) => lon === 105 && lat === 28 }), [1, 2, 3]);
  assert.deepEqual(passing(entries, { contains: () => false }), [1, 2]);
});

test("totals are of the rows that are given", () => {
  const entries = [entry(1, { area_m2: 400000 }), entry(2, { area_m2: 600000 })];
  assert.equal(describeTotals(entries, PAGE), "2 plots, 1.00 km² · 100 ha · 1,500 mu");
  assert.equal(describeTotals([], PAGE), "nothing");
});

test("what was drawn by hand has the digits of its card in every unit, and in the totals", () => {
  const drawn = (area_m2) => {
    const made = entry(1, { area_m2 });
    return { ...made, layer: { ...LAYER, origin: "drawn" } };
  };
  const say = (area_m2) => ["area", "hectares", "mu"].map((key) => column([drawn(area_m2)], key).text(drawn(area_m2)));
  assert.deepEqual(say(261059507.11), ["261,060,000", "26,106", "391,589"]);
  assert.deepEqual(say(123456.78), ["123,500", "12.35", "185.2"]);
  assert.deepEqual(say(4321.4), ["4,321", "0.4321", "6.48"]);
  assert.equal(describeTotals([drawn(261059507.11)], PAGE), "1 plots, 261.06 km² · 26,106 ha · 391,589 mu");
  assert.match(describeTotals([drawn(1e6), entry(2, { area_m2: 1234.5 })], PAGE), /1,501\.85 mu$/);
});

test("what is exported has the rows' names and their layer beside the file's own columns", () => {
  const [feature] = makeCollection([entry(1, {}, { "=own": "=1+1" })]).features;
  const own = { "@name": "P1", "@number": 1, "@layer": "a", "@warnings": "" };
  assert.deepEqual(feature.properties, { "=own": "=1+1", ...own });
});

test("what is exported is measured in the plane that the panel names, if it has a code", () => {
  const [coded, named] = ["EPSG:4523", "Local grid"].map((crs) => entry(1, { plane_crs: crs }));
  const [one, other] = makeCollection([coded, named]).features.map(({ properties }) => properties);
  assert.equal(one["@plane_crs"], "EPSG:4523");
  assert.equal("@plane_crs" in other, false);
});

test("what is exported says what only the page knows to warn of", () => {
  const [feature] = makeCollection([entry(1, { warnings: ["It overlaps A.", "It overlaps B."] })]).features;
  assert.equal(feature.properties["@warnings"], "It overlaps A.\nIt overlaps B.");
});

test("any value of a file is text", () => {
  assert.deepEqual([null, 0, "<b>", { a: [1] }].map(formatOwn), ["–", "0", "<b>", '{"a":[1]}']);
});
