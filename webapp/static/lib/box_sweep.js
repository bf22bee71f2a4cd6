/* Which of many boxes overlap, found by a sweep along the first axis: of edges that lie apart no two are
   compared. */

/** @typedef {number[]} Box The least and the most on each axis: [x0, x1, y0, y1, …]. */

/**
 * @param {Box} a
 * @param {Box} b
 */
const overlap = (a, b) => {
  for (let n = 0; n < a.length; n += 2) if (a[n] > b[n + 1] || b[n] > a[n + 1]) return false;
  return true;
};

/**
 * Tell each pair of boxes that overlap, once, until told to stop.
 * @param {Box[]} boxes
 * @param {(n: number, m: number) => boolean | void} visit True stops.
 * @returns {boolean} Whether it was stopped.
 */
export const sweepBoxes = (boxes, visit) => {
  const order = boxes.map((_each, n) => n).sort((a, b) => boxes[a][0] - boxes[b][0]);
  for (let i = 0; i < order.length; i += 1) {
    const n = order[i];
    const end = boxes[n][1];
    for (let j = i + 1; j < order.length && boxes[order[j]][0] <= end; j += 1) {
      const m = order[j];
      if (overlap(boxes[n], boxes[m]) && visit(n, m)) return true;
    }
  }
  return false;
};
