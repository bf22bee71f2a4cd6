/* How the addresses of each online map name places, and the system that they are in, as the server has it
   (geo/lookup/map_sites.py). Google's and Apple's are taken as WGS 84, which no address tells: a note says so. */

/** @typedef {[first: number, second: number]} Pair */
/** @typedef {{ path: string, hash: string, values: URLSearchParams }} Link */

const NUMBER = String.raw`([-+]?\d+(?:\.\d+)?)`;
const TWO = String.raw`\s*${NUMBER}\s*,\s*${NUMBER}`;
const PAIR = new RegExp(`^${TWO}`);
const MORE = /[|;,\s]([-+]?\d+\.\d+),([-+]?\d+\.\d+)/g;
const ONLY_PAIR = new RegExp(String.raw`^\s*(?:loc:)?${TWO}\s*(?:\([^)]*\))?[\s.。,;)\]】]*$`);
const MARKER = new RegExp(String.raw`(?:^|\|)coord:${NUMBER},${NUMBER}`, "g");
const IN_VIEW = new RegExp(`@${NUMBER},${NUMBER}`, "g");
const PIN = new RegExp(`!3d${NUMBER}!4d${NUMBER}`, "g"); // which the view need not be centred on
const MAP = new RegExp(String.raw`[#&]map=[\d.]+/${NUMBER}/${NUMBER}`, "g");

/**
 * @param {RegExpMatchArray} found
 * @returns {Pair}
 */
const toPair = ([, first, second]) => [Number(first), Number(second)];
/** @param {Pair} pair @returns {Pair} */
const swap = ([first, second]) => [second, first];

/**
 * @param {RegExp} form
 * @param {string} text
 */
const search = (form, text) => [...text.matchAll(form)].map(toPair);

/**
 * Each pair that a text begins with, and those that follow it there.
 * @param {string[]} texts
 */
const take = (texts) =>
  texts.flatMap((text) => {
    const found = PAIR.exec(text);
    return found ? [toPair(found), ...search(MORE, text.slice(found[0].length))] : [];
  });

/**
 * The pair of each text that is nothing else: a street's number is none.
 * @param {string[]} texts
 */
const takeOnly = (texts) =>
  texts.flatMap((text) => {
    const found = ONLY_PAIR.exec(text);
    return found ? [toPair(found)] : [];
  });

/**
 * @param {URLSearchParams} values
 * @param {string[]} names
 */
const getAll = (values, ...names) => names.flatMap((name) => values.getAll(name));

/**
 * The values of two parameters that are written as one elsewhere.
 * @param {URLSearchParams} values
 * @param {string} lat
 * @param {string} lon
 */
const pairUp = (values, lat, lon) => {
  const east = values.getAll(lon);
  return values.getAll(lat).flatMap((each, n) => (n < east.length ? `${each},${east[n]}` : []));
};

/**
 * The first that has any.
 * @param {(() => Pair[])[]} ways
 */
const first = (...ways) => {
  for (const way of ways) {
    const found = way();
    if (found.length) return found;
  }
  return [];
};

/**
 * Decoded as the value of a parameter is, which never fails.
 * @param {string} path
 */
const decode = (path) => new URLSearchParams(`path=${path.replaceAll("&", "%26")}`).get("path") ?? "";

/**
 * The place of a `geo:` address (RFC 5870); of one that names a search, what it is.
 * @param {string} lat
 * @param {string} lon
 * @param {string} [parameters]
 * @param {string} [query]
 * @returns {Pair[]}
 */
export const readGeo = (lat, lon, parameters = "", query = "") => {
  const crs = /;crs=([^;]*)/i.exec(parameters);
  if (crs && crs[1]?.toLowerCase() !== "wgs84") return [];
  const asked = new URLSearchParams(query).getAll("q");
  const isNowhere = asked.length && !Number(lat) && !Number(lon);
  return first(
    () => takeOnly(asked),
    () => (isNowhere ? [] : [[Number(lat), Number(lon)]]),
  );
};

/**
 * Hosts, the system of their coordinates unless a parameter names it, and the places that a link names.
 * @type {{ host: RegExp, datum: string, note?: string, by?: [string, Map<string, string>],
 *   read: (link: Link) => Pair[] }[]}
 */
export const SITES = [
  {
    host: /(^|\.)amap\.com$/,
    datum: "gcj02",
    by: ["coordinate", new Map(Object.entries({ gaode: "gcj02", wgs84: "wgs84" }))],
    read: ({ values }) =>
      first(
        () => take(values.getAll("position")).map(swap),
        () => take(values.getAll("q")),
        () => take(pairUp(values, "lat", "lng")),
      ),
  },
  {
    host: /(^|\.)map\.baidu\.com$/,
    datum: "bd09",
    by: ["coord_type", new Map(Object.entries({ bd09ll: "bd09", gcj02: "gcj02", wgs84: "wgs84" }))],
    read: ({ values }) => take(values.getAll("location")),
  },
  {
    host: /(^|\.)map\.qq\.com$/,
    datum: "gcj02",
    read: ({ values }) =>
      first(
        () => values.getAll("marker").flatMap((each) => search(MARKER, each)),
        () => take(pairUp(values, "pointy", "pointx")),
      ),
  },
  {
    host: /(^|\.)(openstreetmap|osm)\.org$/,
    datum: "wgs84",
    read: ({ values, hash }) =>
      first(
        () => take(pairUp(values, "mlat", "mlon")),
        () => search(MAP, hash).slice(0, 1),
      ),
  },
  {
    host: /(^|\.)google\.(com|[a-z]{2}|com?\.[a-z]{2})$/,
    datum: "wgs84",
    note: "linkOfGoogle",
    read: ({ values, path }) => {
      const told = decode(path);
      const ways = getAll(values, "q", "query", "destination", "daddr", "origin", "saddr");
      return first(
        () => search(PIN, told),
        () => takeOnly([...ways, ...told.split("/")]),
        () => takeOnly(getAll(values, "ll", "center")).slice(0, 1),
        () => search(IN_VIEW, told).slice(0, 1),
      );
    },
  },
  {
    host: /(^|\.)maps\.apple(\.com)?$/,
    datum: "wgs84",
    note: "linkOfApple",
    read: ({ values }) =>
      first(
        () => takeOnly(getAll(values, "coordinate", "q", "destination", "daddr", "source", "saddr")),
        () => takeOnly(values.getAll("ll")),
        () => takeOnly(values.getAll("center")),
      ),
  },
];
