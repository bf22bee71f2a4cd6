/* Searching parts, places, stations and counties by Chinese, English or pinyin; coordinates are understood. */
import { readPosition } from "../lib/coordinates.js";
import { toGcj02 } from "../lib/datum.js";
import { element, find, isPhone, say, setSheet } from "../lib/dom.js";
import { DATUM_NAMES, fill } from "../lib/format.js";
import { setUpFound } from "./found_place.js";

/** @typedef {{ group: "point", name: string, kind: string, at: Served.Point, datum: string,
 *   note?: string, called?: string }} Coordinates */
/** @typedef {Served.Name | Coordinates} Choice */

/**
 * What a person added, as an entry: by its name and its number.
 * @param {Plots.Entry} entry
 * @param {Served.Messages} messages
 * @returns {Served.Name}
 */
const nameOwn = ({ key, row, layer }, { yourData }) => {
  const [lon, lat] = row.inside_point?.wgs84 ?? [0, 0];
  const [name, number] = [row.name || `№ ${row.number}`, String(row.number)];
  const about = { kind: yourData, code: row.kind, other: layer.name, nameLang: "", keys: [searchKey(name), number] };
  return { group: "own", id: key, name, at: [lat, lon], ...about };
};

const MOST = 8;
/** @param {Served.Point} at */
const isShifted = ([lat, lon]) => toGcj02([lon, lat])[0] !== lon;
const GROUPS = ["part", "place", "station", "county", "own"];

/**
 * As the server makes the keys: no case, accents, tones, spaces or signs.
 * @param {string} text
 */
export const searchKey = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * @param {string} key
 * @param {string} query
 */
const scoreKey = (key, query) => {
  if (key === query) return 4;
  if (key.startsWith(query)) return 3;
  if (!key.includes(query)) return 0;
  return query.length > 1 ? 1 : 0.5;
};

/**
 * @param {string} name
 * @param {string} query
 */
const hasWord = (name, query) => name.split(/[\s'’-]+/).some((word) => searchKey(word).startsWith(query));

/**
 * @param {Served.Name} entry
 * @param {string} query
 */
const score = ({ keys, name, other }, query) => {
  const byWord = hasWord(name, query) || hasWord(other, query) ? 2 : 0;
  return Math.max(byWord, ...keys.map((key) => scoreKey(key, query)));
};

/**
 * The best entries for what was typed: whole names, beginnings, words, then what contains it.
 * @param {Served.Name[]} entries
 * @param {string} typed
 * @param {number} [most]
 */
export const rank = (entries, typed, most = MOST) => {
  const query = searchKey(typed);
  if (!query) return [];
  const found = entries.map((entry) => ({ entry, points: score(entry, query) })).filter(({ points }) => points > 0);
  found.sort(
    (a, b) =>
      b.points - a.points ||
      GROUPS.indexOf(a.entry.group) - GROUPS.indexOf(b.entry.group) ||
      a.entry.name.length - b.entry.name.length ||
      a.entry.name.localeCompare(b.entry.name),
  );
  return found.slice(0, most).map(({ entry }) => entry);
};

/**
 * @param {Choice} entry
 * @param {number} n
 */
const makeOption = (entry, n) => {
  const option = element("li");
  option.id = `search-option-${n}`;
  option.setAttribute("role", "option");
  const name = element("span", "option-name", entry.name);
  const isNamed = entry.group !== "point";
  if (isNamed && entry.nameLang) name.lang = entry.nameLang;
  const about = [isNamed ? entry.other : "", entry.kind].filter(Boolean).join(" · ");
  option.append(name, element("span", "quiet", about));
  if (isNamed && entry.nearest) option.append(element("span", "option-nearest quiet", entry.nearest));
  return option;
};

/** @param {import("../app.js").App} app */
export const setUp = async (app) => {
  const names = await app.names(); // first: if they can't be had, nothing is half set up
  const { zone, site } = app;
  const { messages } = site;
  const onMap = setUpFound(app, names);
  const box = find(".search", document, HTMLElement);
  const field = find("input", box, HTMLInputElement);
  const list = find("[role=listbox]", box, HTMLElement);
  /** @type {Choice[]} */
  let found = [];
  let active = -1;
  let none = ""; // what is said where nothing was found

  /** @param {number} index */
  const point = (index) => {
    active = index;
    for (const [n, each] of [...list.children].entries()) each.setAttribute("aria-selected", String(n === index));
    const option = list.children[index];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      if (index) option.scrollIntoView({ block: "nearest" }); // the first stands at the field
    } else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    point(-1);
  };
  /** @returns {Choice[]} */
  const choices = () => {
    const { lat, lng } = L.latLngBounds(zone.data.bounds.zone).getCenter();
    const read = readPosition(field.value, [lat, lng]);
    none = messages[read?.note ?? "noMatch"];
    const own = app.ownPlots?.entries().map((each) => nameOwn(each, messages)) ?? [];
    if (!read) return rank([...names, ...own], field.value);
    const { at, datum = "", note, name: called } = read;
    if (!at) return [];
    const place = at.map((each) => each.toFixed(5)).join(", ");
    const name = called ? `${called} · ${place}` : place;
    /** @param {string} system @param {string} [label] @returns {Choice} */
    const readAs = (system, label = DATUM_NAMES[system || "wgs84"]) => ({
      ...{ group: "point", name, kind: `${messages.ask} · ${label}`, at, datum: system, called },
      note: system === datum ? note : undefined,
    });
    // Most numbers that are pasted in Chinese come from a map in GCJ-02.
    const isOpen = !datum && site.lang.startsWith("zh") && isShifted(at);
    return isOpen ? [readAs(""), readAs("gcj02", messages.gcj02Maps)] : [readAs(datum)];
  };
  const open = () => {
    found = choices();
    list.replaceChildren(...found.map(makeOption));
    const isTyped = Boolean(field.value.trim());
    if (isTyped && !found.length) list.append(element("li", "quiet", none));
    list.hidden = !list.childElementCount;
    field.setAttribute("aria-expanded", String(found.length > 0));
    point(found.length ? 0 : -1);
    if (!isTyped) return;
    const [first] = found;
    say(first ? fill(messages.matches, { count: found.length, first: first.name }) : none);
  };
  /** @param {Choice} entry */
  const take = (entry) => {
    close();
    if (isPhone()) field.blur(); // else the keyboard stays over what was found
    if (entry.group !== "point") field.value = entry.name;
    if (entry.group !== "place" && entry.group !== "station") onMap.forget();
    if (entry.group === "part") {
      zone.select(entry.id, { by: "list", from: field });
      return;
    }
    if (entry.group === "own") {
      app.ownPlots?.select(entry.id, "search");
      return;
    }
    setSheet("peek");
    if (entry.group === "point") {
      app.ask(entry.at, { datum: entry.datum, note: entry.note, name: entry.called, isSought: true });
    } else onMap.show(entry);
  };

  const raise = () => setSheet("half", "peek");
  field.addEventListener("input", () => {
    raise();
    open();
  });
  field.addEventListener("focus", raise);
  field.addEventListener("click", raise); // it may have kept the focus when something was found
  field.addEventListener("keydown", (event) => {
    const count = found.length;
    if (event.key === "Escape" && (!list.hidden || field.value)) {
      if (list.hidden) field.value = "";
      close();
    } else if (event.key === "Enter" && !list.hidden) {
      if (found[active]) take(found[active]);
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      if (list.hidden) open();
      else point((active + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const n = [...list.children].findIndex((each) => target instanceof Node && each.contains(target));
    if (found[n]) take(found[n]);
  });
  raise();
  if (!field.value) return;
  open();
  const { entered } = document.documentElement.dataset; // before this was there
  if (found.length && entered === field.value) take(found[0]);
};
