/* The place that the link of an online map in a text names. What the server reads of such a link is the same
   (geo/lookup/map_links.py, tests/support/map_links.json), and why is said there. */
import { readGeo, SITES } from "./map_sites.js";
import { normalizeText } from "./plain_text.js";

/** @typedef {import("./map_sites.js").Pair} Pair */
/** @typedef {{ at?: Served.Point, datum?: string, note?: string, name?: string }} Position  Without `at` nothing
    could be read: `note` is the message that says why; `name` is what stands beside it. */

const BEFORE_HOST = String.raw`(?:https?://(?![^\s/?#]*@)|(?:^|[^\w.@/-])(?=(?:[\w-]+\.)+(?:com|cn|org|gl)/))`;
const LINK = new RegExp(String.raw`${BEFORE_HOST}([\w.-]+)(?::\d+)?(?=[/?#\s]|$)([^\s?#]*)(\?[^\s#]*)?(#\S*)?`, "gi");
const NUMBER = String.raw`([-+]?\d+(?:\.\d+)?)`;
const GEO = new RegExp(
  String.raw`(?:^|[^\w])geo:${NUMBER},${NUMBER}(?:,[-+]?[\d.]+)?(?!\w|[.,]*\d)((?:;[^\s?;]+)*)(\?\S*)?`,
  "gi",
);
/* What is written around a link, and no part of one. */
const WRAPS = /[<>‹›«»《》〈〉「」“”]|["'‘’](?=[\s,;.。)\]】]|$)|(?<![^\s([【])["'‘’]/g;
const SHORT_HOST = /(^|\.)(surl\.amap\.com|j\.map\.baidu\.com|goo\.gl)$/i;
const CUT = "\n"; // which a normalized text lacks
const AT_ENDS = /^[ :,;.。、()[\]【】|-]+|[ :,;.。、()[\]【】|-]+$/g;
const STOPS = /[.。,;)\]】、]+$/;
/* Coordinates beside a link: two numbers with decimals close to each other, or marks of degrees. */
const BESIDE = /\d\.\d+[^\d.]{1,6}\d{1,3}\.\d|[°度].*[°度]/s;
const NUMBERS = [/\d\.\d/g, /[°度]/g];
const MOST_OF_ONE = 3; // one position has two numbers, and may have a height

const SEVERAL = { note: "severalPlaces" };
const UNREAD = { note: "linkUnread" };
const SHORT = { note: "linkShort" };

/**
 * The one place that there is.
 * @param {Pair[]} places
 * @param {string | undefined} datum
 * @param {string} [note]
 * @returns {Position}
 */
const choose = (places, datum, note) => {
  const [at] = places;
  if (places.some((each) => String(each) !== String(at))) return SEVERAL;
  if (!at || !datum || Math.abs(at[0]) > 90 || Math.abs(at[1]) > 180) return UNREAD;
  return { at, datum, note };
};

/**
 * A position with what stands before the link, else after it.
 * @param {Position} read
 * @param {string} text
 * @returns {Position}
 */
const addName = (read, text) => {
  if (!read.at) return read;
  const rest = text.replace(LINK, CUT).replace(GEO, CUT).split(CUT);
  return { ...read, name: rest.map((each) => each.replace(AT_ENDS, "")).find(Boolean) };
};

/**
 * What a text with a link says, null without a link.
 * @param {string} raw
 * @returns {Position | null}
 */
export const readLink = (raw) => {
  const text = normalizeText(raw).replace(WRAPS, " ");
  const links = [...text.matchAll(LINK)];
  const rest = text.replace(LINK, " ");
  const geoLinks = [...rest.matchAll(GEO)];
  if (!links.length && !geoLinks.length) {
    if (text.includes("://")) return UNREAD;
    return NUMBERS.some((each) => (text.match(each)?.length ?? 0) > MOST_OF_ONE) ? SEVERAL : null;
  }
  const ofMaps = links.filter(([, host]) => SITES.some((each) => each.host.test(host.toLowerCase())));
  const texts = new Set([...ofMaps, ...geoLinks].map(([each]) => each.trim().replace(STOPS, "")));
  if (texts.size > 1 || BESIDE.test(rest.replace(GEO, " "))) return SEVERAL;
  const [geo] = geoLinks;
  if (geo) return addName(choose(readGeo(geo[1], geo[2], geo[3], geo[4]), "wgs84"), text);
  if ((ofMaps.length ? ofMaps : links).some(([, host]) => SHORT_HOST.test(host))) return SHORT;
  if (!ofMaps.length) return UNREAD;
  const [[, host, path = "", query = "", hash = ""]] = ofMaps;
  const site = SITES.find((each) => each.host.test(host.toLowerCase()));
  if (!site) return UNREAD;
  const values = new URLSearchParams(query);
  const [key = "", names] = site.by ?? [];
  const named = [...new Set(values.getAll(key).map((each) => each.toLowerCase()))];
  if (site.datum === "bd09" && (named.includes("bd09mc") || /@\d{5,}(?:\.\d+)?,\d{5,}/.test(path)))
    return { note: "linkInPlane" };
  const datums = named.length ? named.map((each) => names?.get(each)) : [site.datum];
  const datum = datums.length === 1 ? datums[0] : undefined;
  return addName(choose(site.read({ path, hash, values }), datum, site.note), text);
};
