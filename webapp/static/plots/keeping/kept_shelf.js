/* What each window keeps, on the disk of this browser. The shapes and rows of a large layer lie apart from the rest,
   and are written when they have changed only: to copy those of 20,000 plots takes a third of a second, after whatever
   else was drawn, hidden or renamed. */
import { Shelf } from "../../lib/shelf.js";

/** @typedef {import("./keep.js").Kept} Kept */
/** @typedef {Pick<Plots.Kept, "features" | "rows">} Content */

const LARGE = 500; // features
const LARGE_VERTICES = 5_000;
const SIGN = "|"; // between the key of a window and the id of its layer

/**
 * How many vertices coordinates have, by the lengths of their rings.
 * @param {any} coordinates
 * @returns {number}
 */
const countVertices = (coordinates) => {
  if (!Array.isArray(coordinates?.[0]?.[0])) return coordinates?.length ?? 0;
  return coordinates.reduce((/** @type {number} */ sum, /** @type {any} */ each) => sum + countVertices(each), 0);
};

/** @param {Plots.Feature[]} features */
const isLarge = (features) => {
  let left = LARGE_VERTICES;
  for (const { geometry } of features) if ("coordinates" in geometry) left -= countVertices(geometry.coordinates);
  return features.length >= LARGE || left <= 0;
};

/**
 * What a window kept, with what lies apart; whatever else is there is left as it is.
 * @param {any} value
 * @param {Map<string, unknown>} values
 */
const join = (value, values) => {
  if (!Array.isArray(value?.layers)) return value;
  const layers = value.layers.map((/** @type {any} */ each) => ({
    ...each,
    .../** @type {any} */ (values.get(each?.apart)),
  }));
  return { ...value, layers };
};

export class KeptShelf {
  #shelf;
  /** @type {Map<string, Content | null>} What lies apart, as this window wrote it; null where it did not. */
  #apart = new Map();

  /** @param {string} name */
  constructor(name) {
    this.#shelf = new Shelf(name);
  }

  /** What each window keeps, by its key. @returns {Promise<Map<string, unknown>>} */
  async all() {
    const values = await this.#shelf.all();
    const isApart = (/** @type {string} */ key) => key.includes(SIGN);
    for (const key of values.keys()) if (isApart(key)) this.#apart.set(key, null);
    return new Map([...values].filter(([key]) => !isApart(key)).map(([key, value]) => [key, join(value, values)]));
  }

  isEmpty() {
    return this.#shelf.isEmpty();
  }

  async clear() {
    this.#apart.clear();
    await this.#shelf.clear();
  }

  /**
   * Keep what a window has, nothing if that is undefined; forget what others had.
   * @param {string} key
   * @param {Kept | undefined} kept
   * @param {string[]} gone The keys of the others.
   */
  async set(key, kept, gone) {
    /** @type {Map<string, Content>} */
    const apart = new Map();
    const layers = kept?.layers.map((layer) => {
      const { features, rows, ...rest } = layer;
      if (!features || !isLarge(features)) return layer;
      const place = `${key}${SIGN}${layer.id}`;
      apart.set(place, { features, rows });
      return { ...rest, apart: place };
    });
    const isOld = (/** @type {string} */ place) => [key, ...gone].some((each) => place.startsWith(`${each}${SIGN}`));
    const old = [...this.#apart.keys()].filter((place) => isOld(place) && !apart.has(place));
    const changed = [...apart].filter(([place, { features, rows }]) => {
      const before = this.#apart.get(place);
      return before?.features !== features || before?.rows !== rows;
    });
    await this.#shelf.set({
      ...Object.fromEntries([...gone, ...old].map((each) => [each, undefined])),
      ...Object.fromEntries(changed),
      [key]: kept && { ...kept, layers },
    });
    for (const each of old) this.#apart.delete(each);
    for (const [place, content] of changed) this.#apart.set(place, content);
  }
}
