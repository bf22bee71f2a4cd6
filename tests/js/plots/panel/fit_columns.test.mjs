import assert from "node:assert/strict";
import { test } from "node:test";
import { fitWidths, spaceBehind } from "../../../../webapp/static/plots/panel/fit_columns.js";

const COLUMNS = [
  { key: "name", width: 10 },
  { key: "parts", width: 17 },
  { key: "area", width: 8, isNumber: true },
  { key: "mu", width: 6, isNumber: true },
];
const ends = (widths) => widths.map((_each, n) => widths.slice(0, n + 1).reduce((sum, each) => sum + each, 0));

test("words give way to a column of numbers that would be cut", () => {
  const found = ends(fitWidths(COLUMNS, 30));
  assert.ok(Math.abs(found[2] - 30) < 1e-9);
  assert.equal(fitWidths(COLUMNS, 30)[2], 8);
});

test("a column of numbers for which there is no room begins beyond the view", () => {
  const wide = [{ key: "name", width: 10 }, { key: "a", width: 9, isNumber: true }, ...COLUMNS.slice(2)];
  const [first, second, third] = ends(fitWidths(wide, 20.5));
  assert.ok(Math.abs(second - 20.5) < 1e-9);
  assert.ok(first > 10 && third > second);
});

test("nothing changes where all columns are seen, or words are cut", () => {
  const widths = COLUMNS.map(({ width }) => width);
  for (const view of [12, 41, 90]) assert.deepEqual(fitWidths(COLUMNS, view), widths);
});

test("behind the last columns is as much space as lets them begin beside the names", () => {
  assert.equal(spaceBehind([10, 17, 8, 6], 20), 6);
  assert.equal(spaceBehind([10, 17, 8, 6], 14), 0);
  assert.equal(spaceBehind([30, 6], 5), 5);
});
