/* Encoded polylines (maps/web/polyline.py) as points. */
(() => {
  "use strict";

  /**
   * @param {string} text
   * @param {number} scale
   */
  const decodeLine = (text, scale) => {
    /** @type {Served.Point[]} */
    const points = [];
    const at = [0, 0];
    for (let n = 0, turn = 0; n < text.length; turn = 1 - turn) {
      let [value, bits, code] = [0, 0, 0];
      do {
        code = text.charCodeAt(n++) - 63;
        value += (code & 31) * 2 ** bits;
        bits += 5;
      } while (code > 31);
      at[turn] += value % 2 ? -(value + 1) / 2 : value / 2;
      if (turn) points.push([at[0] * scale, at[1] * scale]);
    }
    return points;
  };

  ZoneMap.decode = (paths, scale) => paths.map((rings) => rings.map((ring) => decodeLine(ring, scale)));
})();
