/* The view on the screen as a composed page: what is shown is sent to the server, which draws it and
   keeps nothing. */

import { readRefusal } from "../lib/answers.js";
import { copyButton } from "../lib/clipboard.js";
import { element } from "../lib/dom.js";
import { saveAnswer } from "../lib/download.js";
import { fill } from "../lib/format.js";
import { readHash, writeHash } from "../lib/url_state.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {(about: { title: string, note: string, ratio: string }) => string} Frame  The code of an embedded map. */

const MOST_BYTES = 400; // of an address in a QR code (maps/figure/overlay/model.py)
const MOST_TITLE = 200;
const MOST_NOTE = 1000;
/** @type {[value: string, text: string][]} */
const FORMATS = [
  ["pdf", "PDF"],
  ["png", "PNG"],
  ["svg", "SVG"],
  ["docx", "Word"],
];
/** @type {Record<string, string>} Width by height. */
const RATIOS = { a4: "297/210", "210x297": "210/297", a3: "420/297", "16:9": "16/9" };

/**
 * @param {Served.Messages} messages
 * @returns {[value: string, text: string][]}
 */
const sizesOf = ({ pageUpright }) => [
  ["a4", "A4"],
  ["210x297", pageUpright],
  ["a3", "A3"],
  ["16:9", "16:9"],
];

/**
 * Whether the tool's shape is among the layers too, so that it would be drawn twice.
 * @param {App} app
 */
const isKept = ({ drawing }) => drawing !== undefined && drawing.drawing.id !== null;

/**
 * The address of what is shown, with the area on the screen where no view says it.
 * @param {App} app
 * @param {string} page
 */
export const writeState = (app, page) => {
  const address = new URL(page, location.href);
  address.searchParams.set("lang", app.site.lang);
  const state = readHash(address.hash);
  for (const key of ["plots", ...(isKept(app) ? ["line", "area", "drawn"] : [])]) state.values.delete(key);
  const isNamed = app.zone.view === "zone" || app.zone.view === "region" || app.zone.selected !== null;
  if (!state.view && !isNamed) state.view = ZoneMap.writeView(app.zone);
  address.hash = writeHash(state);
  return address.href;
};

/**
 * The layers that a person added, as they are shown.
 * @param {App} app
 */
const listLayers = async (app) => {
  if (!app.keeping) return [];
  const [store, { makeCollection }] = await Promise.all([app.plots(), import("../plots/panel/export.js")]);
  const shown = store.shownEntries();
  return [...new Set(shown.map(({ layer }) => layer))].map((layer) =>
    makeCollection(shown.filter((each) => each.layer === layer)),
  );
};

/**
 * @param {App} app
 * @param {HTMLFormElement} form
 * @param {string} state
 */
const fetchPage = async (app, form, state) => {
  const { title, note, size, format } = Object.fromEntries(new FormData(form));
  const url = new URL(`${app.site.addresses.inspect}/page`, location.href);
  url.searchParams.set("f", String(format));
  url.searchParams.set("lang", app.site.lang);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "*/*" },
    body: JSON.stringify({ state, layers: await listLayers(app), title, note, size }),
  });
  if (!answer.ok) throw await readRefusal(answer);
  await saveAnswer(answer, `page.${format}`);
};

/**
 * @param {string} label
 * @param {HTMLElement} field
 */
const labelled = (label, field) => {
  const line = element("label");
  line.append(element("span", "", label), field);
  return line;
};

/**
 * @param {string} name
 * @param {[value: string, text: string][]} choices
 */
const makeChoice = (name, choices) => {
  const field = element("select");
  field.name = name;
  field.append(...choices.map(([value, text]) => new Option(text, value)));
  return field;
};

/**
 * @param {Served.Messages} messages
 * @param {string} title
 */
const makeFields = (messages, title) => {
  const name = Object.assign(element("input"), { name: "title", value: title, maxLength: MOST_TITLE });
  const note = Object.assign(element("textarea"), { name: "note", rows: 2, maxLength: MOST_NOTE });
  return [
    labelled(messages.pageTitle, name),
    labelled(messages.pageNote, note),
    labelled(messages.pageSize, makeChoice("size", sizesOf(messages))),
    labelled(messages.pageFormat, makeChoice("format", [...FORMATS, ["embed", messages.pageEmbed]])),
  ];
};

/**
 * The code of an embedded map, to be copied.
 * @param {FormData} form
 * @param {Frame} frame
 * @param {Served.Messages} messages
 */
const showFrame = (form, frame, messages) => {
  const { title, note, size } = Object.fromEntries([...form].map(([key, value]) => [key, String(value)]));
  const code = frame({ title, note, ratio: RATIOS[size] });
  const box = element("span", "frame-code");
  box.append(
    element("code", "", code),
    copyButton(() => code, messages),
  );
  return [messages.pageEmbedMade, box];
};

/**
 * The form that makes a page, or the code of an embedded map.
 * @param {App} app
 * @param {{ address: string, title: string, frame: Frame }} shown The address of what is shown, and its title.
 */
export const makePageForm = async (app, { address, title, frame }) => {
  await app.texts();
  const { messages, lang } = app.site;
  const state = writeState(app, address);
  const bytes = new TextEncoder().encode(state).length;
  const count = new Intl.NumberFormat(lang).format(bytes);
  const hasAdded = (await listLayers(app)).length > 0;
  const code = hasAdded ? messages.pageCodeOfView : messages.pageCode;
  const about = element("p", "quiet about-code", bytes > MOST_BYTES ? fill(messages.pageNoCode, { count }) : code);
  const form = element("form", "page-form");
  const button = element("button", "button", messages.makePage);
  const said = element("p", "quiet");
  said.setAttribute("aria-live", "polite");
  form.append(...makeFields(messages, title), button, about, said);
  form.addEventListener("change", () => {
    about.hidden = new FormData(form).get("format") === "embed"; // which has no code
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (new FormData(form).get("format") === "embed") {
      said.replaceChildren(...showFrame(new FormData(form), frame, messages));
      return;
    }
    button.disabled = true;
    said.textContent = messages.pageMaking;
    try {
      await fetchPage(app, form, state);
      said.textContent = messages.pageMade;
    } catch (error) {
      const isUnreachable = error instanceof TypeError || !(error instanceof Error) || !error.message;
      said.textContent = isUnreachable ? messages.pageFailed : error.message;
    }
    button.disabled = false;
  });
  return form;
};
