/* What a person added to the map: one store, and all that shows it. Loaded when first used. */
import { labelDrawn } from "./drawn_labels.js";
import { Keeping } from "./keep.js";
import { PlotStore } from "./store.js";
import { loadStyles } from "./styles.js";

/**
 * @param {import("../app.js").App} app
 * @returns {Promise<PlotStore>}
 */
export const setUp = async (app) => {
  await Promise.all([loadStyles(), app.texts()]);
  const plots = new PlotStore();
  labelDrawn(app, plots);
  app.keeping = new Keeping(app, plots);
  await app.keeping.start();
  app.drawing?.connect();
  return plots;
};
