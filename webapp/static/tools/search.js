/* Searching parts, places and counties by Chinese, English or pinyin; coordinates are understood. */
import { parseCoordinates } from "../lib/coordinates.js";
import { element, fill, say, setSheet } from "./toolbar.js";

const MOST = 8;
const GROUPS = ["part", "place", "county"];

/* As the server makes the keys: no case, accents, tones, spaces or signs. */
export const searchKey = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]/gu, "");

const score = (entry, query) => Math.max(...entry.keys.map((key) => {
  if (key === query) return 4;
  if (key.startsWith(query)) return 3;
  return key.includes(query) ? (query.length > 1 ? 1 : 0.5) : 0;
}), ...[entry.name, entry.other].map((name) => (name.split(/[\s'’-]+/).some((word) => searchKey(word).startsWith(query)) ? 2 : 0)));

/* The best entries for what was typed: whole names, beginnings, words, then what contains it. */
export const rank = (entries, typed, most = MOST) => {
  const query = searchKey(typed);
  if (!query) return [];
  return entries
    .map((entry) => ({ entry, score: score(entry, query) }))
    .filter(({ score: found }) => found > 0)
    .sort((a, b) => b.score - a.score
      || GROUPS.indexOf(a.entry.group) - GROUPS.indexOf(b.entry.group)
      || a.entry.name.length - b.entry.name.length
      || a.entry.name.localeCompare(b.entry.name))
    .slice(0, most)
    .map(({ entry }) => entry);
};

const optionFor = (entry, id) => {
  const option = element("li");
  option.id = id;
  option.setAttribute("role", "option");
  const name = element("span", "option-name", entry.name);
  if (entry.nameLang) name.lang = entry.nameLang;
  option.append(name, element("span", "quiet", [entry.other, entry.kind].filter(Boolean).join(" · ")));
  return option;
};

export const setUp = async (zone, site) => {
  const { messages } = site;
  const names = await site.names();
  const box = document.querySelector(".search");
  const [field, list] = box.children;
  const map = zone._map;
  let found = [];
  let active = -1;

  const point = (index) => {
    active = index;
    [...list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === index)));
    if (index < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[index].id);
    return list.children[index].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    point(-1);
  };
  const open = () => {
    const { lat, lng } = L.latLngBounds(zone.data.bounds.zone).getCenter();
    const at = parseCoordinates(field.value, [lat, lng]);
    found = at
      ? [{ group: "point", name: `${at.lat.toFixed(5)}, ${at.lon.toFixed(5)}`, kind: messages.ask, at: [at.lat, at.lon] }]
      : rank(names, field.value);
    list.replaceChildren(...found.map((entry, n) => optionFor(entry, `search-option-${n}`)));
    if (field.value.trim() && !found.length) list.append(element("li", "quiet", messages.noMatch));
    list.hidden = !list.childElementCount;
    field.setAttribute("aria-expanded", String(found.length > 0));
    point(found.length ? 0 : -1);
    if (field.value.trim()) say(found.length ? fill(messages.matches, { count: found.length, first: found[0].name }) : messages.noMatch);
  };
  const take = (entry) => {
    if (!entry) return;
    close();
    field.value = entry.group === "point" ? field.value : entry.name;
    if (entry.group === "part") return zone.select(entry.id, { by: "list", from: field });
    setSheet("peek");
    if (entry.group === "point") return zone.ask(entry.at);
    if (entry.group === "county") map.fitBounds(entry.box, { animate: false, padding: [20, 20] });
    else map.setView(entry.at, Math.max(map.getZoom(), 11), { animate: false });
    zone.keepView();
    return say(fill(messages.shown, { name: entry.name }));
  };

  field.addEventListener("input", open);
  const raise = () => setSheet("half", "peek");
  field.addEventListener("focus", raise);
  field.addEventListener("keydown", (event) => {
    const count = found.length;
    if (event.key === "Escape" && (!list.hidden || field.value)) {
      if (list.hidden) field.value = "";
      close();
    } else if (event.key === "Enter" && !list.hidden) take(found[active]);
    else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      if (list.hidden) open();
      else point((active + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(found[[...list.children].indexOf(event.target.closest("li"))]));
  raise();
  if (field.value) open();
};
