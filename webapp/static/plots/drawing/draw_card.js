/* The card of drawing and measuring: what to draw, its measures, its name, and what was drawn before. */
import { element, find } from "../../lib/dom.js";

/** @typedef {import("./sketch.js").Kind} Kind */
/** @typedef {{ id: number, name: string, size: string }} Drawn */
/**
 * What the card shows.
 * @typedef {object} Look
 * @property {Kind} kind
 * @property {string[]} texts The total first.
 * @property {string} warning
 * @property {boolean} isAiming
 * @property {boolean} hasPoints
 * @property {boolean} canUndo
 * @property {boolean} canRedo
 * @property {boolean} canFinish
 * @property {boolean} canLink
 * @property {number | null} chosen The point that can be deleted.
 * @property {string | null} name Null for what has not joined the others.
 * @property {Drawn[]} drawn
 * @property {number | null} id Of the one that is being changed.
 * @property {string} note What is said of keeping and sharing.
 */
/** @typedef {"undo" | "redo" | "finish" | "cancel" | "continue" | "another" | "delete" | "clear"} Step */
/** @typedef {Step | "deletePoint" | "link"} Act */
/**
 * What its buttons do.
 * @typedef {object} Acts
 * @property {(kind: Kind) => void} become
 * @property {(name: string) => void} rename
 * @property {(id: number) => void} edit
 * @property {(name: Act) => unknown} act
 */

/** @type {Record<Kind, string>} */
const KINDS = { site: "drawSite", line: "drawLine", area: "drawArea" };

/** @type {Record<Act, string>} */
const TEXTS = {
  finish: "drawFinish",
  another: "drawAnother",
  continue: "drawContinue",
  undo: "drawUndo",
  redo: "drawRedo",
  cancel: "drawCancel",
  delete: "drawDelete",
  deletePoint: "drawDeletePoint",
  link: "drawLink",
  clear: "drawClear",
};

/**
 * @param {string} name
 * @param {string} text
 */
const makeButton = (name, text) => {
  const button = element("button", "", text);
  button.type = "button";
  button.name = name;
  return button;
};

export class DrawCard {
  /** @type {Map<string, HTMLButtonElement>} */
  #buttons = new Map();
  #total = element("output", "total");
  #rest = element("p", "rest");
  #warning = element("p", "warning");
  #note = element("p", "quiet note");
  #name = element("input");
  #nameField = element("label", "field draw-name");
  #list = element("ul", "shortlist drawn-list");
  #listTitle = element("h3");
  #method = element("p", "quiet");
  #help = element("p", "quiet help");
  #how = element("span");
  #shown = "";

  /**
   * @param {Served.Messages} messages
   * @param {Acts} acts
   */
  constructor(messages, acts) {
    this.messages = messages;
    this.acts = acts;
    const body = find("#measure-card form", document, HTMLFormElement);
    this.#note.setAttribute("role", "note");
    this.#warning.setAttribute("role", "alert");
    this.#name.maxLength = 200;
    this.#name.name = "name";
    this.#name.autocomplete = "off";
    this.#nameField.append(element("span", "", messages.drawnName), this.#name);
    this.#name.addEventListener("change", () => acts.rename(this.#name.value.trim()));
    this.#method.textContent = messages.drawMethod;
    this.#listTitle.textContent = messages.drawnBefore;
    this.#help.append(this.#how, " ", element("span", "by-keyboard", messages.drawKeys));
    body.replaceChildren(
      this.#makeKinds(),
      this.#total,
      this.#rest,
      this.#warning,
      this.#makeActions("finish", "another", "continue", "undo", "redo", "cancel", "delete", "deletePoint"),
      this.#nameField,
      this.#help,
      this.#listTitle,
      this.#list,
      this.#makeActions("link", "clear"),
      this.#note,
      this.#method,
    );
  }

  /** @param {string} name */
  focus(name) {
    this.#buttons.get(name)?.focus({ preventScroll: true });
  }

  #makeKinds() {
    const group = element("div", "segments");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.messages.drawWhat);
    for (const kind of /** @type {Kind[]} */ (["site", "line", "area"])) {
      const button = makeButton("kind", this.messages[KINDS[kind]]);
      button.value = kind;
      button.addEventListener("click", () => this.acts.become(kind));
      this.#buttons.set(kind, button);
      group.append(button);
    }
    return group;
  }

  /** @param {Act[]} names */
  #makeActions(...names) {
    const actions = element("div", "actions");
    for (const name of names) {
      const button = makeButton(name, this.messages[TEXTS[name]]);
      button.addEventListener("click", () => this.acts.act(name));
      this.#buttons.set(name, button);
      actions.append(button);
    }
    return actions;
  }

  /** @param {Look} look */
  show(look) {
    const [total, ...rest] = look.texts;
    this.#total.textContent = total;
    this.#total.hidden = Boolean(look.warning) || (!total && rest.some(Boolean));
    this.#rest.replaceChildren(...rest.filter(Boolean).map((text) => element("span", "", text)));
    this.#rest.hidden = !rest.some(Boolean) || Boolean(look.warning);
    this.#rest.classList.toggle("place", look.kind === "site");
    if (this.#warning.textContent !== look.warning) this.#warning.textContent = look.warning;
    this.#warning.hidden = !look.warning;
    this.#note.textContent = look.note;
    this.#note.hidden = !look.note;
    this.#help.hidden = !look.isAiming;
    this.#how.textContent = this.messages[look.kind === "site" ? "drawHelpSite" : "drawHelp"];
    this.#method.hidden = look.isAiming;
    this.#nameField.hidden = look.name === null;
    if (document.activeElement !== this.#name) this.#name.value = look.name ?? "";
    for (const kind of Object.keys(KINDS)) {
      this.#buttons.get(kind)?.setAttribute("aria-pressed", String(kind === look.kind));
    }
    this.#showButtons(look);
    this.#showDrawn(look);
  }

  /** @param {Look} look */
  #showButtons(look) {
    const { isAiming, hasPoints, drawn, name } = look;
    const hasJoined = name !== null;
    /** @type {Record<Act, [isShown: boolean, isEnabled: boolean]>} */
    const states = {
      finish: [isAiming || !hasJoined, look.canFinish],
      another: [!isAiming && hasJoined, true],
      continue: [!isAiming && look.kind !== "site" && hasPoints, true],
      undo: [true, look.canUndo],
      redo: [look.canRedo, true],
      cancel: [!hasJoined, hasPoints],
      delete: [hasJoined, hasPoints],
      deletePoint: [look.chosen !== null, true],
      link: [look.canLink && drawn.length > 0, true],
      clear: [drawn.length > 0 || hasPoints, true],
    };
    for (const [act, [isShown, isEnabled]] of Object.entries(states)) {
      const button = this.#buttons.get(act);
      if (button) Object.assign(button, { hidden: !isShown, disabled: !isEnabled });
    }
  }

  /** @param {Look} look */
  #showDrawn({ drawn, id }) {
    const shown = JSON.stringify([drawn, id]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#listTitle.hidden = !drawn.length;
    const rows = drawn.map((each) => {
      const button = makeButton("edit", "");
      button.className = "drawn-entry";
      button.append(element("span", "drawn-name", each.name), element("span", "quiet", each.size));
      if (each.id === id) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => this.acts.edit(each.id));
      const row = element("li");
      row.append(button);
      return row;
    });
    this.#list.replaceChildren(...rows);
  }
}
