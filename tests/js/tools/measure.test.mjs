// Which rings have edges that cross.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crosses } from "../../../webapp/static/tools/measure.js";

test("a bow-tie crosses itself, a square and a concave ring do not", () => {
  assert.equal(
    crosses([
      [28.9, 105.4],
      [29, 105.5],
      [28.9, 105.5],
      [29, 105.4],
    ]),
    true,
  );
  assert.equal(
    crosses([
      [28.9, 105.4],
      [28.9, 105.5],
      [29, 105.5],
      [29, 105.4],
    ]),
    false,
  );
  assert.equal(
    crosses([
      [0, 0],
      [0, 4],
      [1, 1],
      [4, 0],
    ]),
    false,
  );
  assert.equal(
    crosses([
      [0, 0],
      [0, 4],
    ]),
    false,
  );
});
