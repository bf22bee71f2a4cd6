/* The name of a map or system beside coordinates, as the server has it (geo/lookup/beside/datum_words.py). */
import { normalizeText } from "./plain_text.js";

/* Whoever copies coordinates with the name of their map or system means that system. Its own digits
   are none that a number goes on after or degrees, and a dash right after it is no minus; one digit
   after it numbers the place. */
const AFTER = String.raw`(?: *(?:地图|maps?|坐标系?|coordinates?|的))*(?:-| - )?(?!\d(?![\d.°度]))`;
/** @param {string} names With # where digits end. */
const named = (names) => new RegExp(`(?:${names.replaceAll("#", "(?![\\d.]| *[°度])")})${AFTER}`, "gi");
const GCJ02 = "gcj(?:(?:[-_ ]?02|[-_]?2)#)?|火星|高德|腾讯|qq地图|amap|autonavi|gaode|tencent";
const BD09 = "bd[-_ ]?0?9(?:ll)?#|(?:百度|baidu)(?:(?:[-_ ]?09|[-_]?9)#)?";
const WGS84 = "(?:wgs[-_ ]?(?:19)?84|cgcs[-_ ]?2000|国家2000)#|gps(?:[-_]?84#)?|2000国家(?:大地)?|天地图|tianditu";
/** @type {[words: RegExp, datum: string][]} */
const DATUM_WORDS = [
  [named(GCJ02), "gcj02"],
  [named(BD09), "bd09"],
  [named(WGS84), "wgs84"],
];
export const MAPS = `(?:${[GCJ02, BD09, WGS84].join("|").replaceAll("#", "(?![\\d.]| *[°度])")})`;
/* In "高德大厦" and "Tamapa" the name of a map is part of another name. */
const PART_OF_NAME = new RegExp(
  `[a-z]${MAPS}|${MAPS}(?!位置|定位|点位|坐标|地图|的|maps?|coordinates?|[东西南北]?[经纬]|[NSEW] ?\\d|lat|lon|lng)` +
    "[a-z\\u3400-\\u9fff]",
  "i",
);
const AT_ENDS = /^[ :,;()[\]【】/|]+|[ :,;()[\]【】/|-]+$/g;
/**
 * The datum that a text names, and the text without that name; of several that disagree, none.
 * @param {string} raw
 * @returns {{ datum?: string, rest: string }}
 */
export const splitDatum = (raw) => {
  const text = normalizeText(raw);
  const found = DATUM_WORDS.filter(([words]) => text.search(words) >= 0);
  if (found.length !== 1) return { rest: text };
  const [[words, datum]] = found;
  return { datum, rest: text.replace(words, " ").replace(AT_ENDS, "") };
};

/** @param {string} text */
export const isPartOfName = (text) => PART_OF_NAME.test(normalizeText(text));
