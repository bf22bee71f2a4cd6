// Computed cases; test_geodesy.py compares thousands of rings with geographiclib.
import assert from "node:assert/strict";
import { test } from "node:test";
import { direct } from "../../../webapp/static/lib/geodesy.js";
import { ringArea } from "../../../webapp/static/lib/ring_area.js";

const near = (found, wanted, within) => assert.ok(Math.abs(found - wanted) <= within, `${found} is not ${wanted}`);

test("a degree square at the equator, as geographiclib has it", () => {
  near(
    ringArea([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
    ]),
    12308778361.469,
    1,
  );
});

test("a large figure, as geographiclib has it", () => {
  near(
    ringArea([
      [0, 0],
      [0, 40],
      [50, 40],
      [50, 0],
    ]) / 22035702227200.625,
    1,
    1e-9,
  );
});

test("a small square is width times height", () => {
  const [lat, lon] = [28.9, 105.4];
  const [up, right] = [direct([lat, lon], 0, 100), direct([lat, lon], 90, 100)];
  near(ringArea([[lat, lon], up, [up[0], right[1]], right]), 10000, 0.05);
});

test("area has no direction and no first point", () => {
  const ring = [
    [28.8, 105.3],
    [28.9, 105.7],
    [29.3, 105.5],
    [29.1, 105.2],
  ];
  const area = ringArea(ring);
  near(ringArea([...ring].reverse()), area, 0.1);
  near(ringArea([...ring.slice(2), ...ring.slice(0, 2)]), area, 0.1);
  assert.equal(ringArea(ring.slice(0, 2)), 0);
});

test("an eighth of the Earth, with its corner at the pole or beside it", () => {
  const eighth = 510065621724088 / 8; // the surface that Karney (2013) gives
  near(
    ringArea([
      [0, 0],
      [0, 90],
      [90, 45],
    ]) / eighth,
    1,
    1e-9,
  );
  near(
    ringArea([
      [0, 0],
      [0, 90],
      [89.9999, 45],
    ]) / eighth,
    1,
    3e-6,
  );
});

test("a hemisphere, and the cap round either pole whichever way it is walked", () => {
  const square = [-135, -45, 45, 135];
  near(ringArea(square.map((lon) => [0, lon])) / 255032810862044, 1, 1e-9);
  const north = ringArea(square.map((lon) => [80, lon]));
  near(north / 2507270031169.875, 1, 1e-9); // geographiclib
  near(ringArea(square.map((lon) => [-80, lon])), north, 1);
  near(ringArea(square.map((lon) => [80, lon]).reverse()), north, 1);
});
