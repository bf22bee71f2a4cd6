/* The layer of what somebody drew on the map. */

const ID = "drawn";

/**
 * That layer; made when it is not there.
 * @param {import("./store.js").PlotStore} plots
 * @param {Served.Messages} messages
 */
export const findDrawnLayer = (plots, messages) =>
  plots.layer(ID) ?? plots.add({ id: ID, name: messages.drawnLayer, origin: "drawn" });
