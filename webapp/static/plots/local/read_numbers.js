/* Coordinates in tables, as the server reads them (geo/reading): decimal degrees with a point or a comma,
   or degrees, minutes and seconds with a sign or side. */

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const COMMA_NUMBER = /^[+-]?\d+,\d+$/;
const COMMA_PAIR = /^([+-]?\d{1,3},\d+)(?:\s*;\s*|,?\s+)([+-]?\d{1,3},\d+)$/;
const BEFORE = "([NSEW]|[东西]经?|[南北]纬?)?\\s*([+-])?";
const AFTER = "\\s*([NSEW东西南北])?";
const SECONDS = "(\\d{1,2}(?:[.,]\\d+)?)";
// Without marks, three parts or a side: two numbers may be longitude and latitude.
const ANGLES = [
  `${BEFORE}(\\d{1,3})\\s*[°度]\\s*${SECONDS}\\s*['′’‘分]\\s*(?:${SECONDS}\\s*(?:["″”“秒]|''|′′))?${AFTER}`,
  `${BEFORE}(\\d{1,3})(?:\\s+(\\d{1,2})\\s+|:(\\d{1,2}):|-(\\d{1,2})-)${SECONDS}${AFTER}`,
  `(?=.*[NSEW东西南北])${BEFORE}(\\d{1,3})\\s+${SECONDS}()${AFTER}`,
  `${BEFORE}(\\d{1,3}(?:\\.\\d*)?)()()\\s*[°度]?${AFTER}`,
  `${BEFORE}(\\d{1,3},\\d+)()()\\s*°${AFTER}`,
].map((form) => new RegExp(`^${form}$`, "i"));

/** @param {string} text */
const simplify = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[−‒–]/g, "-")
    .replace(/[º˚゜]/g, "°")
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

/** @param {string} [text] */
const readPart = (text) => Number((text || "0").replace(",", "."));

/** @param {string} text */
const readAngle = (text) => {
  const found = ANGLES.map((each) => each.exec(text)).find(Boolean);
  if (!found) return NaN;
  const [before, sign, whole, ...parts] = found.slice(1, -1);
  const after = found.at(-1);
  const [minutes, seconds] = [parts.slice(0, -1).find(Boolean), parts.at(-1)].map(readPart);
  if ((before && after) || minutes >= 60 || seconds >= 60) return NaN;
  const side = (before ?? after ?? "").toUpperCase();
  if (side && sign === "-") return NaN; // -105° W may be either
  const isNegative = sign === "-" || /^[SW南西]/.test(side);
  const value = readPart(whole) + minutes / 60 + seconds / 3600;
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
  return NUMBER.test(pointed) ? Number(pointed) : readAngle(pointed);
};
