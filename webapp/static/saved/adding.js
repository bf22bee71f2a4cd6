/* Adding GeoJSON, CSV, KML and text to a saved map: chosen, dropped or pasted, read and measured in it. */
import { closest, element, find, findAll, showWritten } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { makeChooser } from "../plots/adding/chooser.js";
import { hasFiles, readTaken } from "../plots/adding/dropped.js";
import { makeLayer } from "../plots/adding/layer.js";
import { makeReport } from "../plots/adding/report.js";
import { readHere } from "../plots/local/offline.js";

/** @typedef {import("./main.js").SavedApp} SavedApp */
/** @typedef {import("../plots/adding/inspect.js").Source} Source */
/** @typedef {ReturnType<typeof import("./bench.js").openBench>} Bench */

/**
 * @param {Served.InspectedLayer} layer
 * @param {Served.Messages} messages
 */
const describe = ({ name, format, features, refusal, steps, left_out: leftOut }, messages) => {
  const text = refusal ?? fill(messages.layerAdded, { name, format, count: features.features.length });
  const said = Object.assign(element("p", refusal ? "warning" : "plot-done", text), { dir: "auto" });
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
    for (const each of findAll(":scope > p", said, HTMLElement).reverse()) showWritten(each); // the first is seen last
    const read = answer.layers.filter(({ refusal, features }) => !refusal && features.features.length);
    const ids = read.map((each) => store.add(makeLayer(answer, each, source, {})).id);
    const added = store.entries().filter(({ layer }) => ids.includes(layer.id));
    if (added.length) zoomTo(added);
    return added.length > 0;
  };
  const { form, listen } = makeChooser(messages);
  listen(take);
  form.append(element("p", "quiet", messages.savedFormats));
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
