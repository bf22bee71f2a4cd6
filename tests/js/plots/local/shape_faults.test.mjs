// Shapes that enclose no one area, as the server finds them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findFault } from "../../../../webapp/static/plots/local/shape_faults.js";
import { bow, box } from "./rings.mjs";

const SHELL = box(105.44, 28.9, 105.45, 28.91);
const touching = [
  [0, 0],
  [2, 2],
  [4, 0],
  [4, 4],
  [2, 2],
  [0, 4],
  [0, 0],
];

for (const [name, polygons, message] of [
  ["a bow-tie", [[bow]], "shapeCrosses"],
  ["a ring run through twice", [[[...SHELL, ...SHELL]]], "shapeCrosses"],
  ["a hole larger than its shell", [[SHELL, box(105.43, 28.89, 105.48, 28.94)]], "shapeHoleOutside"],
  ["a hole outside the shell", [[SHELL, box(105.47, 28.9, 105.475, 28.905)]], "shapeHoleOutside"],
  ["overlapping parts", [[SHELL], [box(105.445, 28.905, 105.455, 28.915)]], "shapeCrosses"],
  ["parts that share an edge", [[SHELL], [box(105.45, 28.9, 105.46, 28.91)]], "shapeCrosses"],
  ["a part within another", [[SHELL], [box(105.442, 28.902, 105.445, 28.905)]], "shapeShellsNested"],
  ["a ring that touches itself", [[touching]], "shapeTouches"],
  [
    "a hole in a hole",
    [[SHELL, box(105.441, 28.901, 105.449, 28.909), box(105.442, 28.902, 105.445, 28.905)]],
    "shapeHolesNested",
  ],
]) {
  test(`${name} is refused`, () => assert.equal(findFault(polygons)?.message, message));
}

for (const [name, polygons] of [
  ["a box", [[SHELL]]],
  ["a box with repeated corners", [[[SHELL[0], ...SHELL]]]],
  ["a hole", [[SHELL, box(105.442, 28.902, 105.445, 28.905)]]],
  ["two holes that touch", [[SHELL, box(105.442, 28.902, 105.444, 28.904), box(105.444, 28.904, 105.446, 28.906)]]],
  [
    "a hole that touches its shell",
    [
      [
        SHELL,
        [
          [105.44, 28.9],
          [105.445, 28.904],
          [105.444, 28.906],
          [105.44, 28.9],
        ],
      ],
    ],
  ],
  ["two parts that touch", [[SHELL], [box(105.45, 28.91, 105.46, 28.92)]]],
  ["an island in a hole", [[SHELL, box(105.441, 28.901, 105.449, 28.909)], [box(105.442, 28.902, 105.445, 28.905)]]],
]) {
  test(`${name} is valid`, () => assert.equal(findFault(polygons), null));
}
