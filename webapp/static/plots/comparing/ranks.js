/* Numbers side by side: the share of the greatest, and which is greatest or least. By the same rules as on the
   server's page of parts (maps/content/comparison.py). */

/**
 * @typedef {{ value: number | null, doubt: number | null }} Estimate A number and how far it may be off, in its unit;
 *   null where that is not known.
 */
/**
 * @typedef {{ share: number | null, rank: string, like: number[] }} Bar The share of the greatest, 0 to 1, the word for
 *   the greatest or the least where that is certain, and the positions of those that are no different within both
 *   uncertainties.
 */

/** @param {Estimate} estimate */
const isTold = ({ value, doubt }) => value !== null && value > 0 && !(value <= (doubt ?? NaN));

/**
 * How far two are apart, and both uncertainties together; NaN where either is not known.
 * @param {Estimate} own
 * @param {Estimate} other
 */
const weigh = (own, other) => ({
  by: (own.value ?? NaN) - (other.value ?? NaN),
  both: (own.doubt ?? NaN) + (other.doubt ?? NaN),
});

/**
 * @param {Estimate[]} values
 * @param {[most: string, least: string]} words
 * @returns {Bar[]}
 */
export const rankValues = (values, words) => {
  const greatest = Math.max(0, ...values.map((each) => (isTold(each) ? (each.value ?? 0) : 0)));
  return values.map((own, n) => {
    const others = values.filter((_each, at) => at !== n).map((each) => weigh(own, each));
    const rank = words.find((_word, at) => others.every(({ by, both }) => (at ? -by : by) > both));
    return {
      share: isTold(own) ? (own.value ?? 0) / greatest : null,
      rank: (others.length && rank) || "",
      like: values.flatMap((each, at) => {
        const { by, both } = weigh(own, each);
        return at !== n && both > 0 && Math.abs(by) <= both ? at : [];
      }),
    };
  });
};
