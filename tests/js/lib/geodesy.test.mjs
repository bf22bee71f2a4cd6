// Published and computed cases; the browser test compares with pyproj on the shipped data.
import assert from "node:assert/strict";
import { test } from "node:test";
import { circle, direct, geodesic, inverse, pathLength } from "../../../webapp/static/lib/geodesy.js";

const near = (found, wanted, within) => assert.ok(Math.abs(found - wanted) <= within, `${found} is not ${wanted}`);
const dms = (d, m, s) => d + m / 60 + s / 3600;

test("Flinders Peak to Buninyong, as Geoscience Australia publishes it (GRS 80)", () => {
  const flinders = [-dms(37, 57, 3.7203), dms(144, 25, 29.5244)];
  const buninyong = [-dms(37, 39, 10.1561), dms(143, 55, 35.3839)];
  const { distance, bearing } = inverse(flinders, buninyong);
  near(distance, 54972.271, 0.001);
  near(bearing, dms(306, 52, 5.37), 1e-6);
});

test("a quarter of the meridian is 10 001 965.729 m (Karney 2013)", () => {
  near(inverse([0, 20], [90, 20]).distance, 10001965.729, 0.001);
});

test("a degree along the equator is a degree of the major axis", () => {
  near(inverse([0, 10], [0, 11]).distance, (6378137 * Math.PI) / 180, 1e-6);
});

test("there and back", () => {
  for (const to of [
    [28.9, 105.4],
    [28.900001, 105.400001],
    [-35, 10],
    [28.9, -74.5],
    [60, 105.4],
  ]) {
    const { distance, bearing } = inverse([28.9, 105.4], to);
    const at = direct([28.9, 105.4], bearing, distance);
    near(at[0], to[0], 1e-9);
    near((at[1] - to[1]) % 360, 0, 1e-9);
  }
});

test("no distance to oneself, half the Earth to the other side", () => {
  assert.equal(inverse([28.9, 105.4], [28.9, 105.4]).distance, 0);
  near(inverse([0.1, 0], [-0.2, 179.8]).distance, 19989713.4807, 0.001); // geographiclib
  near(inverse([30, 0], [-30, 180]).distance, 2 * 10001965.729, 0.002);
});

test("the shorter way around", () => {
  near(inverse([10, 179.5], [10, -179.5]).distance, inverse([10, 0], [10, 1]).distance, 1e-6);
});

test("a geodesic is as long as its pieces, a circle equally far all round", () => {
  const line = geodesic([28.9, 105.4], [30.66, 104.06], 48);
  near(pathLength(line), inverse([28.9, 105.4], [30.66, 104.06]).distance, 1e-3);
  for (const point of circle([28.9, 105.4], 300000, 16)) near(inverse([28.9, 105.4], point).distance, 300000, 1e-3);
});
