/* The shortlist: two to four parts to be set side by side on a page of their own, or plots too, on this one. */
import { drawCompared } from "../lib/compared.js";
import { closest, element, find, findAll, say } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { encodeValue, readPoints } from "../lib/url_state.js";

const MOST = 4;
const MOST_LISTED = 60;
const MOST_IN_CARD = 12; // on a phone, where the list is away

/**
 * @param {string} id
 * @param {string} className
 */
const makeButton = (id, className) => {
  const button = element("button", className);
  button.type = "button";
  button.dataset.compare = id;
  return button;
};

/** @typedef {Pick<ZoneMap.Part, "id" | "name" | "nameLang">} Item A part, or a plot that was added. */

/** @param {import("../app.js").App} app */
export const setUp = (app) => {
  const { zone, url, toolbar } = app;
  const { messages, addresses } = app.site;
  let isNew = true; // the page; a link that was sent then opens what it is about
  const parts = zone.byId;
  const outlines = L.layerGroup().addTo(zone.map);
  let listed = [...parts.values()]; // in the card of a phone, in an order that stays
  /** @type {Item[]} */
  let chosen = [];
  app.compared = () => chosen;
  /** @param {string | undefined} id @returns {Item | undefined} */
  const findItem = (id = "") => parts.get(id) ?? app.comparable?.get(id);
  const listIds = () => chosen.flatMap(({ id }) => (parts.has(id) ? id : [])); // plots stay in this browser

  const tool = toolbar.add({
    name: "compare",
    start() {
      const selected = parts.get(zone.selected ?? "");
      if (!chosen.length && selected) keep([selected]);
      find("h2", card, HTMLElement).focus({ preventScroll: true });
    },
    stop() {},
  });
  const card = find("#compare-card", document, HTMLElement);
  const list = find(".shortlist", card, HTMLElement);
  const link = find("a.button", card, HTMLAnchorElement);
  const clear = find("[name=clear]", card, HTMLButtonElement);
  const label = find(".tool-text", tool.button, HTMLElement);
  card.classList.toggle("lists-all", parts.size <= MOST_IN_CARD);
  const text = label.textContent ?? "";

  /**
   * @param {HTMLElement} button
   * @param {Item} part
   */
  const paintButton = (button, part) => {
    const isChosen = chosen.includes(part);
    const said = fill(isChosen ? messages.removeName : messages.addName, { name: part.name });
    button.setAttribute("aria-label", said);
    button.title = said;
    if (button.classList.contains("mark")) button.textContent = isChosen ? "✓" : "+";
    else button.textContent = isChosen ? messages.remove : messages.add;
    button.classList.toggle("chosen", isChosen);
  };
  /** @param {Item} part */
  const makeLine = (part) => {
    const { id, name, nameLang } = part;
    const line = element("li", chosen.includes(part) ? "chosen" : parts.has(id) ? "phone-only" : "");
    const named = element("span", "", name);
    named.lang = nameLang;
    line.append(named, makeButton(id, "mark"));
    return line;
  };
  const paint = () => {
    /** @type {Item[]} */
    const lines = parts.size > MOST_IN_CARD ? chosen : listed;
    const own = [...(app.comparable?.values() ?? [])].filter((each, n) => n < MOST_IN_CARD || chosen.includes(each));
    const [focused] = findAll(":focus", list, HTMLElement);
    list.replaceChildren(...[...new Set([...own, ...lines])].map(makeLine));
    if (focused)
      findAll(`[data-compare="${CSS.escape(focused.dataset.compare ?? "")}"]`, list, HTMLElement)[0]?.focus({
        preventScroll: true,
      });
    for (const button of findAll("[data-compare]", document, HTMLElement)) {
      const part = findItem(button.dataset.compare);
      if (part) paintButton(button, part);
    }
    const ids = listIds();
    drawCompared(zone, outlines, ids);
    const address = new URL(addresses.compare, location.href);
    if (address.hash)
      address.hash += `&compare=${encodeValue(ids.join(","))}`; // of a saved map
    else for (const id of ids) address.searchParams.append("part", id);
    link.href = address.href;
    clear.disabled = !chosen.length;
    const { button } = tool;
    label.textContent = chosen.length ? `${text} ${chosen.length}` : text;
    button.setAttribute("aria-label", chosen.length ? `${label.textContent}: ${button.title}` : button.title);
  };
  /** @param {Item[]} next */
  const keep = (next) => {
    chosen = next;
    url.set("compare", listIds().join(","));
    paint();
  };
  /** @param {Item} part */
  const toggle = (part) => {
    const isChosen = chosen.includes(part);
    if (!isChosen && chosen.length === MOST) {
      say(messages.full);
      return;
    }
    keep(isChosen ? chosen.filter((each) => each !== part) : [...chosen, part]);
    if (!toolbar.active) toolbar.use(tool);
    say(fill(isChosen ? messages.less : messages.more, { name: part.name, count: chosen.length }));
  };

  /* A button in each panel, and beside each line of a list that is not too long. */
  const addButtons = () => {
    for (const panel of findAll("[data-panel]:not(:has([data-compare]))", document, HTMLElement)) {
      panel.querySelector(".headline")?.after(makeButton(panel.dataset.panel ?? "", "small"));
    }
    for (const entry of parts.size <= MOST_LISTED ? findAll(".list .entry", document, HTMLElement) : []) {
      const hasOne = entry.nextElementSibling?.matches("[data-compare]");
      if (!hasOne) entry.after(makeButton(entry.dataset.part ?? "", "mark"));
    }
    paint();
  };
  document.addEventListener("click", (event) => {
    const part = findItem(closest(event, "[data-compare]")?.dataset.compare);
    if (part) toggle(part);
  });
  zone.map.on("zone:plots", () => {
    chosen = chosen.flatMap(({ id }) => findItem(id) ?? []); // renamed, or gone
    paint();
  });
  clear.addEventListener("click", () => keep([]));
  new MutationObserver(addButtons).observe(find(".panels", document, HTMLElement), { childList: true });
  addButtons();
  url.keep("compare", (ids) => {
    const named = (ids || "").split(",").flatMap((id) => parts.get(id.trim()) ?? []);
    const own = chosen.filter(({ id }) => !parts.has(id));
    chosen = [...new Set([...named, ...own])].slice(0, MOST);
    const isOpened = isNew && chosen.length > 1 && !toolbar.active && !readPoints(url.get("ask")).length;
    if (isOpened) listed = [...new Set([...named, ...listed])];
    paint();
    if (isOpened) {
      toolbar.use(tool);
      if (zone.view && !url.view) zone.show(zone.view); // beside the card
    }
    isNew = false;
  });
};
