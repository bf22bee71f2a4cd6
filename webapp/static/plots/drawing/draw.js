/* Drawing and measuring: the tool, its keys, and what the address has of it. */
import { DrawTool } from "./draw_tool.js";
import { loadStyles } from "./styles.js";

/**
 * Undo and redo by the usual keys, while the tool is in use and no text is being written.
 * @param {DrawTool} tool
 */
const followKeys = (tool) => {
  document.addEventListener("keydown", (event) => {
    const isText = event.target instanceof Element && event.target.closest("input, textarea, select");
    const key = event.key.toLowerCase();
    if (!tool.isActive || isText || event.altKey || !(event.ctrlKey || event.metaKey) || !"zy".includes(key)) return;
    event.preventDefault();
    tool.step(key === "y" || event.shiftKey ? "redo" : "undo");
  });
};

/** @param {import("../../app.js").App} app */
export const setUp = async (app) => {
  await Promise.all([loadStyles(), app.texts()]);
  const tool = new DrawTool(app);
  followKeys(tool);
  tool.drawing.addEventListener("change", () => app.keeping?.keepSketch(tool.drawing.unfinished));
  app.url.keep("line", (text) => tool.restore("line", text));
  app.url.keep("area", (text) => tool.restore("area", text));
  app.drawing = tool;
  if (app.keeping) tool.connect();
};
