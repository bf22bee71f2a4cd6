/* Whether positions lie within rings, asked many times of the same rings: a question looks at the edges in its band
   of latitude alone. */

/** @typedef {import("./shares.js").Position} Position */
/** @typedef {import("./shares.js").Ring} Ring */

const MOST_BANDS = 4096;
const SPANS = 2; // bands that an edge lies in on average, at most: the edges of a comb would fill the memory

export class RingIndex {
  /** @type {Position[][]} Edges in each band, one position after the other. */
  #bands;
  #south = Infinity;
  #perDegree = 0;

  /** @param {Ring[]} rings */
  constructor(rings) {
    let [north, count, rise] = [-Infinity, 0, 0];
    for (const ring of rings) {
      for (let n = 1; n < ring.length; n += 1) {
        const [a, b] = [ring[n - 1][1], ring[n][1]];
        this.#south = Math.min(this.#south, a, b);
        north = Math.max(north, a, b);
        rise += Math.abs(a - b);
        count += 1;
      }
    }
    const height = north - this.#south;
    const most = rise > 0 ? Math.min(MOST_BANDS, Math.floor((SPANS * count * height) / rise)) : 1;
    const size = Math.max(1, most);
    this.#perDegree = height > 0 ? size / height : 0;
    this.#bands = Array.from({ length: size }, () => []);
    for (const ring of rings) for (let n = 1; n < ring.length; n += 1) this.#put(ring[n - 1], ring[n]);
  }

  /**
   * Whether an odd number of edges lies east of a position.
   * @param {Position} position
   */
  has([x, y]) {
    const band = this.#bands[this.#bandOf(y)];
    let inside = false;
    for (let n = 0; n < band.length; n += 2) {
      const [from, to] = [band[n], band[n + 1]];
      if (from[1] > y === to[1] > y) continue;
      if (x < ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]) + from[0]) inside = !inside;
    }
    return inside;
  }

  /** @param {number} lat */
  #bandOf(lat) {
    const band = Math.floor((lat - this.#south) * this.#perDegree) || 0;
    return Math.max(0, Math.min(this.#bands.length - 1, band));
  }

  /** @param {Position} from @param {Position} to */
  #put(from, to) {
    const [a, b] = [this.#bandOf(from[1]), this.#bandOf(to[1])];
    for (let n = Math.min(a, b); n <= Math.max(a, b); n += 1) this.#bands[n].push(from, to);
  }
}

/** @type {WeakMap<Ring[], RingIndex>} */
const known = new WeakMap();

/**
 * The index of rings that do not change, made once.
 * @param {Ring[]} rings
 */
export const indexRings = (rings) => {
  const found = known.get(rings) ?? new RingIndex(rings);
  known.set(rings, found);
  return found;
};
