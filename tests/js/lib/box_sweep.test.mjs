// The pairs of boxes that overlap, against every pair compared with every other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sweepBoxes } from "../../../webapp/static/lib/box_sweep.js";

let seed = 18;
const random = () => {
  seed = (seed * 16807) % 2147483647;
  return seed / 2147483647;
};

test("each pair once, as by comparing all", () => {
  const boxes = Array.from({ length: 300 }, () =>
    Array.from({ length: 3 }, () => {
      const low = random();
      return [low, low + random() * 0.2];
    }).flat(),
  );
  boxes.push([...boxes[0]], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  const found = [];
  sweepBoxes(boxes, (n, m) => void found.push([n, m].sort((a, b) => a - b).join()));
  const all = boxes.flatMap((a, n) =>
    boxes.flatMap((b, m) => {
      const meet = [0, 2, 4].every((axis) => a[axis] <= b[axis + 1] && b[axis] <= a[axis + 1]);
      return n < m && meet ? [`${n},${m}`] : [];
    }),
  );
  assert.deepEqual(found.toSorted(), all.toSorted());
});

test("it stops when it is told to", () => {
  const boxes = Array.from({ length: 4 }, () => [0, 1]);
  let count = 0;
  assert.equal(
    sweepBoxes(boxes, () => {
      count += 1;
      return count === 2;
    }),
    true,
  );
  assert.equal(count, 2);
  assert.equal(
    sweepBoxes(boxes, () => {}),
    false,
  );
});
