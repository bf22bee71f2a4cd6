// Which rings have edges that cross, and what is said of the others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crosses, results } from "../../../webapp/static/lib/measured_path.js";

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

const CROSSED = [0, 2, 1, 3];
for (const [place, ring] of Object.entries({
  "round the pole": [0, 90, 180, -90].map((lon, n) => [80 + n, lon]),
  "across 180°": [179.9, -179.9, -179.9, 179.9].map((lon, n) => [n < 2 ? 10 : 10.2, lon]),
  "of a parcel": [0, 1e-5, 1e-5, 0].map((lon, n) => [n < 2 ? 28.9 : 28.90001, 105.4 + lon]),
})) {
  test(`a ring ${place} crosses itself only when its corners are out of order`, () => {
    assert.equal(crosses(ring), false);
    assert.equal(crosses(CROSSED.map((n) => ring[n])), true);
  });
}

test("edges on opposite sides of the Earth do not cross", () => {
  assert.equal(
    crosses([
      [1, 0],
      [-1, 1],
      [-1, 180],
      [1, 181],
    ]),
    false,
  );
});

const page = {
  lang: "en",
  messages: { mu: "mu", around: "around it %(distance)s", lastStretch: "last stretch %(distance)s", edgesCross: "!" },
};
/** @param {number} metres Of a side, 1° being about 110.6 km long and 111.3 km wide at the equator. */
const square = (metres) => {
  const [up, right] = [metres / 110574, metres / 111320];
  return [
    [0, 105],
    [0, 105 + right],
    [up, 105 + right],
    [up, 105],
  ];
};

test("a parcel is measured in square metres and mu", () => {
  assert.deepEqual(results("area", square(Math.sqrt(300)), page), ["300 m²", "0.45 mu", "around it 69 m"]);
  assert.deepEqual(results("area", square(Math.sqrt(1000)), page), ["1,000 m²", "1.50 mu", "around it 126 m"]);
  assert.equal(results("area", square(2000), page)[1], "400 ha · 6,000 mu");
});

test("an area round the pole is measured, and a line to the other side", () => {
  const [total] = results(
    "area",
    [0, 90, 180, -90].map((lon) => [80, lon]),
    page,
  );
  assert.equal(total, "2,507,270.03 km²");
  assert.deepEqual(
    results(
      "line",
      [
        [0.1, 0],
        [-0.2, 179.8],
      ],
      page,
    ),
    ["19,989.7 km"],
  );
});
