/* GCJ-02, the shifted datum of Chinese web maps: forward by its published formula, back by repeating it.
   Points are [longitude, latitude] in degrees. */
const A_M = 6378245;
const E2 = 0.006693421622965943;
const { PI, sin, cos, sqrt, abs } = Math;

/** @typedef {[lon: number, lat: number]} LonLat */

/**
 * @param {number} x
 * @param {number} short
 * @param {number} long
 * @param {number} a
 * @param {number} b
 */
const waves = (x, short, long, a, b) => ((short * sin((x / a) * PI) + long * sin((x / b) * PI)) * 2) / 3;

/**
 * A point of WGS 84 as GCJ-02 has it; nothing is shifted outside China.
 * @param {LonLat} point
 * @returns {LonLat}
 */
export const toGcj02 = ([lon, lat]) => {
  if (lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271) return [lon, lat];
  const [x, y] = [lon - 105, lat - 35];
  const both = waves(x, 20, 20, 1 / 6, 1 / 2);
  const root = sqrt(abs(x));
  const eastWaves = both + waves(x, 20, 40, 1, 3) + waves(x, 150, 300, 12, 30);
  const northWaves = both + waves(y, 20, 40, 1, 3) + waves(y, 160, 320, 12, 30);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + eastWaves;
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + northWaves;
  const turn = (lat * PI) / 180;
  const w2 = 1 - E2 * sin(turn) ** 2;
  return [
    lon + (((east * sqrt(w2)) / (A_M * cos(turn))) * 180) / PI,
    lat + (((north * w2 * sqrt(w2)) / (A_M * (1 - E2))) * 180) / PI,
  ];
};

/**
 * The way back, to 1e-10 degrees.
 * @param {LonLat} point
 * @returns {LonLat}
 */
export const fromGcj02 = ([lon, lat]) => {
  let [x, y] = [lon, lat];
  for (let n = 0; n < 8; n += 1) {
    const [atX, atY] = toGcj02([x, y]);
    x += lon - atX;
    y += lat - atY;
  }
  return [x, y];
};
