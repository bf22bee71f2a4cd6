/* Copying: a button beside a piece of code, and any button that carries what it copies. */
import { element, say } from "./dom.js";

/** @typedef {Record<string, string | undefined>} Texts  `copy`, `copied` and `copyFailed`. */

const BACK_MS = 1600; // until the button says what it does again

/**
 * Where the clipboard is closed (no https), a selection is copied instead.
 * @param {string} text
 */
export const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", "visually-hidden", text);
    const before = document.activeElement;
    (before?.closest("dialog") ?? document.body).append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return isDone;
  }
};

/**
 * @param {HTMLElement} button
 * @param {string} text
 * @param {Texts} texts
 */
export const copyFrom = async (button, text, texts) => {
  const said = (await copyText(text)) ? texts.copied : texts.copyFailed;
  say(said ?? "");
  button.setAttribute("aria-live", "polite");
  button.textContent = said ?? "";
  setTimeout(() => {
    button.textContent = texts.copy ?? "";
  }, BACK_MS);
};

/**
 * @param {() => string} textOf
 * @param {Texts} texts
 */
export const copyButton = (textOf, texts) => {
  const button = element("button", "copy", texts.copy);
  button.type = "button";
  button.addEventListener("click", () => copyFrom(button, textOf(), texts));
  return button;
};
