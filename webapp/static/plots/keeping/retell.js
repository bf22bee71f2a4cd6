/* Layers that were kept in one language, told in the page's: their rows are measured again, and the
   sentences about the file come along with the answer in every language. */
import { retellQuestion } from "../adding/open_questions.js";
import { retellFeatures, retellName } from "../drawing/made_names.js";
import { joinRows, measureHere, measureThere } from "../measuring.js";

/** @typedef {import("../../app.js").App} App */
/** @typedef {import("../store.js").PlotStore} PlotStore */

/**
 * The sentences about a file in a language, and those that they replace kept for the way back.
 * @param {Plots.Layer} layer
 * @param {string} lang
 * @returns {Partial<Plots.NewLayer>}
 */
const tellFile = ({ told, lang: before, steps, warnings, leftOut }, lang) => {
  const words = told[lang];
  if (!words) return {};
  const reasons = leftOut.map(({ reason }) => reason);
  return {
    steps: words.steps,
    warnings: words.warnings,
    leftOut: leftOut.map((each, n) => ({ ...each, reason: words.reasons[n] ?? each.reason })),
    told: { ...told, [before]: { steps, warnings, reasons } },
  };
};

/** @param {App} app @param {PlotStore} plots @param {Plots.Layer} layer */
const retellLayer = async (app, plots, { id, name, origin, features: before, isLocal }) => {
  const { lang, messages } = app.site;
  const isDrawn = origin === "drawn";
  const features = isDrawn ? retellFeatures(before, messages) : before;
  const measured = isLocal ? { rows: measureHere(app, features) } : await measureThere(app, features);
  const now = plots.layer(id);
  if (!measured || now?.features !== before || measured.rows.length !== features.length) return;
  const steps = isLocal && now.steps.length ? { steps: [messages.readHere] } : {};
  const rows = joinRows(measured.rows, now.rows);
  const questions = now.questions.map((each) => retellQuestion(each, name, messages));
  const names = isDrawn ? { name: retellName(name, messages), features } : {};
  plots.replace(id, { ...measured, ...steps, ...tellFile(now, lang), ...names, rows, questions, lang: "" });
};

/**
 * Tell every layer in the page's language that is in another one; without the server's answer it stays.
 * @param {App} app
 * @param {PlotStore} plots
 */
export const retellLayers = async (app, plots) => {
  for (const layer of plots.layers) {
    if (layer.lang === app.site.lang) plots.replace(layer.id, { lang: "" });
    else if (layer.lang) await retellLayer(app, plots, layer);
  }
};
