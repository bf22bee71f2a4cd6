/* While files are dragged over the page: what dropping them does, and what of them reaches the server. */
import { element } from "../../lib/dom.js";
import { describeFormats } from "./add_card.js";
import { hasFiles } from "./dropped.js";

/** @param {import("../workbench.js").Bench} bench */
export const setUpOverlay = (bench) => {
  const { messages } = bench.page;
  const overlay = element("div", "plot-overlay");
  const box = element("div");
  box.append(element("strong", "", messages.dropToAdd), element("p", "", messages.dropNote), describeFormats(bench));
  overlay.append(box);
  overlay.hidden = true;
  document.body.append(overlay);
  /** @param {boolean} isShown */
  const turn = (isShown) => {
    overlay.hidden = !isShown;
  };
  document.addEventListener("dragover", ({ dataTransfer }) => {
    if (hasFiles(dataTransfer)) turn(true);
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) turn(false);
  });
  for (const kind of ["drop", "dragend"]) document.addEventListener(kind, () => turn(false));
};
