/* Numbers and sentences as people read them, by the same rules as on the server's pages. */

const MU_PER_KM2 = 1500; // 1 亩 (mu) is 666 2/3 m²

/**
 * @param {number} value
 * @param {number} digits
 * @param {string} lang A BCP 47 tag, as of the page.
 */
const number = (value, digits, lang) =>
  new Intl.NumberFormat(lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);

/**
 * A sentence with its %(name)s replaced.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, key) => String(values[key]));

/**
 * `fine` adds a digit, for what somebody measures by hand.
 * @param {number} metres
 * @param {string} lang
 * @param {{ fine?: boolean }} [options]
 */
export const formatDistance = (metres, lang, { fine = false } = {}) => {
  if (!Number.isFinite(metres)) return "–";
  if (metres < 999.5) return `${number(metres, 0, lang)} m`;
  return `${number(metres / 1000, (metres < 99950 ? 1 : 0) + (fine ? 1 : 0), lang)} km`;
};

/**
 * @param {number | null} metres
 * @param {string} lang
 */
export const formatUncertainty = (metres, lang) => (metres === null ? "± ?" : `± ${formatDistance(metres, lang)}`);

/**
 * An area in every unit: m² or km² first, then hectares, then 亩.
 * @param {number} squareMetres
 * @param {string} lang
 * @param {string} muWord What 亩 is called in the language.
 */
export const formatAreas = (squareMetres, lang, muWord) => {
  if (!Number.isFinite(squareMetres)) return ["–"];
  const km2 = squareMetres / 1e6;
  const mu = number(km2 * MU_PER_KM2, squareMetres < 1e5 ? 1 : 0, lang);
  return [
    squareMetres < 1e4 ? `${number(squareMetres, 0, lang)} m²` : `${number(km2, km2 >= 1 ? 2 : 4, lang)} km²`,
    `${number(squareMetres / 1e4, squareMetres >= 1e6 ? 0 : 2, lang)} ha`,
    `${mu} ${muWord}`,
  ];
};
