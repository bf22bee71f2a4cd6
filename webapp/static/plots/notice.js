/* One sentence over the map, with what can be done about it. */
import { element, find, say } from "../lib/dom.js";

/** @typedef {{ text: string, act: () => void }} Answer */

/**
 * The button for the rest of a text of which a small screen has two lines: the map is to be seen.
 * @param {HTMLElement} notice
 * @param {HTMLElement} words
 * @param {string} text
 */
const makeFold = (notice, words, text) => {
  const fold = element("button", "quiet-button", text);
  fold.type = "button";
  const look = () => {
    fold.hidden = words.scrollHeight <= words.clientHeight + 1;
  };
  fold.addEventListener("click", () => {
    notice.classList.add("whole");
    look();
  });
  new ResizeObserver(look).observe(words);
  return fold;
};

/**
 * Show a sentence until it is answered or closed; it takes the place of the one before.
 * @param {import("../app.js").App} app
 * @param {string} text
 * @param {Answer[]} [answers] The first is the usual one.
 */
export const showNotice = ({ site: { messages } }, text, answers = []) => {
  const frame = find(".map-frame", document, HTMLElement);
  frame.querySelector(".notice")?.remove();
  const notice = element("section", "notice");
  notice.setAttribute("aria-label", messages.noticeLabel);
  const words = element("p", "", text);
  const row = element("div", "actions");
  for (const { text: label, act } of answers) {
    const button = element("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => {
      notice.remove();
      act();
    });
    row.append(button);
  }
  const close = element("button", "close-card", "×");
  close.type = "button";
  close.setAttribute("aria-label", messages.close);
  close.addEventListener("click", () => notice.remove());
  row.append(makeFold(notice, words, messages.noticeMore));
  notice.append(words, row, close);
  frame.append(notice);
  say(text);
  return notice;
};
