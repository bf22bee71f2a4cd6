/* Coordinates as maps/web/polyline.py and paths.py write them, as points. */
(() => {
  "use strict";

  const LAST_BELOW = 74;
  const BASE = 14;
  const CONTEXT_SCALE = 1e-4; // degrees, where none is given: 10^-CONTEXT_DECIMALS of maps/web/paths.py
  /** The number of each letter by its code: all from `!` on, without what JSON or HTML would escape. */
  const NUMBERS = new Uint8Array(127);
  for (let code = 33, number = 0; code < 127; code++) {
    if (!"\"\\<>&'".includes(String.fromCharCode(code))) NUMBERS[code] = number++;
  }

  /**
   * @param {string} text
   * @param {number} scale
   * @param {number[]} at Where the line before it ends, in steps; then where this one does.
   */
  const decodeLine = (text, scale, at) => {
    /** @type {Served.Point[]} */
    const points = [];
    for (let n = 0, turn = 0; n < text.length; turn = 1 - turn) {
      let [value, worth, number] = [0, 1, 0];
      do {
        number = NUMBERS[text.charCodeAt(n++)];
        value += number * worth;
        worth *= BASE;
      } while (number >= LAST_BELOW);
      at[turn] += value % 2 ? -(value + 1) / 2 : value / 2;
      if (turn) points.push([at[0] * scale, at[1] * scale]);
    }
    return points;
  };

  ZoneMap.decode = (paths, scale = CONTEXT_SCALE) => {
    const at = [0, 0];
    return paths.map((rings) => rings.map((ring) => decodeLine(ring, scale, at)));
  };
})();
