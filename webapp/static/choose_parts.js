/* The chooser of parts to compare: one more than fit side by side is not ticked, and why is said. */
import { find, findAll } from "./lib/dom.js";

const form = find("form.picker", document, HTMLFormElement);
const said = find("[role=status]", form, HTMLElement);

form.addEventListener("change", ({ target }) => {
  const count = findAll("[name=part]:checked", form, HTMLInputElement).length;
  const isFull = target instanceof HTMLInputElement && target.checked && count > Number(form.dataset.most);
  if (isFull) target.checked = false;
  said.className = isFull ? "warning" : "";
  said.textContent = isFull ? (form.dataset.full ?? "") : "";
});
