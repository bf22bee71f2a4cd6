/* Adding GeoJSON, CSV, KML and text to a saved map: chosen, dropped or pasted, read and measured in it. */
import { closest, element, find, say } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { hasFiles, readTaken } from "../plots/adding/dropped.js";
import { makeLayer } from "../plots/adding/inspect.js";
import { makeReport } from "../plots/adding/report.js";
import { readHere } from "../plots/local/offline.js";
import { button, field } from "../plots/panel/controls.js";

/** @typedef {import("./main.js").SavedApp} SavedApp */
/** @typedef {import("../plots/adding/inspect.js").Source} Source */
/** @typedef {ReturnType<typeof import("./bench.js").openBench>} Bench */

/**
 * @param {SavedApp} app
 * @param {(source: Source) => void} take
 */
const makeForm = ({ site: { messages } }, take) => {
  find("#add-card", document, HTMLElement).classList.add("plot-card");
  const form = find("#add-card form", document, HTMLFormElement);
  const input = Object.assign(element("input", "visually-hidden"), { type: "file", multiple: true, tabIndex: -1 });
  input.setAttribute("aria-label", messages.chooseFiles);
  const place = element("div", "plot-place");
  const choose = button("plot-choose", messages.chooseFiles, () => input.click());
  place.append(choose, element("span", "by-keyboard quiet", messages.orDrop));
  const pasted = Object.assign(element("textarea"), { rows: 3, placeholder: messages.pasteExample, name: "text" });
  pasted.spellcheck = false;
  const add = Object.assign(element("button", "plot-button", messages.addPasted), { type: "submit" });
  form.append(place, input, field(messages.pasteHere, pasted), add, element("p", "quiet", messages.savedFormats));
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // the same file may be chosen again
    if (files.length) take({ files });
  });
  form.addEventListener("submit", () => {
    const text = pasted.value.trim();
    pasted.value = "";
    if (text) take({ text });
  });
  return form;
};

/**
 * @param {Served.InspectedLayer} layer
 * @param {Served.Messages} messages
 */
const describe = ({ name, format, features, refusal, steps, left_out: leftOut }, messages) => {
  const text = refusal ?? fill(messages.layerAdded, { name, format, count: features.features.length });
  const said = Object.assign(element("p", refusal ? "warning" : "plot-done", text), { dir: "auto" });
  say(text);
  return leftOut.length ? [said, makeReport({ steps, leftOut }, messages)] : [said];
};

/**
 * @param {SavedApp} app
 * @param {Bench} bench
 */
export const setUpAdding = (app, { store, list, zoomTo }) => {
  const { messages } = app.site;
  const said = element("div", "plot-said");
  const tool = app.toolbar.add({
    name: "add",
    start: () => find("#add-card h2", document, HTMLElement).focus({ preventScroll: true }),
    stop() {},
    clear: () => store.clear(),
  });
  /** @param {Source} source */
  const take = async (source) => {
    app.toolbar.use(tool);
    const answer = await readHere(app, source);
    said.replaceChildren(...answer.layers.flatMap((each) => describe(each, messages)));
    const read = answer.layers.filter(({ refusal, features }) => !refusal && features.features.length);
    const ids = read.map((each) => store.add(makeLayer(answer, each, source, {})).id);
    const added = store.rows().filter(({ layer }) => ids.includes(layer.id));
    if (added.length) zoomTo(added);
  };
  const form = makeForm(app, take);
  form.before(said);
  form.after(list);
  store.on("layers", () => app.toolbar.setMarked("add", store.layers.length > 0));

  /**
   * @param {Event} event
   * @param {DataTransfer | null} data
   */
  const receive = async (event, data) => {
    if (!data || closest(event, "input, textarea, select, dialog")) return;
    event.preventDefault();
    const entries = [...data.items].map((each) => each.webkitGetAsEntry?.() ?? null);
    const source = await readTaken({ files: [...data.files], entries, text: data.getData("text/plain") });
    if (source) await take(source);
  };
  document.addEventListener("paste", (event) => receive(event, event.clipboardData));
  document.addEventListener("drop", (event) => receive(event, event.dataTransfer));
  document.addEventListener("dragover", (event) => {
    if (hasFiles(event.dataTransfer)) event.preventDefault();
  });
};
