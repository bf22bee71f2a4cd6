/* Coordinates in tables, as the server reads them (geo/reading): decimal degrees with a point or a comma,
   or degrees, minutes and seconds with a sign or side. */

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const COMMA_NUMBER = /^[+-]?\d+,\d+$/;
const COMMA_PAIR = /^([+-]?\d{1,3},\d+)(?:\s*;\s*|,?\s+)([+-]?\d{1,3},\d+)$/;
const SIDE = "[NSEW]|[东西]经?|[南北]纬?";
const DMS = new RegExp(
  `^(${SIDE})?\\s*([+-])?(\\d{1,3})\\s*[°º度]\\s*(\\d{1,2}(?:\\.\\d+)?)\\s*['′’‘分]\\s*` +
    `(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:["″”“秒]|''|′′))?\\s*([NSEW东西南北])?$`,
  "i",
);
const DEGREES = new RegExp(`^(${SIDE})?\\s*([+-])?(\\d{1,3}(?:\\.\\d*)?)()()\\s*[°º度]?\\s*([NSEW东西南北])?$`, "i");

/** @param {string} text */
const simplify = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[−‒–]/g, "-")
    .trim();

/**
 * Whether columns of degrees have decimal commas.
 * @param {string[]} texts
 */
export const hasDecimalCommas = (texts) => texts.some((each) => COMMA_NUMBER.test(simplify(each)));

/**
 * A pair of numbers with decimal commas, with points instead; any other text as it is.
 * @param {string} line
 */
export const pointDecimals = (line) => {
  const found = COMMA_PAIR.exec(simplify(line));
  return found ? found.slice(1).join("; ").replaceAll(",", ".") : line;
};

/** @param {string} text */
const readDms = (text) => {
  const found = DMS.exec(text) ?? DEGREES.exec(text);
  if (!found || (found[1] && found[6])) return NaN;
  const [minutes, seconds] = [Number(found[4] || 0), Number(found[5] || 0)];
  if (minutes >= 60 || seconds >= 60) return NaN;
  const side = (found[1] ?? found[6] ?? "").toUpperCase();
  const isNegative = found[2] === "-" || /^[SW南西]/.test(side);
  const value = Number(found[3]) + minutes / 60 + seconds / 3600;
  return isNegative ? -value : value;
};

/**
 * Degrees; NaN for any other text.
 * @param {string} text
 * @param {boolean} [decimalComma]
 */
export const readDegrees = (text, decimalComma = false) => {
  const plain = simplify(text);
  if (decimalComma && plain.includes(".") && plain.includes(",")) return NaN;
  const pointed = decimalComma ? plain.replace(",", ".") : plain;
  return NUMBER.test(pointed) ? Number(pointed) : readDms(pointed);
};
