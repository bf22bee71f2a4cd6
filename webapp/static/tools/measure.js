/* Drawing and measuring: loaded with its texts when it is first used. */

/** @param {import("../app.js").App} app */
export const setUp = async (app) => {
  const draw = await import("../plots/drawing/draw.js");
  await draw.setUp(app);
};
