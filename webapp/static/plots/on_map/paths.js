/* Lines of plots, and the marks of sites, as paths of a canvas. */

/** @typedef {{ scale: number, origin: L.Point }} Frame  From the map of zoom 0 to the layer. */
const LEAST_STEP_PX = 0.7; // vertices closer to the one before are left out

/**
 * @param {Path2D} path
 * @param {Float64Array} line
 * @param {Frame} frame
 */
export const trace = (path, line, { scale, origin }) => {
  let [x, y] = [line[0] * scale - origin.x, line[1] * scale - origin.y];
  path.moveTo(x, y);
  for (let n = 2; n < line.length; n += 2) {
    const [nextX, nextY] = [line[n] * scale - origin.x, line[n + 1] * scale - origin.y];
    const isLast = n + 2 >= line.length;
    if (!isLast && Math.abs(nextX - x) < LEAST_STEP_PX && Math.abs(nextY - y) < LEAST_STEP_PX) continue;
    [x, y] = [nextX, nextY];
    path.lineTo(x, y);
  }
};

/** @type {((path: Path2D, x: number, y: number, r: number) => void)[]} Circle, square, triangle, diamond. */
export const MARKS = [
  (path, x, y, r) => {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
  },
  (path, x, y, r) => path.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r),
  (path, x, y, r) => {
    path.moveTo(x, y - 1.15 * r);
    path.lineTo(x + 1.1 * r, y + 0.85 * r);
    path.lineTo(x - 1.1 * r, y + 0.85 * r);
    path.closePath();
  },
  (path, x, y, r) => {
    path.moveTo(x, y - 1.25 * r);
    path.lineTo(x + 1.25 * r, y);
    path.lineTo(x, y + 1.25 * r);
    path.lineTo(x - 1.25 * r, y);
    path.closePath();
  },
];
