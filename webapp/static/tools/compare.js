/* The shortlist: two to four parts to be set side by side on a page of their own. */
import { element, fill, say } from "./toolbar.js";

const MOST = 4;
const MOST_LISTED = 60;

export const setUp = (zone, { messages, addresses }) => {
  const parts = zone.byId;
  let chosen = [];

  const tool = zone.addTool({
    name: "compare",
    start() {
      if (!chosen.length && zone.selected) keep([zone.selected]);
      tool.card.querySelector("h2").focus({ preventScroll: true });
    },
    stop() {},
  });
  const list = tool.form.querySelector(".shortlist");
  const link = tool.form.querySelector("a.button");
  const { clear } = tool.form.elements;
  const text = tool.button.textContent;

  const paintButton = (button) => {
    const on = chosen.includes(button.dataset.compare);
    const said = fill(on ? messages.removeName : messages.addName, parts.get(button.dataset.compare));
    const isMark = button.className.startsWith("mark");
    button.setAttribute("aria-label", said);
    button.title = said;
    if (isMark) button.textContent = on ? "✓" : "+";
    else button.textContent = on ? messages.remove : messages.add;
    button.classList.toggle("chosen", on);
  };
  const paint = () => {
    list.replaceChildren(...chosen.map((id) => {
      const line = element("li");
      const name = element("span", "", parts.get(id).name);
      name.lang = parts.get(id).nameLang;
      line.append(name, compareButton(id, "mark"));
      return line;
    }));
    for (const each of document.querySelectorAll("[data-compare]")) paintButton(each);
    const url = new URL(addresses.compare, location.href);
    for (const id of chosen) url.searchParams.append("part", id);
    link.href = url;
    clear.disabled = !chosen.length;
    tool.button.textContent = chosen.length ? `${text} ${chosen.length}` : text;
    tool.button.setAttribute("aria-label", chosen.length ? `${tool.button.textContent}: ${tool.button.title}` : tool.button.title);
  };
  const keep = (next) => {
    chosen = next;
    zone.setState("compare", chosen.join(","));
    paint();
  };
  const toggle = (id) => {
    const on = chosen.includes(id);
    if (!on && chosen.length === MOST) return say(messages.full);
    keep(on ? chosen.filter((each) => each !== id) : [...chosen, id]);
    if (!zone.activeTool()) zone.useTool(tool);
    return say(fill(on ? messages.less : messages.more, { name: parts.get(id).name, count: chosen.length }));
  };
  const compareButton = (id, className) => {
    const button = element("button", className);
    button.type = "button";
    button.dataset.compare = id;
    return button;
  };

  /* A button in each panel, and beside each line of a list that is not too long. */
  const addButtons = () => {
    for (const panel of document.querySelectorAll("[data-panel]:not(:has([data-compare]))")) {
      panel.querySelector(".headline").after(compareButton(panel.dataset.panel, "small"));
    }
    for (const entry of document.querySelectorAll(".list .entry")) {
      if (parts.size <= MOST_LISTED && !entry.nextElementSibling?.dataset.compare) entry.after(compareButton(entry.dataset.part, "mark"));
    }
    paint();
  };
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-compare]");
    if (button) toggle(button.dataset.compare);
  });
  clear.addEventListener("click", () => keep([]));
  new MutationObserver(addButtons).observe(document.querySelector(".panels"), { childList: true });
  addButtons();
  zone.keep("compare", (ids) => {
    chosen = (ids || "").split(",").filter((id) => parts.has(id)).slice(0, MOST);
    paint();
  });
};
