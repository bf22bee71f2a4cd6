/* Numbers as people read them, by the same rules as on the server's pages. */

const KM_MU = 1500; // 1 亩 (mu) is 666 2/3 m²

const number = (value, digits, lang) => new Intl.NumberFormat(lang.startsWith("zh") ? "zh-CN" : "en-GB", {
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
}).format(value);

/* `fine` adds a digit, for what somebody measures by hand. */
export const formatDistance = (metres, lang, { fine = false } = {}) => {
  if (!Number.isFinite(metres)) return "–";
  if (metres < 999.5) return `${number(metres, 0, lang)} m`;
  return `${number(metres / 1000, (metres < 99950 ? 1 : 0) + (fine ? 1 : 0), lang)} km`;
};

export const formatUncertainty = (metres, lang) => (metres === null ? "± ?" : `± ${formatDistance(metres, lang)}`);

/* An area in every unit: m² or km² first, then hectares, then 亩. */
export const formatAreas = (squareMetres, lang) => {
  if (!Number.isFinite(squareMetres)) return ["–"];
  const km2 = squareMetres / 1e6;
  const mu = number(km2 * KM_MU, squareMetres < 1e5 ? 1 : 0, lang);
  return [
    squareMetres < 1e4 ? `${number(squareMetres, 0, lang)} m²` : `${number(km2, km2 >= 1 ? 2 : 4, lang)} km²`,
    `${number(squareMetres / 1e4, squareMetres >= 1e6 ? 0 : 2, lang)} ha`,
    `${mu} ${lang.startsWith("zh") ? "亩" : "mu"}`,
  ];
};
