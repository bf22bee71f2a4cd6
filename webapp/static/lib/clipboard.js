/* Copying: a button beside a piece of code, and any button that carries what it copies. */
import { element, say } from "../tools/toolbar.js";

/* Where the clipboard is closed (no https), a selection is copied instead. */
const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", "visually-hidden", text);
    const before = document.activeElement;
    (before?.closest("dialog") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus({ preventScroll: true });
    return done;
  }
};

export const copyFrom = async (button, text, messages) => {
  const said = (await copyText(text)) ? messages.copied : messages.copyFailed;
  say(said);
  button.setAttribute("aria-live", "polite");
  button.textContent = said;
  setTimeout(() => { button.textContent = messages.copy; }, 1600);
};

export const copyButton = (textOf, messages) => {
  const button = element("button", "copy", messages.copy);
  button.type = "button";
  button.addEventListener("click", () => copyFrom(button, textOf(), messages));
  return button;
};
