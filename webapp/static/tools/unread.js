/* What an address asks for that there is not: it is named, so that nobody takes what is shown for all of it. */
import { findAll } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { readHash, readPoints } from "../lib/url_state.js";
import { loadStyles } from "../plots/drawing/styles.js";
import { showNotice } from "../plots/notice.js";

/** @typedef {import("../lib/url_state.js").State} State */
/** @typedef {(text: string) => unknown} Reader */

const MOST_CHARS = 40;
/** @type {Record<string, string>} */
const BETWEEN = { ask: ";", line: ";", area: ";", compare: ",", rings: "," };

/** @param {string} text */
const cut = (text) => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text);

/** @type {Reader} */
const isPoint = (text) => readPoints(text).length;

/**
 * The pieces of an address that can't be read, as it has them.
 * @param {State} state
 * @param {{ isView: Reader, isPart: Reader, choices: Record<string, string[]> }} known `choices`: of each key that
 *   has few values.
 */
export const listUnread = ({ view, values }, { isView, isPart, choices }) => {
  /** @type {Record<string, Reader>} */
  const readers = { part: isPart, ask: isPoint, line: isPoint, area: isPoint, compare: isPart };
  readers.from = (text) => isPoint(text) || isPart(text);
  for (const [key, few] of Object.entries(choices)) readers[key] = (text) => few.includes(text);
  const unread = Object.entries(readers).flatMap(([key, isRead]) => {
    const text = values.get(key) ?? "";
    const sign = BETWEEN[key];
    const wrong = (sign ? text.split(sign) : [text]).map((each) => each.trim()).filter((each) => each && !isRead(each));
    return wrong.length ? [`${key}=${cut(wrong.join(sign))}`] : [];
  });
  return view && !isView(view) ? [cut(view), ...unread] : unread;
};

/**
 * Say what of the address is not shown.
 * @param {import("../app.js").App} app
 * @param {State} state
 */
const tell = async (app, state) => {
  const { messages, backgrounds = [] } = app.site;
  const { bounds, messages: mapMessages } = app.zone.data;
  const radii = findAll("#reach-card [name=ring]", document, HTMLInputElement).map(({ value }) => value);
  const unread = listUnread(state, {
    isView: (text) => ZoneMap.readView(text, bounds.zone),
    isPart: (text) => app.zone.byId.has(text),
    choices: {
      view: ["zone", "region"],
      rings: state.values.has("from") ? radii : [], // around what?
      background: backgrounds.map(({ id }) => id),
    },
  });
  if (!unread.length) return;
  await loadStyles();
  showNotice(app, fill(messages.addressUnread, { items: unread.join(mapMessages.comma) }));
};

/**
 * Say so now, of the address as the page was opened with, and whenever another one is gone to.
 * @param {import("../app.js").App} app
 * @param {string} hash
 */
export const tellUnread = (app, hash) => {
  tell(app, readHash(hash));
  window.addEventListener("popstate", () => tell(app, readHash(location.hash)));
};
