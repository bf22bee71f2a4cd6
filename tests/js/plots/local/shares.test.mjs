// Shares of a plot in nested and neighbouring outlines add up to it, each place counted once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ringArea } from "../../../../webapp/static/lib/ring_area.js";
import { followGeodesics, sharePlot } from "../../../../webapp/static/plots/local/shares.js";
import { box } from "./rings.mjs";

const area = (ring) => ringArea(ring.slice(0, -1).map(([lon, lat]) => [lat, lon]));
const outline = (...rings) => ({ rings: rings.map(followGeodesics), extent: area(rings[0]) });
const sizes = (ring, ...outlines) => sharePlot([followGeodesics(ring)], outlines).map(({ size }) => size);
const near = (found, expected, within = 0.05) => {
  assert.equal(found.length, expected.length);
  for (const [n, each] of found.entries()) {
    assert.ok(Math.abs(each - expected[n]) < within, `${found} is not ${expected}`);
  }
};

const PLOT = box(105.44, 28.87, 105.442, 28.872);
const WHOLE = area(PLOT);

test("a plot within one outline is in it as a whole, one beside it is outside", () => {
  near(sizes(PLOT, outline(box(105.4, 28.8, 105.5, 28.9))), [WHOLE, 0]);
  near(sizes(PLOT, outline(box(105.5, 28.8, 105.6, 28.9))), [0, WHOLE]);
  near(sizes(PLOT), [WHOLE]);
});

test("on a common edge of neighbours it has two shares, each once", () => {
  const [west, east] = [outline(box(105.4, 28.8, 105.441, 28.9)), outline(box(105.441, 28.8, 105.5, 28.9))];
  const half = area(box(105.44, 28.87, 105.441, 28.872));
  near(sizes(PLOT, west, east), [half, WHOLE - half, 0]);
});

test("of nested outlines the inner one has it, the outer one what is left", () => {
  const [outer, inner] = [outline(box(105.4, 28.8, 105.5, 28.9)), outline(box(105.4405, 28.8705, 105.46, 28.9))];
  const within = area(box(105.4405, 28.8705, 105.442, 28.872));
  near(sizes(PLOT, outer, inner), [WHOLE - within, within, 0], 1); // an edge of 2 km bows
  near(sizes(PLOT, inner, outer), [within, WHOLE - within, 0], 1);
});

test("the same outline as a part is wholly in it, and shares its edges", () => {
  near(sizes(PLOT, outline(PLOT)), [WHOLE, 0]);
  const half = box(105.44, 28.87, 105.441, 28.872);
  near(sizes(PLOT, outline(half)), [area(half), WHOLE - area(half)]);
  near(sizes(half, outline(PLOT)), [area(half), 0]);
});

test("holes of the plot and of the outline are taken off", () => {
  const hole = box(105.4405, 28.8705, 105.4415, 28.8715).toReversed();
  near(sizes(PLOT, outline(box(105.4, 28.8, 105.5, 28.9), hole)), [WHOLE - area(hole), area(hole)]);
  const [, outside] = sharePlot([PLOT, hole], [outline(box(105.5, 28.8, 105.6, 28.9))]);
  near([outside.size], [WHOLE - area(hole)]);
});

test("either direction of the rings is the same", () => {
  near(sizes(PLOT.toReversed(), outline(box(105.4, 28.8, 105.441, 28.9).toReversed())).slice(0, 1), [WHOLE / 2], 0.1);
});

test("many random plots add up over many random outlines", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const triangle = () => {
    const points = [0, 1, 2].map(() => [105.4 + random() / 50, 28.8 + random() / 50]);
    return [...points, points[0]];
  };
  for (let n = 0; n < 40; n += 1) {
    const plot = triangle();
    const sums = sizes(plot, ...Array.from({ length: 4 }, () => outline(triangle())));
    near([sums.reduce((a, b) => a + b)], [area(plot)], 1e-5 * area(plot)); // long edges are cut in pieces
    assert.ok(sums.every((each) => each > -0.1));
  }
});
