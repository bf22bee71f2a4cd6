/* How the addresses of each online map name places, and the system that they are in, as the server has it
   (geo/lookup/map_sites.py). Google's and Apple's are taken as WGS 84, which no address tells: a note says so. */

/** @typedef {[first: number, second: number]} Pair */
/** @typedef {{ path: string, hash: string, values: URLSearchParams }} Link */

const NUMBER = String.raw`([-+]?\d+(?:\.\d+)?)`;
const TWO = ` *${NUMBER} *, *${NUMBER}`;
const PAIR = new RegExp(String.raw`^${TWO}[.。)\]】]*(?=$|[ ,;|])`);
/* After a pair: another number, or anywhere another pair. */
const MORE = /^[|;, ]+[-+.]?\d|[|;, ][-+]?[\d.]+,[-+]?\d/;
const ONLY_PAIR = new RegExp(String.raw`^ *(?:loc:)?${TWO} *(?:\([^)]*\))?[ .。,;)\]】]*$`);
const ANGLE = String.raw`(\d+)[°º]([0-5]?\d)['′’]([0-5]?\d(?:\.\d+)?)["″”]`;
const DEGREES = new RegExp(String.raw`^ *${ANGLE}([NS])[ ,]+${ANGLE}([EW])[ .。,;)\]】]*$`);
const MARKER = new RegExp(String.raw`(?:^|[|;])coord:${NUMBER},${NUMBER}(?=[.。)\]】]*(?:$|[;| ]))`, "g");
const IN_VIEW = new RegExp(`@${NUMBER},${NUMBER}(?=,|$)`, "g");
const PIN = new RegExp(`!3d${NUMBER}!4d${NUMBER}(?=!|$)`, "g"); // which the view need not be centred on
const MAP = new RegExp(String.raw`[#&]map=[\d.]+/${NUMBER}/${NUMBER}(?=[.。,;)\]】]*(?:&|$))`, "g");
/** A place that is named, but not by coordinates that can be read: it is nowhere on earth. @type {Pair} */
const UNREAD = [181, 181];

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
 * The pair that each text begins with; what follows may be a name, but no number.
 * @param {string[]} texts
 */
const take = (texts) =>
  texts.flatMap((text) => {
    const found = PAIR.exec(text);
    if (!found) return [UNREAD];
    return MORE.test(text.slice(found[0].length)) ? [toPair(found), UNREAD] : [toPair(found)];
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
 * @param {string} text
 * @returns {Pair[]}
 */
const takeDegrees = (text) => {
  const found = DEGREES.exec(text);
  if (!found) return [];
  const [lat, lon] = [1, 5].map((n) => Number(found[n]) + Number(found[n + 1]) / 60 + Number(found[n + 2]) / 3600);
  return [[found[4] === "S" ? -lat : lat, found[8] === "W" ? -lon : lon]];
};

/**
 * The place of each text, also of those that are no coordinates.
 * @param {string[]} texts
 */
const readNames = (texts) => texts.map((text) => takeOnly([text])[0] ?? takeDegrees(text)[0] ?? UNREAD);

/**
 * The places of a route; of one that starts only, none that is where it leads.
 * @param {string[]} starts
 * @param {string[]} ends
 */
const readRoute = (starts, ends) => (ends.length ? readNames([...starts, ...ends]) : [UNREAD]);

/**
 * @param {URLSearchParams} values
 * @param {string[]} names
 */
const getAll = (values, ...names) => names.flatMap((name) => values.getAll(name));

/**
 * Those that are not empty.
 * @param {URLSearchParams} values
 * @param {string[]} names
 */
const listNamed = (values, ...names) => getAll(values, ...names).filter((each) => /[^ ]/.test(each));

/**
 * The values of two parameters that are written as one elsewhere.
 * @param {URLSearchParams} values
 * @param {string} lat
 * @param {string} lon
 */
const pairUp = (values, lat, lon) => {
  const [norths, easts] = [values.getAll(lat), values.getAll(lon)];
  return norths.length === easts.length ? norths.map((each, n) => `${each},${easts[n]}`) : ["?"];
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

/** @param {Link} link */
const readOpenStreetMap = ({ path, hash, values }) => {
  const ways = getAll(values, "route", "from", "to").flatMap((each) => each.split(";"));
  if (ways.length || path.startsWith("/directions")) return [UNREAD, ...takeOnly(ways)];
  return first(
    () => take(pairUp(values, "mlat", "mlon")),
    () => readNames(listNamed(values, "query")),
    () => take(pairUp(values, "lat", "lon")),
    // Any other path names what need not be in the middle.
    () => (path === "" || path === "/" ? search(MAP, hash).slice(0, 1) : []),
  );
};

/** @param {Link} link */
const readGoogle = ({ path, values }) => {
  const steps = path.split("/").map(decode);
  const view = steps.findIndex((each) => /^(@|data=)/.test(each));
  const at = view < 0 ? steps.length : view;
  const kind = steps.slice(1, 3).findIndex((each) => /^(dir|place|search)$/.test(each)) + 1;
  const named = kind ? steps.slice(kind + 1, at) : [];
  const ways = steps[kind] === "dir" ? named : [];
  const starts = [...ways.slice(0, 1).filter(Boolean), ...listNamed(values, "origin", "saddr", "waypoints")];
  const ends = [...ways.slice(1).filter(Boolean), ...listNamed(values, "destination", "daddr")];
  if (starts.length || ends.length) return readRoute(starts, ends);
  const isView = steps.slice(0, at).every((each) => each === "" || each === "maps");
  return first(
    () => search(PIN, steps.slice(at).join("/")),
    () => readNames([...named.slice(0, 1).filter(Boolean), ...listNamed(values, "q", "query")]),
    () => takeOnly(getAll(values, "ll", "center")).slice(0, 1),
    () => (isView ? search(IN_VIEW, steps[at] ?? "").slice(0, 1) : []),
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
        () => take(listNamed(values, "q")),
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
    by: ["coord_type", new Map()], // programs write its 1 beside GCJ-02 as beside GPS: none is known
    read: ({ values }) =>
      first(
        () => {
          const markers = values.getAll("marker");
          const found = markers.flatMap((each) => search(MARKER, each));
          const count = markers.join("|").split("coord:").length - 1;
          return found.length === count ? found : [...found, UNREAD];
        },
        () => take(pairUp(values, "pointy", "pointx")),
      ),
  },
  {
    host: /(^|\.)(openstreetmap|osm)\.org$/,
    datum: "wgs84",
    read: readOpenStreetMap,
  },
  {
    host: /(^|\.)google\.(com|[a-z]{2}|com?\.[a-z]{2})$/,
    datum: "wgs84",
    note: "linkOfGoogle",
    read: readGoogle,
  },
  {
    host: /(^|\.)maps\.apple(\.com)?$/,
    datum: "wgs84",
    note: "linkOfApple",
    read: ({ values }) => {
      const starts = listNamed(values, "source", "saddr", "waypoint");
      const ends = listNamed(values, "destination", "daddr");
      if (starts.length || ends.length) return readRoute(starts, ends);
      return first(
        () => takeOnly(getAll(values, "coordinate", "q")),
        () => takeOnly(values.getAll("ll")),
        () => takeOnly(values.getAll("center")),
      );
    },
  },
];
