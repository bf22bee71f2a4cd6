/* A layer of an answer, the server's or the page's own, as the store keeps it. */

export const LOCAL = "browser"; // the version of an answer that the page made by itself

/**
 * What a layer of the answer is in the store.
 * @param {Served.Inspected} answer
 * @param {Served.InspectedLayer} layer
 * @param {import("./inspect.js").Source} source
 * @param {Record<string, string>} options
 * @returns {Plots.NewLayer}
 */
export const makeLayer = (answer, layer, { files = [], text }, options) => ({
  name: layer.name,
  origin: text === undefined ? "file" : "paste",
  format: layer.format,
  steps: layer.steps,
  warnings: layer.warnings,
  told: layer.told ?? {},
  leftOut: layer.left_out,
  questions: layer.questions,
  columns: layer.columns,
  text: text ?? "",
  files: files.filter(({ name }) => layer.files.includes(name)),
  options,
  features: layer.features.features,
  rows: layer.rows,
  isLocal: answer.made.version === LOCAL,
  method: answer.method,
  dataHash: answer.data_hash,
});
