/* The shown rows as files: they are sent back, measured again and written by the server. */
import { readRefusal } from "../../lib/answers.js";
import { element } from "../../lib/dom.js";
import { saveAnswer } from "../../lib/download.js";
import { fill } from "../../lib/format.js";
import { labelLayers } from "../across.js";
import { tellStep } from "../settings.js";
import { button } from "./controls.js";
import { makeCrsChoice } from "./export_crs.js";

/** @typedef {import("../workbench.js").Bench} Bench */

const MOST_IN_FACTSHEET = 4; // as of parts that are compared
const CODE = /^[A-Z]+:[A-Z0-9]+$/; // of a CRS; one without a code is known by its name alone
const FACTSHEETS = ["pdf", "docx"];

/** @param {Served.Messages} messages */
const formatsOf = ({ exportTxt, exportPdf, exportDocx, exportSvg, exportPng }) => ({
  xlsx: "Excel (XLSX)",
  csv: "CSV",
  geojson: "GeoJSON",
  gpkg: "GeoPackage",
  zip: "Shapefile (ZIP)",
  kml: "KML",
  dxf: "DXF",
  txt: exportTxt,
  pdf: exportPdf,
  docx: exportDocx,
  svg: exportSvg,
  png: exportPng,
});

/**
 * What only the page knows goes along: names, numbers, layers, warnings of overlaps with plots that are
 * not sent, and the plane that areas are measured in.
 * @param {Served.InspectedRow} row
 * @param {string | undefined} layer
 */
const markRow = ({ name, number, warnings, plane_crs: crs }, layer) => ({
  "@name": name,
  "@number": number,
  "@layer": layer,
  "@warnings": warnings.join("\n"),
  ...(crs && CODE.test(crs) ? { "@plane_crs": crs } : {}),
});

/**
 * @param {Plots.Entry[]} entries
 * @returns {GeoJSON.FeatureCollection}
 */
export const makeCollection = (entries) => {
  const labels = labelLayers([...new Set(entries.map(({ layer }) => layer))]);
  return {
    type: "FeatureCollection",
    features: entries.map(({ feature: { geometry, properties }, row, layer }) => ({
      type: "Feature",
      geometry,
      properties: { ...properties, ...markRow(row, labels.get(layer.id)) },
    })),
  };
};

/**
 * What is told of a file that could not be saved.
 * @param {unknown} error
 * @param {Served.Messages} messages
 */
export const describeFailure = (error, messages) => {
  const isUnreachable = error instanceof TypeError || !(error instanceof Error) || !error.message;
  return isUnreachable ? messages.exportFailed : error.message;
};

/**
 * How a layer was read, and which of its rows were left out, as a workbook tells them.
 * @param {Plots.Layer} layer
 * @param {import("../../lib/format.js").Page} page
 */
export const listSteps = ({ steps, leftOut }, { messages }) => [
  ...steps.map((each) => tellStep(each, messages)),
  ...(leftOut.length ? [fill(messages.leftOutRows, { count: leftOut.length })] : []),
  ...leftOut.map(({ row, reason }) => fill(messages.leftOutRow, { row, reason })),
];

/**
 * The parts that are compared on the map, which factsheets and figures add.
 * @param {Bench} bench
 */
const listCompared = ({ app }) => (app.url.get("compare") ?? "").split(",").filter(Boolean);

/**
 * The rows to write: of factsheets the selected one, if there are too many, and none if that is too many.
 * @param {Bench} bench
 * @param {string} format
 */
const chooseRows = (bench, format) => {
  const { store } = bench;
  const shown = store.shownEntries();
  if (!FACTSHEETS.includes(format)) return shown;
  const room = MOST_IN_FACTSHEET - listCompared(bench).length;
  if (shown.length <= room) return shown;
  const selected = store.entry(store.selected);
  return selected && room > 0 ? [selected] : [];
};

/**
 * @param {Bench} bench
 * @param {string} format
 * @param {string} crs What the shapes are to be in; empty for the format's own.
 */
const fetchFile = async (bench, format, crs) => {
  const { app } = bench;
  const url = new URL(`${app.site.addresses.inspect}/export`, location.href);
  url.searchParams.set("f", format);
  url.searchParams.set("lang", app.site.lang);
  if (crs) url.searchParams.set("crs", crs);
  const entries = chooseRows(bench, format);
  const compared = listCompared(bench);
  const title = [...new Set(entries.map(({ layer }) => layer.name))].join(", ");
  const layers = [...new Set(entries.map(({ layer }) => layer))];
  const steps = [...new Set(layers.flatMap((layer) => listSteps(layer, bench.page)))];
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "*/*" },
    body: JSON.stringify({ features: makeCollection(entries), part: compared, title, steps }),
  });
  if (!answer.ok) throw await readRefusal(answer);
  await saveAnswer(answer, `plots.${format}`);
};

/**
 * @param {Bench} bench
 * @returns {HTMLElement}
 */
export const makeExport = (bench) => {
  const { store, page } = bench;
  const { messages } = page;
  const box = element("div", "plot-export");
  const note = element("p", "quiet");
  const said = element("p", "plot-said");
  said.setAttribute("aria-live", "polite");
  const crs = makeCrsChoice(messages);
  /** @type {Map<string, HTMLButtonElement>} */
  const buttons = new Map();
  const offer = () => {
    for (const format of FACTSHEETS) {
      const made = buttons.get(format);
      if (made) made.disabled = chooseRows(bench, format).length === 0;
    }
  };
  const refresh = () => {
    offer();
    crs.refresh(store.shownEntries());
    note.textContent = fill(messages.exportNote, { count: store.shownEntries().length, most: MOST_IN_FACTSHEET });
  };
  /** @param {string} format @param {HTMLButtonElement} from */
  const run = async (format, from) => {
    from.disabled = true;
    said.textContent = messages.exporting;
    try {
      await fetchFile(bench, format, crs.read(format));
      said.textContent = messages.exported;
    } catch (error) {
      said.textContent = describeFailure(error, messages);
    }
    from.disabled = false;
    offer();
    said.scrollIntoView({ block: "nearest" });
  };
  box.append(note);
  const group = element("div", "plot-formats");
  for (const [format, text] of Object.entries(formatsOf(messages))) {
    const made = button("plot-button", text, () => run(format, made));
    made.dataset.format = format;
    buttons.set(format, made);
    group.append(made);
  }
  // What is compared changes elsewhere on the map.
  for (const kind of ["pointerenter", "focusin"]) group.addEventListener(kind, offer);
  box.append(crs.box, group);
  box.append(said);
  for (const kind of /** @type {const} */ (["layers", "filter"])) store.on(kind, refresh);
  store.on("select", offer);
  refresh();
  return box;
};
