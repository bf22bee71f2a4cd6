/* Coordinates as people write them: decimal, also with commas, or degrees, minutes, seconds; either order. */
import { readLink } from "./map_links.js";

/** @type {[words: RegExp, letter: string][]} */
const WORDS = [
  [/北纬|north/gi, "N"],
  [/南纬|south/gi, "S"],
  [/东经|east/gi, "E"],
  [/西经|west/gi, "W"],
  [/latitude|lat|纬度|longitude|lng|lon|经度/gi, ""],
];
/* Whoever copies coordinates with the name of their map or system means that system. Its own digits
   are none that a number goes on after, and a dash right after it is no minus. */
const AFTER = String.raw`(?:\s*(?:地图|maps?|坐标系?|coordinates?|的))*(?:-|\s-\s)?`;
/** @param {RegExp[]} names */
const named = (...names) => new RegExp(`(?:${names.map(({ source }) => source).join("|")})${AFTER}`, "gi");
/** @type {[words: RegExp, datum: string][]} */
const DATUM_WORDS = [
  [named(/gcj(?:[-_ ]?0?2(?![\d.]))?/, /火星|高德|腾讯|qq地图|amap|autonavi|gaode|tencent/), "gcj02"],
  [named(/bd[-_ ]?0?9(?:ll)?(?![\d.])/, /(?:百度|baidu)(?:[-_ ]?0?9(?![\d.]))?/), "bd09"],
  [
    named(
      /(?:wgs[-_ ]?(?:19)?84|cgcs[-_ ]?2000|国家2000)(?![\d.])/,
      /gps(?:[-_ ]?84(?![\d.]))?|2000国家(?:大地)?|天地图|tianditu/,
    ),
    "wgs84",
  ],
];
const AT_ENDS = /^[\s:,;()[\]【】/|]+|[\s:,;()[\]【】/|-]+$/g;
/** @type {Record<string, string>} */
export const DATUM_NAMES = { wgs84: "WGS 84", gcj02: "GCJ-02", bd09: "BD-09" };
const NUMBER = /[-+]?\d+(\.\d+)?/g;
const LETTER = /[NSEW]/gi;
const DECIMAL_COMMAS = /^([^,.]*\d),(\d[^,.]*?(?:[;\s]|,\s))([^,.]*\d),(\d[^,.]*)$/;
const AROUND = /^\s*geo:|[.。,;\s]+$/gi; // what a link begins and a sentence ends with
const SLASH = /(\d)\s*\/\s*(?=[-+]?\d)/g;
const SIGNS = /[°º度'′’分"″”秒、:()\s]/g;

/**
 * The text of each of the two: cut at the comma, else by the letters, else in the middle.
 * @param {string} text
 */
const halves = (text) => {
  const cut = text.split(/[,;]/);
  if (cut.length > 1) return cut;
  const letters = [...text.matchAll(LETTER)];
  const numbers = [...text.matchAll(NUMBER)];
  const leads = letters[0] && numbers[0] && letters[0].index < numbers[0].index;
  const [first, last] = [letters[0], letters.at(-1)];
  const byLetter = leads ? last?.index : (first?.index ?? 0) + 1;
  const at = letters.length ? byLetter : numbers[numbers.length / 2]?.index;
  return at ? [text.slice(0, at), text.slice(at)] : [];
};

/**
 * @param {string} text
 * @returns {{ value: number, letter?: string }}
 */
const readAngle = (text) => {
  const numbers = text.match(NUMBER) ?? [];
  const letters = text.match(LETTER) ?? [];
  const rest = text.replace(NUMBER, "").replace(LETTER, "").replace(SIGNS, "");
  const [first = ""] = numbers;
  const [whole, minutes = 0, seconds = 0] = numbers.map(Number);
  const isTorn = /\d[NSEW]\d/i.test(text) || (letters.length && /^[-+]/.test(first));
  const isAngle = !rest && !isTorn && [1, 2, 3].includes(numbers.length) && letters.length < 2;
  if (!isAngle || [minutes, seconds].some((each) => each < 0 || each >= 60)) return { value: NaN };
  const letter = letters[0]?.toUpperCase();
  const sign = first.startsWith("-") !== "SW".includes(letter ?? "?") ? -1 : 1;
  return { value: sign * (Math.abs(whole) + minutes / 60 + seconds / 3600), letter };
};

/**
 * @param {number} lat
 * @param {number} lon
 */
const isOnEarth = (lat, lon) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/**
 * The datum that a text names, and the text without that name; of several that disagree, none.
 * @param {string} raw
 * @returns {{ datum?: string, rest: string }}
 */
export const splitDatum = (raw) => {
  const text = raw.normalize("NFKC");
  const found = DATUM_WORDS.filter(([words]) => text.search(words) >= 0);
  if (found.length !== 1) return { rest: text };
  const [[words, datum]] = found;
  return { datum, rest: text.replace(words, " ").replace(AT_ENDS, "") };
};

/**
 * What a text says, or null. Without letters: what is beyond 90 is the longitude; else the order
 * that lies nearer to `near`, so that both customs are understood.
 * @param {string} raw
 * @param {Served.Point} [near]
 * @returns {{ lat: number, lon: number } | null}
 */
export const parseCoordinates = (raw, near = [0, 0]) => {
  let text = raw.normalize("NFKC").replace(/[−–]/g, "-").replace(AROUND, "").replace(SLASH, "$1,");
  if (DECIMAL_COMMAS.test(text.trim())) text = text.trim().replace(DECIMAL_COMMAS, "$1.$2$3.$4");
  if (/\d\s*:\s/.test(text)) return null; // a number that announces others, no degrees
  for (const [word, letter] of WORDS) text = text.replace(word, letter);
  const angles = halves(text).map(readAngle);
  if (angles.length !== 2) return null;
  const [{ value: a, letter }, { value: b, letter: second }] = angles;
  const says = [letter && "NS".includes(letter), second && "EW".includes(second)].filter((each) => each !== undefined);
  if (says[0] !== says.at(-1)) return null;
  const orders = [
    { lat: a, lon: b },
    { lat: b, lon: a },
  ].filter(({ lat, lon }, n) => isOnEarth(lat, lon) && says[0] !== Boolean(n));
  /** @param {{ lat: number, lon: number }} at */
  const far = ({ lat, lon }) => Math.hypot(lat - near[0], lon - near[1]);
  return orders.sort((one, other) => far(one) - far(other))[0] ?? null;
};

/**
 * Where a text is: the link of a map, or coordinates, with their system where it is named. Without `at` it
 * is a link that can't be read, or several places, and `note` says which; null is neither.
 * @param {string} text
 * @param {Served.Point} near
 * @returns {import("./map_links.js").Position | null}
 */
export const readPosition = (text, near) => {
  const linked = readLink(text);
  if (linked) return linked;
  const { datum, rest } = splitDatum(text);
  const found = parseCoordinates(rest, near);
  return found && { at: [found.lat, found.lon], datum };
};
