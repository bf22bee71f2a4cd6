/* What a person added to the map: one store, and all that shows it. Loaded when first used. */
import { PlotStore } from "./store.js";

/**
 * @param {import("../app.js").App} _app
 * @returns {Promise<PlotStore>}
 */
export const setUp = async (_app) => new PlotStore();
