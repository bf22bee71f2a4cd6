/* The bar of tools at the map's top left: one button a tool, at most one tool at work. */

export const element = (tag, className = "", text = undefined) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, key) => values[key]);

/* Tell screen readers; the same words again are told again. */
export const say = (text) => {
  const status = document.querySelector("[role=status]");
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
};

/* On a phone the sheet makes room for the map, or comes up from where it peeks. */
export const setSheet = (height, only = undefined) => {
  const sheet = document.querySelector(".sheet");
  if (!sheet || !matchMedia("(max-width: 719px)").matches) return;
  if (!only || sheet.dataset.height === only) sheet.dataset.height = height;
};

/* Arrow keys go from button to button; Tab passes the whole bar. */
const rove = (bar) => {
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...bar.querySelectorAll("button")];
    buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
  });
  bar.addEventListener("focusin", ({ target }) => {
    for (const each of bar.querySelectorAll("button")) each.tabIndex = each === target ? 0 : -1;
  });
};

export const setUpToolbar = (zone, { messages }) => {
  const control = L.control({ position: "topleft" });
  const bar = element("div", "map-buttons tools");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", messages.tools);
  const group = element("div");
  bar.append(group);
  rove(bar);
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(bar).disableScrollPropagation(bar);
    return bar;
  };
  zone._map.createPane("tools").classList.add("tools-pane");
  let active = null;
  const press = (tool, on, next) => {
    tool.button.setAttribute("aria-pressed", String(on));
    if (tool.card) {
      tool.card.hidden = !on;
      if (on) setSheet("peek");
      clearLegend(on);
    }
    if (on) tool.start();
    else tool.stop(Boolean(next));
  };
  /* The legend folds while a card stands above it. */
  let unfolds = false;
  const clearLegend = (on) => {
    const legend = document.querySelector(".legend");
    if (!legend) return;
    unfolds ||= on && legend.open;
    legend.open = !on && unfolds;
    if (!on) unfolds = false;
  };
  const leave = (tool) => {
    zone.useTool(null);
    tool.button.focus({ preventScroll: true });
  };

  /* tool: { name, start(), stop(replaced) }; its button says `text` and `title`, else those of the
     card `#name-card`. start and stop turn it on and off; `replaced` says that another tool takes
     its place, so that what it drew may stay; escape() may return true to stay at work. */
  const offered = new Map();
  zone.addTool = (given) => {
    const tool = Object.assign(offered.get(given.name), given, { loaded: true });
    tool.card?.removeAttribute("aria-busy");
    return tool;
  };
  /* Its button and its card are there at once; what it does comes when it is first pressed. */
  zone.offerTool = (tool, load) => {
    offered.set(tool.name, tool);
    tool.start = () => load().then(() => { if (active === tool && tool.loaded) tool.start(); });
    tool.stop = () => {};
    if (!group.childElementCount) {
      control.addTo(zone._map);
      bar.parentElement.prepend(bar);
    }
    tool.card = document.getElementById(`${tool.name}-card`);
    tool.card?.setAttribute("aria-busy", "true");
    tool.form = tool.card?.querySelector("form");
    tool.form?.addEventListener("submit", (event) => event.preventDefault());
    tool.card?.querySelector(".close-card").addEventListener("click", () => leave(tool));
    const title = tool.title ?? tool.card.querySelector("h2").textContent;
    const text = tool.text ?? tool.card.dataset.text;
    const said = /\p{L}/u.test(text) && !title.toLowerCase().includes(text.toLowerCase());
    const button = element("button", "", text);
    button.type = "button";
    button.title = title;
    button.setAttribute("aria-label", said ? `${text}: ${title}` : title); // WCAG 2.5.3
    button.setAttribute("aria-pressed", "false");
    button.tabIndex = group.childElementCount ? -1 : 0;
    button.addEventListener("click", () => zone.useTool(active === tool ? null : tool));
    tool.button = button;
    group.append(button);
  };

  zone.useTool = (tool) => {
    if (active === tool) return;
    const before = active;
    active = tool;
    if (before) press(before, false, tool);
    if (tool) press(tool, true);
  };
  zone.activeTool = () => active;
  zone._map.on("zone:select", () => setTimeout(() => { if (active?.card) setSheet("peek"); }));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !active || event.target.role === "combobox") return;
    event.stopPropagation();
    if (!active.escape?.()) leave(active);
  }, true);
};
