/* The bar of tools at the map's top left: one button a tool, at most one tool at work. */
import { element, find, findAll, isPhone, lowerSheet, returnSheet, say, setSheet } from "../lib/dom.js";

/**
 * What a tool does. `start` and `stop` turn it on and off; `isReplaced` says that another tool takes
 * its place, so that what it drew may stay. `escape` may return true to stay at work. `clear` takes
 * what it drew from the map.
 * @typedef {object} Work
 * @property {string} name
 * @property {(before: Tool | null) => void} start
 * @property {(isReplaced: boolean) => void} stop
 * @property {() => boolean} [escape]
 * @property {() => void} [clear]
 */

/**
 * A tool with its button, and the card `#name-card` if there is one.
 * @typedef {Work & { button: HTMLButtonElement, card: HTMLElement | null, isLoaded: boolean }} Tool
 */

/** @typedef {{ name: string, text?: string, title?: string }} Face  Without a text, that of the card. */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Arrow keys go from button to button; Tab passes the whole bar.
 * @param {HTMLElement} bar
 */
const rove = (bar) => {
  const buttons = () => findAll("button:not([hidden])", bar, HTMLButtonElement);
  bar.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const all = buttons();
    all.at((all.findIndex((each) => each.matches(":focus")) + step) % all.length)?.focus();
  });
  bar.addEventListener("focusin", ({ target }) => {
    for (const each of buttons()) each.tabIndex = each === target ? 0 : -1;
  });
};

/**
 * @param {Face} face
 * @param {HTMLElement | null} card
 */
const makeButton = (face, card) => {
  const title = face.title ?? card?.querySelector("h2")?.textContent ?? face.name;
  const text = face.text ?? card?.dataset.text ?? title;
  const isNamed = /\p{L}/u.test(text) && !title.toLowerCase().includes(text.toLowerCase());
  const button = element("button", "tool-button");
  const icon = document.querySelector(`template[data-icon="${face.name}"]`);
  if (icon instanceof HTMLTemplateElement) button.append(icon.content.cloneNode(true));
  button.append(element("span", "tool-text", text));
  button.type = "button";
  button.title = title;
  button.setAttribute("aria-label", isNamed ? `${text} – ${title}` : title); // WCAG 2.5.3
  button.setAttribute("aria-pressed", "false");
  return button;
};

export class Toolbar {
  /** @type {Map<string, Tool>} */
  #tools = new Map();
  /** @type {Tool | null} */
  #active = null;
  #group = element("div");
  #bar = element("div", "map-buttons tools");
  #unfoldsLegend = false;
  /** @type {Set<string>} The tools whose marks are on the map. */
  #marked = new Set();
  /** @type {(() => void)[]} */
  #clearing = [];
  #clearButton;
  /** What lies at the bottom of the map stands on the card of a phone. */
  #sizes;

  /**
   * @param {L.Map} map
   * @param {Served.Messages} messages
   */
  constructor(map, messages) {
    this.map = map;
    this.messages = messages;
    this.#clearButton = makeButton({ name: "clear", text: messages.clear, title: messages.clearAll }, null);
    this.#clearButton.removeAttribute("aria-pressed");
    Object.assign(this.#clearButton, { hidden: true, tabIndex: -1 });
    this.#clearButton.addEventListener("click", () => this.#clear());
    this.#group.append(this.#clearButton);
    this.#bar.setAttribute("role", "toolbar");
    this.#bar.setAttribute("aria-label", messages.tools);
    this.#bar.append(this.#group);
    rove(this.#bar);
    const frame = find(".map-frame", document, HTMLElement);
    this.#sizes = new ResizeObserver(() => {
      const height = `${(isPhone() && this.#active?.card?.offsetHeight) || 0}px`;
      if (height === (frame.style.getPropertyValue("--card") || "0px")) return;
      frame.style.setProperty("--card", height);
      map.fire("zone:free", { by: "card" });
    });
    map.createPane("tools").classList.add("tools-pane");
    map.on("zone:select", () => setTimeout(() => this.#active?.card && setSheet("peek")));
    document.addEventListener("keydown", (event) => this.#escape(event), true);
    window.addEventListener("popstate", () => this.#active?.name === "share" && this.use(null)); // it tells an address
  }

  get active() {
    return this.#active;
  }

  /**
   * Show a tool's button; its module is loaded when the button is first pressed.
   * @param {Face} face
   * @param {() => Promise<void>} load
   */
  offer(face, load) {
    if (!this.#tools.size) this.#show();
    const card = document.getElementById(`${face.name}-card`);
    const button = makeButton(face, card);
    /** @type {Tool} */
    const tool = {
      name: face.name,
      button,
      card,
      isLoaded: false,
      start: (before) =>
        load().then(() => {
          if (this.#active === tool && tool.isLoaded) tool.start(before);
        }),
      stop() {},
    };
    if (card) {
      this.#sizes.observe(card);
      card.setAttribute("aria-busy", "true");
      find("form", card, HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
      find(".close-card", card, HTMLElement).addEventListener("click", () => this.#leave(tool));
    }
    button.tabIndex = this.#tools.size ? -1 : 0;
    button.addEventListener("click", () => this.use(this.#active === tool ? null : tool));
    this.#clearButton.before(button);
    this.#tools.set(face.name, tool);
  }

  /**
   * What an offered tool does, once it has been loaded.
   * @param {Work} work
   */
  add(work) {
    const offered = this.#tools.get(work.name);
    if (!offered) throw new Error(`no tool ${work.name} was offered`);
    const tool = Object.assign(offered, work, { isLoaded: true });
    tool.card?.removeAttribute("aria-busy");
    return tool;
  }

  /** @param {Tool | null} tool */
  use(tool) {
    const before = this.#active;
    if (before === tool) return;
    this.#active = tool;
    this.map.getContainer().toggleAttribute("data-steady", tool?.name === "measure"); // one draws on what is in view
    if (before) this.#release(before, tool !== null);
    if (before && this.#marked.has(before.name)) say(this.messages.marksStay);
    if (tool) this.#press(tool, before);
    else if (before?.card) this.map.fire("zone:free", { by: "closed" });
  }

  /**
   * Marks stay on the map when another tool is taken up, some also when the card is closed: then they can all be
   * cleared at once.
   * @param {string} name
   * @param {boolean} on
   */
  setMarked(name, on) {
    this.#marked[on ? "add" : "delete"](name);
    this.#tools.get(name)?.card?.toggleAttribute("data-marked", on); // which is printed
    this.#clearButton.hidden = !this.#marked.size;
  }

  /** @param {() => void} clear What else is cleared with the tools' marks. */
  onClear(clear) {
    this.#clearing.push(clear);
  }

  #clear() {
    this.use(null);
    for (const tool of this.#tools.values()) tool.clear?.();
    for (const clear of this.#clearing) clear();
    this.#clearButton.hidden = true;
    findAll("button", this.#group, HTMLButtonElement)[0]?.focus({ preventScroll: true });
    say(this.messages.cleared);
  }

  #show() {
    ZoneMap.putControl(this.map, "topleft", this.#bar);
    this.#bar.parentElement?.prepend(this.#bar);
  }

  /** @param {Tool} tool @param {Tool | null} before */
  #press(tool, before) {
    tool.button.setAttribute("aria-pressed", "true");
    if (tool.card) lowerSheet();
    this.#openCard(tool.card, true);
    tool.start(before);
  }

  /**
   * @param {Tool} tool
   * @param {boolean} isReplaced
   */
  #release(tool, isReplaced) {
    tool.button.setAttribute("aria-pressed", "false");
    this.#openCard(tool.card, false);
    if (!isReplaced && tool.card) returnSheet();
    tool.stop(isReplaced);
  }

  /**
   * The legend folds while a card stands above it. The class is for :has, in which :not restyles the whole page.
   * @param {HTMLElement | null} card
   * @param {boolean} on
   */
  #openCard(card, on) {
    if (!card) return;
    card.hidden = !on;
    card.classList.toggle("open", on);
    const [legend] = findAll(".legend", document, HTMLDetailsElement);
    if (!legend) return;
    this.#unfoldsLegend ||= on && legend.open;
    legend.open = !on && this.#unfoldsLegend && !("tight" in legend.dataset); // the table may have opened below
    if (!on) this.#unfoldsLegend = false;
  }

  /** @param {Tool} tool */
  #leave(tool) {
    this.use(null);
    tool.button.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    const tool = this.#active;
    const isInSearch = event.target instanceof Element && event.target.role === "combobox";
    if (event.key !== "Escape" || !tool || isInSearch) return;
    event.stopPropagation();
    if (!tool.escape?.()) this.#leave(tool);
  }
}
