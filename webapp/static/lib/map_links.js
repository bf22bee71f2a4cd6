/* The position that the address of an online map names, and the system it is in. What the server reads of
   such a link is the same (geo/lookup/map_links.py, tests/support/map_links.json). */

/** @typedef {[first: number, second: number]} Pair */
/** @typedef {{ path: string, hash: string, get: (name: string) => string | null }} Link */
/** @typedef {{ at?: Served.Point, datum?: string, note?: string }} Position  Without `at` nothing could be read. */

const BEFORE_HOST = String.raw`(?:https?://(?![^\s/?#]*@)|(?:^|[^\w.@/-])(?=(?:[\w-]+\.)+(?:com|cn|org|gl)/))`;
const LINK = new RegExp(String.raw`${BEFORE_HOST}([\w.-]+)(?::\d+)?([^\s?#]*)(\?[^\s#]*)?(#\S*)?`, "i");
const NUMBER = String.raw`([-+]?\d+(?:\.\d+)?)`;
const PAIR = new RegExp(`^${NUMBER},${NUMBER}`);
const MARKER = new RegExp(`^coord:${NUMBER},${NUMBER}`);
const IN_VIEW = new RegExp(`@${NUMBER},${NUMBER}`);
const PIN = new RegExp(`!3d${NUMBER}!4d${NUMBER}`); // which the view need not be centred on
const MAP = new RegExp(`[#&]map=[\\d.]+/${NUMBER}/${NUMBER}`);

/**
 * @param {RegExp} form
 * @param {string | null} text
 * @returns {Pair | null}
 */
const take = (form, text) => {
  const found = form.exec(text ?? "");
  return found && [Number(found[1]), Number(found[2])];
};
/** @param {Pair | null} pair Longitude and latitude. */
const swap = (pair) => pair && /** @type {Pair} */ ([pair[1], pair[0]]);

/**
 * Hosts, the system of their coordinates unless a parameter names it, and where latitude and longitude stand.
 * Google's are taken as WGS 84, which its addresses and satellite pictures are in everywhere; its road map of
 * mainland China is drawn in GCJ-02, and the address does not say which of them a point was chosen on.
 * @type {{ host: RegExp, datum: string, note?: string, by?: [string, Map<string, string>],
 *   read: (link: Link) => Pair | null }[]}
 */
const SITES = [
  {
    host: /(^|\.)amap\.com$/,
    datum: "gcj02",
    by: ["coordinate", new Map(Object.entries({ gaode: "gcj02", wgs84: "wgs84" }))],
    read: ({ get }) =>
      swap(take(PAIR, get("position"))) ?? take(PAIR, get("q")) ?? take(PAIR, `${get("lat")},${get("lng")}`),
  },
  {
    host: /(^|\.)map\.baidu\.com$/,
    datum: "bd09",
    by: ["coord_type", new Map(Object.entries({ bd09ll: "bd09", gcj02: "gcj02", wgs84: "wgs84" }))],
    read: ({ get }) => take(PAIR, get("location")),
  },
  { host: /(^|\.)map\.qq\.com$/, datum: "gcj02", read: ({ get }) => take(MARKER, get("marker")) },
  {
    host: /(^|\.)(openstreetmap|osm)\.org$/,
    datum: "wgs84",
    read: ({ get, hash }) => take(PAIR, `${get("mlat")},${get("mlon")}`) ?? take(MAP, hash),
  },
  {
    host: /(^|\.)google(\.[a-z]{2,3}){1,2}$/,
    datum: "wgs84",
    note: "linkOfGoogle",
    read: ({ path }) => take(PIN, path) ?? take(IN_VIEW, path),
  },
];

/**
 * What a text with a link says, null without a link.
 * @param {string} text
 * @returns {Position | null}
 */
export const readLink = (text) => {
  const [found, host = "", path = "", query = "", hash = ""] = LINK.exec(text) ?? [];
  if (found === undefined) return text.includes("://") ? {} : null;
  const site = SITES.find((each) => each.host.test(host.toLowerCase()));
  const values = new URLSearchParams(query);
  const at = site?.read({ path, hash, get: (name) => values.get(name) });
  if (!site || !at || Math.abs(at[0]) > 90 || Math.abs(at[1]) > 180) return {};
  const [key = "", names] = site.by ?? [];
  const named = values.get(key);
  const datum = named === null ? site.datum : names?.get(named.toLowerCase());
  return datum ? { at, datum, note: site.note } : {};
};
