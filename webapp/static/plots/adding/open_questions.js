/* Questions that were left open: the card and the layer's line offer them until they are answered. */
import { fill } from "../../lib/format.js";
import { joinRows } from "../measuring.js";
import { button } from "../panel/controls.js";

/** @typedef {import("../workbench.js").Bench} Bench */

const PATIENCE_MS = 60_000;
const AS_READ = "wgs84"; // the shapes stay where they are

/**
 * The question of a layer that can still be answered: where its positions were taken from as long as there are
 * shapes, any other as long as the files or the text are there.
 * @param {Partial<Plots.Layer>} layer
 */
export const findOpen = ({ questions = [], options = {}, files = [], text = "" }) =>
  questions.find(
    ({ name, answered }) =>
      answered !== null && !(name in options) && (name === "datum" || files.length > 0 || text !== ""),
  ) ?? null;

/**
 * @param {Bench} bench
 * @param {Plots.Layer} layer
 * @param {boolean} isNamed Where the layer's name doesn't stand beside it.
 */
export const makeOpenButton = (bench, layer, isNamed) => {
  const question = findOpen(layer);
  const { askOpen } = bench.app;
  if (!question || !askOpen) return []; // a saved map has no server that could read anew
  const text = isNamed ? `${layer.name}: ${question.sentence}` : question.sentence;
  const made = button("plot-button quiet-button open-question", text, () => askOpen(layer.id));
  made.dir = "auto";
  return [made];
};

/**
 * A question in the page's words; the evidence was said in another language.
 * @param {Served.InspectedQuestion} question
 * @param {string} name
 * @param {Served.Messages} messages
 * @returns {Served.InspectedQuestion}
 */
export const retellQuestion = (question, name, messages) => {
  if (question.name !== "datum") return question;
  /** @type {Record<string, string>} */
  const labels = { wgs84: messages.datumNone, gcj02: messages.datumGcj02, bd09: messages.datumBd09 };
  const choices = question.choices.map((each) => ({ ...each, label: labels[each.options.datum] ?? each.label }));
  const answered = messages.datumNone;
  return { ...question, sentence: fill(messages.datumAsked, { name }), evidence: [], choices, answered };
};

/**
 * Move a layer from the datum that was chosen; its shapes are enough for that, the files may be gone.
 * @param {Bench} bench
 * @param {Plots.Layer} layer
 * @param {Served.InspectedChoice} choice
 */
export const answerDatum = async ({ app: { site }, store }, { id, features }, { options }) => {
  const before = store.layer(id);
  if (!before) return;
  if (options.datum === AS_READ) return store.replace(id, { options: { ...before.options, ...options } });
  const address = new URL(site.addresses.inspect, location.href);
  for (const [key, value] of Object.entries({ ...options, lang: site.lang })) address.searchParams.set(key, value);
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/geo+json" },
    body: JSON.stringify({ type: "FeatureCollection", features }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  /** @type {Served.Inspected | null} */
  const read = answer?.ok ? await answer.json() : null;
  const [moved] = read?.layers ?? [];
  const now = store.layer(id);
  if (!read || moved?.rows.length !== features.length || now?.features !== features) {
    throw new Error(site.messages.inspectFailed);
  }
  const told = Object.entries(now.told).map(([code, said]) => {
    const steps = [...said.steps, ...(moved.told?.[code]?.steps.slice(-1) ?? [])]; // what was chosen is told last
    return [code, { ...said, steps }];
  });
  store.replace(id, {
    features: features.map((each, n) => ({ ...each, geometry: moved.features.features[n].geometry })),
    rows: joinRows(moved.rows, now.rows),
    steps: [...now.steps, ...moved.steps.slice(-1)],
    told: Object.fromEntries(told),
    options: { ...now.options, ...options },
    method: read.method,
    dataHash: read.data_hash,
  });
};
