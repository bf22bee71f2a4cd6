/* Coordinates as people write them: decimal, also with commas, or degrees, minutes, seconds; either order. */
import { isPartOfName, splitDatum } from "./datum_words.js";
import { readLink } from "./map_links.js";
import { normalizeText } from "./plain_text.js";
import { listCuts, takeOffWords } from "./position_name.js";

/** @type {[words: RegExp, letter: string][]} */
const WORDS = [
  [/北纬|north/gi, "N"],
  [/南纬|south/gi, "S"],
  [/东经|east/gi, "E"],
  [/西经|west/gi, "W"],
  [/latitude|lat|纬度/gi, "纬"],
  [/longitude|lng|lon|经度/gi, "经"],
];
const SIXTIETHS = String.raw`([0-5]?\d(?:\.\d+)?)`;
/* A label, a letter, a sign, then degrees, minutes after degrees, and seconds after minutes. */
const ANGLE = new RegExp(
  String.raw`^([纬经]?)[ :=]*([NSEW]?)[ :=]*([-+]?)(\d+(?:\.\d+)?)(?: ?[°度: ] ?${SIXTIETHS}` +
    `(?: ?['′’分: ] ?${SIXTIETHS} ?(?:["″”秒]|['′’]{2})?| ?['′’分])?| ?[°度])? ?([NSEW]?)$`,
  "i",
);
const SIDES = /[NSEW纬经]/gi;
const DECIMAL_COMMAS = /^([^,.]*\d),(\d[^,.]*?(?:[; ]|, ))([^,.]*\d),(\d[^,.]*)$/;
const AROUND = /^ *geo:|[.。,; ]+$/gi; // what a link begins and a sentence ends with
const WRAPPED = /^ *[(["'](.*)[)\]"']$/;
/* A number that announces others; a fraction or a date; and a number with an exponent. */
const NO_PAIR = /\d *: |^ *\d+ *\/ *\d+$|^[^NSEW纬经]*\d[NSEW][-+\d][^NSEW纬经]*$/i;

/**
 * The ways to cut a text into two: at its only comma, else at each space or letter.
 * @param {string} text
 */
const listHalves = (text) => {
  const spaced = text.replace(SIDES, " $& ").replace(/ +/g, " ").trim();
  const parts = spaced.split(/ ?[,;、/] ?/);
  if (parts.length > 1) return parts.length > 2 ? [] : [parts];
  if (readAngle(spaced)[0] && spaced.search(SIDES) >= 0) return []; // 28 55 E is one of the two
  return [...spaced.matchAll(/ /g)].map(({ index }) => [spaced.slice(0, index), spaced.slice(index + 1)]);
};

/** @param {string} text */
const readAngle = (text) => {
  const [found, label, before, sign, degrees, minutes = 0, seconds = 0, after] = ANGLE.exec(text) ?? [];
  if (!found) return [];
  const letter = before + after;
  const isTime = !seconds && !label && !letter && text.includes(":");
  const isBroken = /\.\d+\D+\d|:\d+ \d/.test(text); // minutes after decimals, or a time before a number
  if (isTime || isBroken || letter[1] || (letter && sign)) return [];
  const value = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return [{ value: /[-SW]/i.test(sign + letter) ? -value : value, text, numbers: text.match(/[\d.]+/g)?.length }];
};

/**
 * What two angles say. Without letters: what is beyond 90 is the longitude; else the order that lies
 * nearer to `near`, so that both customs are understood.
 * @param {string[]} halves
 * @param {Served.Point} near
 */
const readPair = (halves, near) => {
  const [first, second] = halves.flatMap(readAngle);
  if (!second) return [];
  // Without a mark, a number more on one side is a stray one.
  if (first.numbers !== second.numbers && !/['′’分]|\d:\d/.test(halves.join(" "))) return [];
  return [
    [first, second],
    [second, first],
  ]
    .filter(([lat, lon]) => !/[EW经]/i.test(lat.text) && !/[NS纬]/i.test(lon.text))
    .map(([{ value: lat }, { value: lon }]) => ({ lat, lon, far: Math.hypot(lat - near[0], lon - near[1]) }))
    .filter(({ lat, lon }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
    .sort((one, other) => one.far - other.far)
    .slice(0, 1);
};

/**
 * What a text says, or null; one that can be cut into two in several ways says nothing.
 * @param {string} raw
 * @param {Served.Point} [near]
 * @returns {{ lat: number, lon: number } | null}
 */
export const parseCoordinates = (raw, near = [0, 0]) => {
  let text = normalizeText(raw).replace(/[−–]/g, "-").replace(AROUND, "").replace(WRAPPED, "$1").trim();
  text = text.replace(DECIMAL_COMMAS, "$1.$2$3.$4");
  for (const [word, letter] of WORDS) text = text.replace(word, letter);
  if (NO_PAIR.test(text)) return null;
  const [found, ...others] = listHalves(text).flatMap((each) => readPair(each, near));
  return others.length ? null : (found ?? null);
};

/**
 * The position beside a name; null where there is more than one way to read it.
 * @param {string} text
 * @param {Served.Point} near
 * @returns {import("./map_links.js").Position | null}
 */
const readBesideName = (text, near) => {
  if (isPartOfName(text)) return null;
  const { datum, rest } = splitDatum(text);
  /** @type {Map<string, { at: Served.Point, name: string }>} */
  const found = new Map();
  for (const cut of listCuts(rest)) {
    const read = parseCoordinates(cut.rest, near);
    if (!read) continue;
    const isInDoubt = cut.doubt && parseCoordinates(cut.doubt, near);
    if (isInDoubt || (cut.isOrder && Math.abs(read.lon) <= 90)) return null;
    const [key, before] = [`${read.lat} ${read.lon}`, found.get(`${read.lat} ${read.lon}`)];
    if (!before || cut.name.length < before.name.length) found.set(key, { at: [read.lat, read.lon], name: cut.name });
  }
  const [only] = found.values();
  return found.size === 1 ? { ...only, datum } : null;
};

/**
 * Where a text is: the link of a map, or coordinates, with their system where it is named. Without `at` it
 * is a link that can't be read, or several places, and `note` says which; null is neither.
 * @param {string} text
 * @param {Served.Point} near
 * @returns {import("./map_links.js").Position | null}
 */
export const readPosition = (text, near) => {
  if (text.length > 2000) return null; // as on the server
  const linked = readLink(text);
  if (linked) return linked;
  const { datum, rest } = splitDatum(text);
  const found = parseCoordinates(rest, near) ?? parseCoordinates(takeOffWords(rest), near);
  return found ? { at: [found.lat, found.lon], datum } : readBesideName(text, near);
};
