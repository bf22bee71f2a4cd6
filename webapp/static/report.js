/* The report page: choices take effect at once, the address follows, code can be copied. */
import { copyButton } from "./lib/clipboard.js";
import { element, find, findAll } from "./lib/dom.js";

const form = find(".choices", document, HTMLFormElement);
const texts = find(".report", document, HTMLElement).dataset;

const address = () => {
  const values = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (typeof value === "string" && value) values.append(key, value);
  return `${form.action}?${values}`;
};

/** @param {string} name */
const select = (name) => find(`[name=${name}]`, form, HTMLSelectElement);

/* A factsheet compares a few parts, and has a paper size of its own. */
const isFactsheet = () => select("format").value.startsWith("factsheet");

const limit = () => {
  const isSheet = isFactsheet();
  select("size").disabled = isSheet;
  find("[name=dpi]", form, HTMLInputElement).disabled = isSheet;
  const parts = findAll("[name=part]", form, HTMLInputElement);
  const isFull = parts.filter((each) => each.checked).length >= Number(texts.mostCompared);
  for (const each of parts) each.disabled = isSheet && isFull && !each.checked;
};

const refresh = async () => {
  const answer = await fetch(address());
  if (!answer.ok) {
    form.submit();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  find(".outcome", document, HTMLElement).replaceWith(find(".outcome", page, HTMLElement));
  history.replaceState(null, "", address());
  prepare();
};

const prepare = () => {
  for (const code of document.querySelectorAll(".codes code")) {
    code.after(copyButton(() => code.textContent ?? "", texts));
  }
  const figure = find(".preview", document, HTMLElement);
  const picture = find("img", figure, HTMLImageElement);
  if (picture.complete) return;
  const busy = element("p", "busy", figure.dataset.busy);
  busy.setAttribute("role", "status");
  figure.append(busy);
  for (const kind of ["load", "error"]) picture.addEventListener(kind, () => busy.remove());
};

form.addEventListener("change", () => {
  limit();
  refresh();
});
limit();
prepare();
