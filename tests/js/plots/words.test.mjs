// Shares have the digits that the outlines' uncertainty supports, and add up to 100 %.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { formatFar } from "../../../webapp/static/lib/format.js";
import { tellSettings } from "../../../webapp/static/plots/settings.js";
import {
  formatCounty,
  formatParts,
  formatShares,
  tellParts,
  tellsOutside,
} from "../../../webapp/static/plots/words.js";

const CASES = new URL("../../support/outside_shares.json", import.meta.url);
const PAGE = { lang: "en", messages: {} };
const say = (shares, outside_share, uncertainty_m, area_m2 = 10_000) => {
  const parts = shares.map((share) => ({ share, is_touch: false }));
  const { parts: texts, outside } = formatShares({ parts, outside_share, area_m2, nearest: { uncertainty_m } }, PAGE);
  return [...texts, outside];
};

for (const [uncertainty_m, expected] of [
  [0.05, ["33.34%", "33.33%", "33.33%"]], // 5 cm of 100 m
  [0.5, ["33.4%", "33.3%", "33.3%"]],
  [5, ["34%", "33%", "33%"]],
  [null, ["33.4%", "33.3%", "33.3%"]],
]) {
  test(`thirds at ±${uncertainty_m} m`, () => {
    const texts = say([1 / 3, 1 / 3], 1 / 3, uncertainty_m);
    assert.deepEqual(texts.toSorted().toReversed(), expected);
  });
}

test("what lies on both sides is neither 0 nor 100 %", () => {
  assert.deepEqual(say([0.998], 0.002, 5), [">99%", "<1%"]);
  assert.deepEqual(say([1], 0, 5), ["100%", ""]);
  assert.deepEqual(say([0.5], 0.5, 5), ["50%", "50%"]);
});

test("what is nothing but rounding is not told as outside, in words, shares and tables", () => {
  const { told, not_told: notTold } = JSON.parse(readFileSync(CASES, "utf-8"));
  for (const share of told) assert.deepEqual(say([1 - share], share, 5), [">99%", "<1%"], share);
  for (const share of notTold) assert.deepEqual(say([1 - share], share, 5), ["100%", ""], share);
  for (const outside_share of notTold) assert.equal(tellsOutside({ outside_share }), false);
});

test("a part that is touched, and a site, have no share", () => {
  const row = { parts: [{ share: 0.0001, is_touch: true }], outside_share: 1, area_m2: 10_000, nearest: null };
  assert.deepEqual(formatShares(row, PAGE), { parts: [""], outside: "100%" });
  const site = { parts: [{ share: null, is_touch: false }], outside_share: null, area_m2: null, nearest: null };
  assert.deepEqual(formatShares(site, PAGE), { parts: [""], outside: "" });
});

test("what lies in a part within another is told apart from the rest of that", () => {
  const messages = { restOf: "rest of %(name)s", touches: "touches %(name)s", outside: "Outside", comma: ", " };
  const parts = [
    { name: "Area", share: 0.5, overlap_share: 0.8, is_touch: false },
    { name: "Park", share: 0.3, overlap_share: 0.3, is_touch: false },
    { name: "Core", share: 0.0001, overlap_share: 0.0001, is_touch: true },
  ];
  const row = { parts, outside_share: 0.2, area_m2: 10_000, nearest: { uncertainty_m: 5 } };
  assert.equal(formatParts(row, { lang: "en", messages }), "Park 30%, touches Core, rest of Area 50%, Outside 20%");
});

test("what is outside as drawn is told with the part that it may lie in", () => {
  const messages = { outside: "Outside", outsidePerhaps: "Outside as drawn, perhaps in %(parts)s" };
  Object.assign(messages, { outsideOverlap: "may overlap with %(parts)s", andMore: "%(parts)s and %(count)s more" });
  Object.assign(messages, { nameGap: ", ", comma: "; " });
  const page = { lang: "en", messages };
  const row = { kind: "site", parts: [], outside_share: null, area_m2: null, nearest: null };
  assert.equal(
    formatParts({ ...row, possible_parts: [{ id: "a", name: "Area" }] }, page),
    "Outside as drawn, perhaps in Area",
  );
  const possible_parts = ["A", "B", "C", "D"].map((name) => ({ id: name, name }));
  const plot = { ...row, kind: "plot", area_m2: 1, outside_share: 1, possible_parts };
  assert.equal(formatParts(plot, page), "may overlap with A, B, C and 1 more");
  assert.equal(formatParts({ ...row, possible_parts: [] }, page), "Outside");
  assert.equal(formatParts({ ...row, kind: "line" }, page), "–", "of a line nothing is measured in parts");
});

test("a plot in several parts is told with its shares, one in a part with how sure that is", () => {
  const messages = {
    outside: "Outside",
    liesPossible: "possibly in %(parts)s",
    possible: "Possible",
    restOf: "rest of %(name)s",
    comma: ", ",
  };
  const page = { lang: "en", messages };
  const measured = { kind: "plot", verdict: "possible", area_m2: 10_000, nearest: { uncertainty_m: 5 } };
  const park = { name: "Park", share: 1, overlap_share: 1, is_touch: false };
  const area = { name: "Area", share: 0, overlap_share: 1, is_touch: false };
  assert.equal(tellParts({ ...measured, parts: [park, area], outside_share: 0 }, page), "possibly in Park");
  const parts = [
    { ...park, share: 0.06, overlap_share: 0.06 },
    { ...area, share: 0.2, overlap_share: 0.26 },
  ];
  const shares = "Park 6%, rest of Area 20%, Outside 74%";
  assert.equal(tellParts({ ...measured, parts, outside_share: 0.74 }, page), `Possible · ${shares}`);
  const unmeasured = { ...measured, verdict: "not_known", area_m2: null, parts: [], outside_share: null };
  assert.equal(tellParts(unmeasured, page), "–", "of a plot that crosses itself nothing is known");
});

test("a distance has its uncertainty, once", () => {
  const messages = { lessThanUncertainty: "no more than its uncertainty of ±%(bound)s" };
  const page = { lang: "en", messages };
  assert.equal(formatFar({ distance_m: 11_604, uncertainty_m: 300 }, page), "11.6 km ±300 m");
  assert.equal(formatFar({ distance_m: 200, uncertainty_m: 300 }, page), "no more than its uncertainty of ±300 m");
  assert.equal(formatFar({ distance_m: 11_604 }, page), "11.6 km");
});

test("a county that is not certain says so", () => {
  const page = { lang: "en", messages: { possible: "Possible", doubtful: "%(name)s (%(doubt)s)" } };
  assert.equal(formatCounty({ county: "Naxi", county_verdict: "possible" }, page), "Naxi (Possible)");
  assert.equal(formatCounty({ county: "Naxi", county_verdict: "certain" }, page), "Naxi");
  assert.equal(formatCounty({ county: null, county_verdict: "possible" }, page), "–");
});

test("parameters of requests are settings of the page", () => {
  const messages = { settingCrs: "坐标参照系", settingSkip: "跳过不可用的要素" };
  assert.equal(tellSettings("可用 crs=… 改选。", messages), "可用 “坐标参照系” 改选。");
  assert.equal(tellSettings("Set crs=EPSG:4523,km.", messages), "Set “坐标参照系” EPSG:4523,km.");
  assert.equal(tellSettings("skip_unusable=1", messages), "“跳过不可用的要素”");
});
