/* Reading what was added: by the server, or here where it can't be reached. */
import { sendToInspect, Unreachable } from "./inspect.js";

/**
 * @param {import("../../app.js").App} app
 * @param {import("./inspect.js").Source} source
 * @param {import("./inspect.js").Sending} sending
 * @returns {Promise<Served.Inspected>}
 */
export const readSource = async (app, source, sending) => {
  try {
    return await sendToInspect(app.site.addresses.inspect, source, sending);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const { readHere } = await import("../local/offline.js");
    sending.onProgress(null);
    return await readHere(app, source, sending.signal);
  }
};
