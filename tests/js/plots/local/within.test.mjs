// Positions within rings, by bands of latitude: the same as by looking at every edge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RingIndex } from "../../../../webapp/static/plots/local/within.js";

const isWithin = ([x, y], rings) => {
  const crossed = rings.flatMap((ring) =>
    ring.slice(1).filter((to, n) => {
      const from = ring[n];
      if (from[1] > y === to[1] > y) return false;
      return x < ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]) + from[0];
    }),
  );
  return crossed.length % 2 === 1;
};
const circle = (size, count, wave = 0) =>
  Array.from({ length: count + 1 }, (_, n) => {
    const at = (2 * Math.PI * (n % count)) / count;
    const radius = size * (1 + wave * Math.sin(9 * at));
    return [105 + radius * Math.cos(at), 28 + radius * Math.sin(at)];
  });
const comb = Array.from({ length: 401 }, (_, n) => [105 + (n % 400) / 400, 28 + (n % 2)]);

for (const [name, rings] of Object.entries({
  "a ring with a hole": [circle(1, 500, 0.2), circle(0.3, 7)],
  "two rings apart": [circle(0.2, 40), circle(0.2, 40).map(([x, y]) => [x + 0.6, y + 0.6])],
  "a comb, whose edges all cross every band": [[...comb, comb[0]]],
  "a line without height": [
    [
      [104.5, 28],
      [105.5, 28],
      [104.5, 28],
    ],
  ],
  nothing: [],
})) {
  test(`${name} holds what it holds edge by edge`, () => {
    const index = new RingIndex(rings);
    for (let n = 0; n < 2000; n += 1) {
      const position = [104.3 + ((n * 0.618034) % 1) * 1.6, 27 + ((n * 0.754878) % 1) * 2.2];
      assert.equal(index.has(position), isWithin(position, rings));
    }
    for (const position of rings.flat()) assert.equal(index.has(position), isWithin(position, rings));
  });
}
