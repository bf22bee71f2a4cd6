/* The form of the card "Add data", on the site and in a saved map: the chooser and the field to paste into. */
import { element, find } from "../../lib/dom.js";
import { button, field } from "../panel/controls.js";

/** @typedef {import("./inspect.js").Source} Source */
/**
 * @typedef {object} Chooser
 * @property {HTMLElement} section
 * @property {HTMLFormElement} form
 * @property {(isBusy: boolean) => void} setBusy
 * @property {() => void} forget The text that was taken, while it is asked about: the field is free for the next.
 * @property {(take: (source: Source) => Promise<boolean>) => void} listen `take` tells whether anything was added.
 */

/**
 * @param {Served.Messages} messages
 * @returns {Chooser}
 */
export const makeChooser = (messages) => {
  const section = find("#add-card", document, HTMLElement);
  const form = find("form", section, HTMLFormElement);
  section.classList.add("plot-card");
  const input = Object.assign(element("input", "visually-hidden"), { type: "file", multiple: true, tabIndex: -1 });
  input.setAttribute("aria-label", messages.chooseFiles);
  const choose = button("plot-choose", messages.chooseFiles, () => input.click());
  const place = element("div", "plot-place");
  place.append(choose, element("span", "by-keyboard quiet", messages.orDrop));
  const pasted = Object.assign(element("textarea"), { rows: 3, placeholder: messages.pasteExample, name: "text" });
  pasted.spellcheck = false;
  const add = Object.assign(element("button", "plot-button", messages.addPasted), { type: "submit" });
  form.append(place, input, field(messages.pasteHere, pasted), add);
  let taken = "";
  const forget = () => {
    if (pasted.value === taken) pasted.value = ""; // else it was changed meanwhile
  };
  return {
    section,
    form,
    forget,
    setBusy(isBusy) {
      choose.disabled = isBusy;
      add.disabled = isBusy;
    },
    listen(take) {
      input.addEventListener("change", () => {
        const files = [...(input.files ?? [])];
        input.value = ""; // the same file may be chosen again
        if (files.length) take({ files });
      });
      form.addEventListener("submit", async () => {
        const { value } = pasted;
        taken = value;
        const isAdded = value.trim() !== "" && (await take({ text: value.trim() }));
        if (isAdded && taken === value) forget(); // else it is there to be mended
      });
    },
  };
};
