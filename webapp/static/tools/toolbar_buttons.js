/* The buttons of the bar of tools, and how the keyboard goes through them. */
import { element, findAll } from "../lib/dom.js";

/** @typedef {{ name: string, text?: string, title?: string }} Face  Without a text, that of the card. */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Arrow keys go from button to button; Tab passes the whole bar.
 * @param {HTMLElement} bar
 */
export const rove = (bar) => {
  const buttons = () => findAll("button:not([hidden])", bar, HTMLButtonElement);
  bar.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const all = buttons();
    const now = all.findIndex((each) => each.matches(":focus"));
    all.at((now + step) % all.length)?.focus();
  });
  bar.addEventListener("focusin", ({ target }) => {
    for (const each of buttons()) each.tabIndex = each === target ? 0 : -1;
  });
};

/**
 * @param {Face} face
 * @param {HTMLElement | null} card
 */
export const makeButton = (face, card) => {
  const title = face.title ?? card?.querySelector("h2")?.textContent ?? face.name;
  const text = face.text ?? card?.dataset.text ?? title;
  const isNamed = /\p{L}/u.test(text) && !title.toLowerCase().includes(text.toLowerCase());
  const button = element("button");
  const icon = document.querySelector(`template[data-icon="${face.name}"]`);
  if (icon instanceof HTMLTemplateElement) button.append(icon.content.cloneNode(true));
  button.append(element("span", "tool-text", text));
  button.type = "button";
  button.title = title;
  button.setAttribute("aria-label", isNamed ? `${text} – ${title}` : title); // WCAG 2.5.3
  button.setAttribute("aria-pressed", "false");
  return button;
};
