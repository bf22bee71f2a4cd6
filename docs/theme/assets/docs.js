// The search of the documentation: the sections that have all the words, titles first. What is too
// wide for the page can be scrolled with the keyboard.

const MOST = 12;
const box = /** @type {HTMLElement} */ (document.querySelector("search"));
const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
const list = /** @type {HTMLOListElement} */ (box.querySelector("ol"));
const { index, base, none } = document.body.dataset;

/** @typedef {{title: string, page: string, url: string, text: string}} Section */

/** @type {Promise<Section[]> | undefined} */
let sections;

const readSections = () => {
  sections ??= fetch(/** @type {string} */ (index)).then((answer) => answer.json());
  return sections;
};

/** @param {Section[]} all @param {string[]} words */
const findSections = (all, words) => {
  const has = (/** @type {string} */ text) => words.every((word) => text.toLowerCase().includes(word));
  const inTitle = all.filter((each) => has(each.title));
  const inText = all.filter((each) => !has(each.title) && has(`${each.page} ${each.title} ${each.text}`));
  return [...inTitle, ...inText].slice(0, MOST);
};

/** @param {Section} section @param {string} word */
const showSection = (section, word) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = base + section.url;
  link.textContent = section.title === section.page ? section.title : `${section.page} › ${section.title}`;
  const at = Math.max(0, section.text.toLowerCase().indexOf(word) - 20);
  const excerpt = document.createElement("small");
  excerpt.textContent = section.text.slice(at, at + 120);
  link.append(excerpt);
  item.append(link);
  return item;
};

const search = async () => {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length ? findSections(await readSections(), words) : [];
  list.replaceChildren(...found.map((each) => showSection(each, words[0])));
  if (words.length && !found.length) list.append(Object.assign(document.createElement("li"), { textContent: none }));
  list.hidden = !words.length;
};

input.addEventListener("input", search);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  list.hidden = true;
  input.focus();
});
document.addEventListener("pointerdown", (event) => {
  if (!box.contains(/** @type {Node} */ (event.target))) list.hidden = true;
});
box.hidden = false;

const allowKeyboard = () => {
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("main pre, .scroll"))) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
};
addEventListener("resize", allowKeyboard);
allowKeyboard();
