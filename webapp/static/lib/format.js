/* Numbers and sentences as people read them, by the same rules as on the server's pages
   (maps/formatting.py); NaN and null are –. */

/** @typedef {{ lang: string, messages: Served.Messages }} Page A BCP 47 tag, and its words. */
/** @typedef {number | null} Value */
/**
 * @typedef {{ uncertainty_m?: Value, uncertainty_deg?: Value, reach_m?: number, isFine?: boolean }} Options It is
 *   shown on which side of a reach a distance is. Fine: one digit more.
 */

/** @type {Record<string, string>} */
export const DATUM_NAMES = { wgs84: "WGS 84", gcj02: "GCJ-02", bd09: "BD-09" };
const MU_PER_KM2 = 1500;
const TWO_DIGITS = { maximumSignificantDigits: 2 }; // of an uncertainty

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} options
 * @param {string} lang
 */
const write = (value, options, lang) => new Intl.NumberFormat(lang, options).format(value);
/**
 * @param {number} value
 * @param {number} digits
 * @param {string} lang
 */
const number = (value, digits, lang) =>
  write(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }, lang);
/**
 * Rounded as it would be written: a half away from zero, of the digits that people see.
 * @param {number} value
 * @param {Intl.NumberFormatOptions} options
 */
const round = (value, options) => Number(write(value, { ...options, useGrouping: false }, "en"));
/**
 * @param {number} value
 * @param {number} digits Of tens, hundreds … if negative.
 */
const roundTo = (value, digits) => {
  const step = 10 ** Math.max(0, -digits);
  return round(value / step, { maximumFractionDigits: Math.max(0, digits) }) * step;
};
/**
 * @template T
 * @param {T} unknown What is written where there is no number.
 * @param {(value: number, page: Page, options: Options) => T} form
 * @returns {(value: Value, page: Page, options?: Options) => T}
 */
const orElse =
  (unknown, form) =>
  (value, page, options = {}) =>
    value === null || Number.isNaN(value) ? unknown : form(value, page, options);

/**
 * A sentence with its %(name)s replaced.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, key) => String(values[key]));

/* An area in m² below 1 ha, in ha below 1 km², else in km²: the unit once rounded. */
export const formatArea = orElse("–", (size, { lang }) => {
  if (roundTo(size, 0) < 1e4) {
    const digits = !size || roundTo(size, 1) >= 10 ? 0 : roundTo(size, 2) >= 1 ? 1 : 2;
    return `${number(size, digits, lang)} m²`;
  }
  if (roundTo(size, -2) < 1e6) return `${number(size / 1e4, 2, lang)} ha`;
  return `${number(size / 1e6, 2, lang)} km²`;
});

/* An area in 亩 (mu). */
export const formatMu = orElse("–", (size, { lang, messages }) => {
  const mu = (size * MU_PER_KM2) / 1e6;
  const digits = roundTo(mu, 2) < 100 ? 2 : roundTo(mu, 1) < 1000 ? 1 : 0;
  return `${number(mu, digits, lang)} ${messages.mu}`;
});

/* An area in a few words: where land is counted in 亩, these and its main unit; else that alone. */
export const formatSize = orElse("–", (size, page) => {
  const counted = page.lang.startsWith("zh") ? [formatMu(size, page)] : [];
  return [...counted, formatArea(size, page)].join(" · ");
});

/* An area in its main unit, in hectares where that is km², and in 亩 (mu). */
export const formatAreas = orElse(["–"], (size, page) => {
  const main = formatArea(size, page);
  const hectares = main.endsWith("km²") ? [`${number(size / 1e4, 0, page.lang)} ha`] : [];
  return [main, ...hectares, formatMu(size, page)];
});

/**
 * An uncertainty as it is written, and how many decimals of a metre it supports in a value.
 * @param {number} metres
 */
const roundUncertainty = (metres) => {
  const rounded = round(metres, TWO_DIGITS);
  const [unit, power] = rounded < 1 ? ["cm", -2] : rounded < 1000 ? ["m", 0] : ["km", 3];
  const value = round(rounded / 10 ** power, TWO_DIGITS);
  // The place of the last digit that isn't a trailing zero; 10 and 100 count as two digits.
  const [shown, exponent] = rounded.toExponential().split("e");
  const decimals = shown.includes(".") || (shown === "1" && value >= 10) ? 1 : 0;
  return { value, unit, rounded, digits: decimals - Number(exponent), finer: 1 - Number(exponent) };
};

/**
 * To how many decimals of a metre a value is written beside its uncertainty: as that supports, or as that is
 * written itself, where it would else read as no more than that; undefined where it then still does. With a reach
 * as many as show on which side of it the value is.
 * @param {number} metres
 * @param {number} uncertainty_m Above 0.
 * @param {number} [reach_m]
 */
const findSupportedDigits = (metres, uncertainty_m, reach_m) => {
  const { rounded, digits, finer } = roundUncertainty(uncertainty_m);
  const choices = [digits, finer];
  if (reach_m !== undefined) for (let more = finer + 1; more < 3; more++) choices.push(more);
  return choices.find((each) => {
    const shown = roundTo(metres, each);
    return shown > rounded && (reach_m === undefined || shown > reach_m === metres > reach_m);
  });
};

/** @param {number | null | undefined} metres @param {Page} page */
export const formatUncertainty = (metres, { lang, messages }) => {
  if (metres === null || metres === undefined || Number.isNaN(metres)) return messages.uncertaintyUnstated;
  if (!metres) return "±0 m";
  const { value, unit } = roundUncertainty(metres);
  return `±${write(value, TWO_DIGITS, lang)} ${unit}`;
};

/* A distance, rounded to what its uncertainty supports; in words where that is at least as much. */
export const formatDistance = orElse("–", (metres, page, { uncertainty_m = null, reach_m, isFine }) => {
  const { lang, messages } = page;
  if (uncertainty_m === null || Number.isNaN(uncertainty_m)) {
    if (metres < 999.5) return `${number(metres, 0, lang)} m`;
    return `${number(metres / 1000, (metres < 99950 ? 1 : 0) + (isFine ? 1 : 0), lang)} km`;
  }
  const supported = uncertainty_m ? findSupportedDigits(metres, uncertainty_m, reach_m) : 2;
  if (supported === undefined) {
    return fill(messages.lessThanUncertainty, { bound: formatUncertainty(uncertainty_m, page).replace("±", "") });
  }
  const digits = metres && Math.min(supported, 2);
  const rounded = roundTo(metres, digits);
  if (rounded < 1000) return `${number(rounded, Math.max(0, digits), lang)} m`;
  const kilometres = roundTo(metres, Math.min(digits, 0)) / 1000;
  return `${number(kilometres, Math.min(Math.max(0, digits + 3), 3), lang)} km`;
});

/**
 * A straight-line distance with its uncertainty; without one as it is.
 * @param {{ distance_m: number, uncertainty_m?: number | null }} found
 * @param {Page} page
 */
export const formatFar = ({ distance_m, uncertainty_m = null }, page) => {
  const said = formatDistance(distance_m, page, { uncertainty_m });
  const isTold = !uncertainty_m || findSupportedDigits(distance_m, uncertainty_m) === undefined; // in words
  return isTold ? said : `${said} ${formatUncertainty(uncertainty_m, page)}`;
};

/** Join numbers to their units, which a narrow cell else parts. @param {string} text */
export const keepUnits = (text) => text.replace(/(\d) (?=(?:km|m|ha|mu)[²³]?(?![\w²³])|[公平亩千米])/g, "$1\u00a0");

/* A bearing with its compass point and its uncertainty; NaN of which is a bearing not known at all. */
export const formatBearing = orElse("–", (degrees, { lang, messages }, { uncertainty_deg = null }) => {
  if (Number.isNaN(uncertainty_deg)) return "–";
  const digits = uncertainty_deg === null || uncertainty_deg >= 0.5 ? 0 : 1;
  const shown = roundTo(degrees, digits) % 360;
  const point = messages.compass.split(" ")[(Math.round(shown / 22.5) + 16) % 16]; // of the number beside it
  const words = `${number(shown, digits, lang)}° ${point}`;
  if (uncertainty_deg === null || uncertainty_deg < 0.05) return words;
  return `${words} ±${number(uncertainty_deg, digits, lang)}°`;
});

/**
 * A field of a person's file: never what every object has, such as "constructor".
 * @param {{ properties: Record<string, unknown> | null }} feature
 * @param {string} name
 */
export const readOwn = ({ properties }, name) =>
  properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
