// The cases that the server's own formatting is tested by, in both languages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as format from "../../../webapp/static/lib/format.js";

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf-8");
const CASES = JSON.parse(read("tests/support/formatting_cases.json"));
const CATALOGUE = read("maps/translations/zh.po");
const POINTS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split(" ");

/** @param {string} text */
const chinese = (text) => CATALOGUE.split(`\nmsgid "${text}"\nmsgstr "`)[1].split('"\n')[0];
/** @param {string} lang @param {(text: string) => string} say */
const page = (lang, say) => ({
  lang,
  messages: {
    mu: say("mu"),
    uncertaintyUnstated: say("± not stated"),
    lessThanUncertainty: say("no more than its uncertainty of ±%(bound)s"),
    compass: POINTS.map(say).join(" "),
  },
});
const PAGES = { en: page("en", (text) => text), zh: page("zh", chinese) };
const FORMS = {
  area: format.formatArea,
  areas: format.formatAreas,
  mu: format.formatMu,
  uncertainty: format.formatUncertainty,
  distance: format.formatDistance,
  bearing: format.formatBearing,
};
// What no script shows: the server writes them.
const ON_SERVER = ["assumed_area", "coordinates", "percent", "published_area", "ratio"];

/** @param {number | string | undefined} value */
const known = (value) => (value === "unknown" ? NaN : value);

test("every quantity of the table is written here, or by the server alone", () => {
  assert.deepEqual([...Object.keys(FORMS), ...ON_SERVER].sort(), Object.keys(CASES).sort());
});

for (const [name, form] of Object.entries(FORMS)) {
  test(`${name}: as the server writes it`, () => {
    for (const { value, uncertainty_m, uncertainty_deg, ...wanted } of CASES[name]) {
      const options = { uncertainty_m: known(uncertainty_m), uncertainty_deg: known(uncertainty_deg) };
      for (const lang of ["en", "zh"]) {
        assert.deepEqual(form(value, PAGES[lang], options), wanted[lang], JSON.stringify(value));
        if (value === null) assert.deepEqual(form(NaN, PAGES[lang], options), wanted[lang]);
      }
    }
  });
}

test("what is measured by hand has a decimal of km more", () => {
  assert.equal(format.formatDistance(12345, PAGES.zh, { isFine: true }), "12.35 km");
  assert.equal(format.formatDistance(234567, PAGES.en, { isFine: true }), "234.6 km");
  assert.equal(format.formatDistance(345.6, PAGES.en, { isFine: true }), "346 m");
});

test("each language has its own signs", () => {
  assert.equal(format.formatDistance(12345, { ...PAGES.en, lang: "fr" }), "12,3 km");
});

test("an uncertainty that is not a number is not known", () => {
  assert.equal(format.formatDistance(4800, PAGES.en, { uncertainty_m: NaN }), "4.8 km");
});

test("a field that a file lacks is empty, whatever its name", () => {
  const bare = { properties: { name: "A" } };
  for (const name of ["constructor", "__proto__", "toString"]) {
    assert.equal(format.readOwn(bare, name), undefined);
    assert.equal(format.readOwn({ properties: null }, name), undefined);
    assert.equal(format.readOwn({ properties: JSON.parse(`{"${name}": 5}`) }, name), 5);
  }
});

test("a distance is as fine as shows on which side of a reach it is", () => {
  const page = { lang: "en", messages: {} };
  const say = (metres) => format.formatDistance(metres, page, { uncertainty_m: 4000, reach_m: 4968 });
  assert.deepEqual([4221, 4900, 4960, 4980, 5200].map(say), ["4.2 km", "4.9 km", "4.96 km", "5 km", "5 km"]);
});
