import assert from "node:assert/strict";
import { test } from "node:test";
import { rankValues } from "../../../../webapp/static/plots/comparing/ranks.js";

const WORDS = ["most", "least"];
const rank = (...pairs) =>
  rankValues(
    pairs.map(([value, doubt]) => ({ value, doubt })),
    WORDS,
  );

test("the greatest and the least have a word where that is certain", () => {
  assert.deepEqual(rank([4, 1], [8, 1]), [
    { share: 0.5, rank: "least", like: [] },
    { share: 1, rank: "most", like: [] },
  ]);
  assert.deepEqual(rank([7, 1], [8, 1]), [
    { share: 0.875, rank: "", like: [1] },
    { share: 1, rank: "", like: [0] },
  ]);
});

test("nothing is certain of what is not known", () => {
  assert.deepEqual(rank([4, null], [8, 0], [null, null]), [
    { share: 0.5, rank: "", like: [] },
    { share: 1, rank: "", like: [] },
    { share: null, rank: "", like: [] },
  ]);
  assert.deepEqual(rank([0, 0]), [{ share: null, rank: "", like: [] }]);
});

test("what may be nothing has no bar", () => {
  assert.equal(rank([3, 10], [40, 1])[0].share, null);
});
