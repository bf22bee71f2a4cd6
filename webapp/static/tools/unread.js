/* What an address asks for that there is not: it is named, so that nobody takes what is shown for all of it. */
import { find, findAll } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { readHash, readPoints } from "../lib/url_state.js";
import { loadStyles } from "../plots/drawing/styles.js";
import { showNotice } from "../plots/notice.js";

/** @typedef {(text: string) => unknown} Reader */

const MOST_CHARS = 40;
const HALF_VIEW = /^#([\d.]+\/[^/&=]*)(?:&|$)/; // a zoom and a latitude alone
/** @type {Record<string, string>} */
const BETWEEN = { ask: ";", from: ";", line: ";", area: ";", compare: ",", rings: "," };
/** @type {Record<string, number>} */
const MOST = { ask: 1, from: 1, compare: 4 };

const OTHERS = ["bounds", "place", "lines", "drawn", "plots", "side"]; // whose values are told where they are read

/** @param {string} text */
const cut = (text) => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text);

/** @type {Reader} */
const isPoint = (text) => readPoints(text).length;

/**
 * The pieces whose key nothing knows, and those that a later piece of the same key takes the place of. Keys are words:
 * what hosts append is none.
 * @param {string} hash
 * @param {string[]} known
 */
const listUnused = (hash, known) => {
  const pieces = hash.replace(/^#/, "").split("&");
  const keys = pieces.map((each) => /^([a-z_]+)=./i.exec(each)?.[1] ?? "");
  return pieces.filter((each, n) => {
    const last = keys.lastIndexOf(keys[n]);
    return keys[n] && (!known.includes(keys[n]) || (last > n && pieces[last] !== each));
  });
};

/**
 * The pieces of an address that can't be read, as it has them.
 * @param {string} hash
 * @param {{ isView: Reader, isPart: Reader, choices: Record<string, string[]> }} known `choices`: of each key that
 *   has few values.
 */
export const listUnread = (hash, { isView, isPart, choices }) => {
  const { view: whole, values } = readHash(hash);
  const view = whole ?? HALF_VIEW.exec(hash)?.[1];
  /** @type {Record<string, Reader>} */
  const readers = { part: isPart, ask: isPoint, line: isPoint, area: isPoint, compare: isPart };
  readers.from = (text) => isPoint(text) || (text === values.get("from") && isPart(text));
  for (const [key, few] of Object.entries(choices)) readers[key] = (text) => few.includes(text);
  const unread = Object.entries(readers).flatMap(([key, isRead]) => {
    const text = values.get(key) ?? "";
    const sign = BETWEEN[key];
    const pieces = (sign ? text.split(sign) : [text]).map((each) => each.trim()).filter(Boolean);
    const shown = [...new Set(pieces.filter(isRead))].slice(0, MOST[key]);
    const wrong = pieces.filter((each) => !shown.includes(each));
    return wrong.length ? [`${key}=${cut(wrong.join(sign))}`] : [];
  });
  const ofPlots = values.has("plots") ? ["filter"] : [];
  const unused = listUnused(hash, [...Object.keys(readers), ...OTHERS, ...ofPlots]).map((each) => cut(each));
  return [...(view && !isView(view) ? [cut(view)] : []), ...unread, ...unused];
};

/**
 * The places that an address may name; null where there is no list of them, as without a network.
 * @param {import("../app.js").App} app
 */
const listPlaces = async (app) => {
  const names = await app.names().catch(() => null);
  return names?.filter(({ group }) => group === "place" || group === "station").map(({ id }) => id) ?? null;
};

/**
 * What of the address is not shown, as it is said.
 * @param {import("../app.js").App} app
 * @param {string} hash
 */
const describe = async (app, hash) => {
  const { messages, backgrounds = [] } = app.site;
  const { bounds, messages: mapMessages } = app.zone.data;
  const radii = findAll("#reach-card [name=ring]", document, HTMLInputElement).map(({ value }) => value);
  const places = /[#&]place=/.test(hash) ? await listPlaces(app) : null;
  const unread = listUnread(hash, {
    isView: (text) => ZoneMap.readView(text, bounds.zone),
    isPart: (text) => app.zone.byId.has(text),
    choices: {
      view: ["zone", "region"],
      rings: /[#&]from=/.test(hash) ? radii : [], // around what?
      background: backgrounds.map(({ id }) => id),
      ...(places && { place: places }),
    },
  });
  return unread.length ? fill(messages.addressUnread, { items: unread.join(mapMessages.comma) }) : "";
};

/**
 * Say so now, of the address as the page was opened with, and whenever another one is gone to.
 * @param {import("../app.js").App} app
 * @param {string} hash
 */
export const tellUnread = (app, hash) => {
  /** @type {HTMLElement | null} */
  let notice = null;
  let latest = "";
  const tell = async (/** @type {string} */ text) => {
    notice?.remove();
    latest = text;
    const said = await describe(app, text);
    if (!said) return;
    await loadStyles();
    if (latest !== text) return; // another address was gone to meanwhile
    showNotice(app, said);
    notice = find(".notice", document, HTMLElement);
  };
  tell(hash);
  window.addEventListener("popstate", () => tell(location.hash));
};
