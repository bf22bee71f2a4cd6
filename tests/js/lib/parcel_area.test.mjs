// Areas of parcels as geographiclib has them (pyproj 3.7.2), to the hundredth of a square metre.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parcelArea } from "../../../webapp/static/lib/parcel_area.js";

const RINGS = [
  [
    [
      [28.87, 105.44],
      [28.8702, 105.4481],
      [28.8777, 105.4479],
    ],
    328660.817,
  ],
  [
    [
      [29.05, 105.48],
      [29.11, 105.52],
      [29.04, 105.55],
    ],
    24826919.668,
  ],
  [
    [
      [28.900238, 105.4005442],
      [28.90037, 105.4006039],
      [28.9006257, 105.4000655],
    ],
    466.631,
  ],
  [
    [
      [28.9002634, 105.4167494],
      [28.9051871, 105.4046866],
      [28.9199129, 105.4094053],
    ],
    1085651.067,
  ],
  [
    [
      [29.0672923, 105.4952706],
      [29.0278136, 105.4301233],
      [29.0269721, 105.5736091],
    ],
    30861612.733,
  ],
  [
    [
      [-59.9738409, 180.0270626],
      [-59.9664294, 179.9932016],
      [-59.9620885, 180.019555],
    ],
    1065152.039,
  ],
  [
    [
      [70.0150634, 10.0015506],
      [70.0432764, 10.0236375],
      [70.0359412, 10.0439406],
    ],
    1562776.699,
  ],
  [
    [
      [0.0357065, -69.9539451],
      [0.0197482, -69.9599546],
      [0.0222311, -69.9532207],
    ],
    569544.483,
  ],
];

for (const [n, [points, area]] of RINGS.entries()) {
  test(`ring ${n + 1} has ${area} m²`, () => {
    const found = parcelArea(points);
    assert.ok(Math.abs(found - area) <= Math.max(0.005, 1e-10 * area), `${found}`);
    assert.ok(Math.abs(parcelArea(points.toReversed()) - found) < 1e-6 * Math.max(1, area / 1e6));
  });
}

test("larger rings, rings at a pole and less than a ring are left to others", () => {
  assert.equal(
    parcelArea([
      [0, 0],
      [0, 1],
      [1, 1],
    ]),
    null,
  );
  assert.equal(
    parcelArea([
      [85, 0],
      [85, 0.1],
      [85.1, 0.1],
    ]),
    null,
  );
  assert.equal(
    parcelArea([
      [28, 105],
      [28, 105.1],
    ]),
    null,
  );
});
