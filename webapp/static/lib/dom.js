/* Elements of the page: made of text, never of markup, and found. The map's own scripts have the
   same in zone-dom.js, since a file from disk can't import modules. */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export const element = (tag, className = "", text = undefined) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

/**
 * @template {Element} T
 * @param {string} selector
 * @param {ParentNode} within
 * @param {new () => T} kind
 */
export const findAll = (selector, within, kind) =>
  [...within.querySelectorAll(selector)].flatMap((each) => (each instanceof kind ? [each] : []));

/**
 * The first such element, which must be there.
 * @template {Element} T
 * @param {string} selector
 * @param {ParentNode} within
 * @param {new () => T} kind
 */
export const find = (selector, within, kind) => {
  const [found] = findAll(selector, within, kind);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};

/**
 * The element around an event's target that fits the selector.
 * @param {{ target: unknown }} event
 * @param {string} selector
 */
export const closest = ({ target }, selector) => {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof HTMLElement ? found : null;
};

/** Whether the list and the panel are a sheet at the bottom. */
export const isPhone = () => matchMedia("(max-width: 719px)").matches;

/**
 * Load a style sheet; resolves when it is there, or cannot be loaded.
 * @param {string} href
 */
export const addStyle = (href) =>
  new Promise((done) => {
    document.head.append(Object.assign(element("link"), { rel: "stylesheet", onload: done, onerror: done, href }));
  });

/**
 * Announce a text to screen readers; a changed ending makes them repeat the same words.
 * @param {string} text
 */
export const say = (text) => {
  const status = find("[role=status]", document, HTMLElement);
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
};

/**
 * Show and say what was written into a panel, which may be scrolled to another place.
 * @param {HTMLElement} written
 */
export const showWritten = (written) => {
  written.scrollIntoView({ block: "nearest" });
  say(written.textContent ?? "");
};

const NOTICE_MS = 8000;

/**
 * Say a text so that it is seen too, for a while.
 * @param {string} text
 */
export const warn = (text) => {
  say(text);
  const status = find("[role=status]", document, HTMLElement);
  status.classList.replace("visually-hidden", "notice");
  setTimeout(() => status.classList.replace("notice", "visually-hidden"), NOTICE_MS);
};

/**
 * On a phone the sheet makes room for the map, or comes up from where it peeks.
 * @param {string} height
 * @param {string} [only] The height that it must have now.
 */
export const setSheet = (height, only = undefined) => {
  const [sheet] = findAll(".sheet", document, HTMLElement);
  if (sheet && isPhone() && (!only || sheet.dataset.height === only)) sheet.dataset.height = height;
};

let lowered = ""; // the height from which a card lowered the sheet

/** Make room for a card above the sheet of a phone. */
export const lowerSheet = () => {
  const { height = "half" } = findAll(".sheet", document, HTMLElement)[0]?.dataset ?? {};
  if (height !== "peek") lowered = "half"; // also of one that covered the map: what was done on it is seen
  setSheet("peek");
};

/** The card is closed: what it lowered comes back, unless somebody moved it since. */
export const returnSheet = () => {
  setSheet("peek", "full");
  if (lowered) setSheet(lowered, "peek");
  lowered = "";
};
