/* The site brief of a plot: its outline and columns are sent, and the file that comes back is saved. */
import { readRefusal } from "../../lib/answers.js";
import { element } from "../../lib/dom.js";
import { saveFile } from "../../lib/download.js";
import { button } from "./controls.js";
import { describeFailure } from "./export.js";

/** @typedef {import("../workbench.js").Bench} Bench */

const FORMATS = /** @type {const} */ ([
  ["pdf", "PDF"],
  ["docx", "Word"],
  ["html", "HTML"],
  ["csv", "CSV"],
  ["json", "JSON"],
]);

/**
 * @param {Plots.Entry} entry
 * @param {Bench} bench
 * @param {string} format
 */
const fetchBrief = async ({ feature, row, layer }, { app, page }, format) => {
  const url = new URL(app.site.addresses.brief, location.href);
  url.searchParams.set("f", format);
  url.searchParams.set("lang", app.site.lang);
  const file = layer.files.map(({ name }) => name).join(", ") || layer.name; // which states what the columns say
  const properties = { ...feature.properties, "@name": row.name, "@file": file, "@warnings": row.warnings.join("\n") };
  const sent = { type: "Feature", geometry: feature.geometry, properties };
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/geo+json", Accept: "*/*" },
    body: JSON.stringify({ type: "FeatureCollection", features: [sent] }),
  });
  if (!answer.ok) throw await readRefusal(answer);
  const subject = `${page.messages.siteBrief} ${row.name || layer.name}`.replace(/[\\/:*?"<>|]/g, "_");
  saveFile(await answer.blob(), `${subject}.${format}`);
};

/**
 * @param {Plots.Entry} entry
 * @param {Bench} bench
 */
export const makeBrief = (entry, bench) => {
  const { messages } = bench.page;
  const box = element("div", "brief-links");
  const said = element("p", "plot-said");
  said.setAttribute("aria-live", "polite");
  for (const [format, name] of FORMATS) {
    const isFirst = format === "pdf";
    const made = button("small", isFirst ? messages.siteBrief : name, async () => {
      made.disabled = true;
      said.textContent = messages.exporting;
      try {
        await fetchBrief(entry, bench, format);
        said.textContent = messages.exported;
      } catch (error) {
        said.textContent = describeFailure(error, messages);
      }
      said.scrollIntoView({ block: "nearest" });
      made.disabled = false;
    });
    made.dataset.brief = format;
    if (!isFirst) made.setAttribute("aria-label", `${messages.siteBrief} ${name}`);
    box.append(made);
  }
  box.append(said);
  return box;
};
