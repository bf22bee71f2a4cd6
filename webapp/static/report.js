/* The report page: choices take effect at once, the address follows, code can be copied. */
import { copyButton } from "./lib/clipboard.js";
import { element } from "./tools/toolbar.js";

const form = document.querySelector(".choices");
const texts = document.querySelector(".report").dataset;

const address = () => {
  const values = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (value) values.append(key, value);
  return `${form.action}?${values}`;
};

/* A factsheet is in one language, compares a few parts, and has a paper size of its own. */
const isSheet = () => form.elements.format.value.startsWith("factsheet");
const language = (key) => form.querySelector(`[name=lang][value=${key}]`);

const limit = () => {
  language("both").disabled = isSheet() && !language("both").checked;
  for (const input of [form.elements.size, form.elements.dpi]) input.disabled = isSheet();
  const parts = [...form.querySelectorAll("[name=part]")];
  const isFull = parts.filter((each) => each.checked).length >= Number(texts.mostCompared);
  for (const each of parts) each.disabled = isSheet() && isFull && !each.checked;
};

const refresh = async () => {
  const answer = await fetch(address());
  if (!answer.ok) return form.submit();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector(".outcome").replaceWith(page.querySelector(".outcome"));
  history.replaceState(null, "", address());
  return prepare();
};

const prepare = () => {
  for (const code of document.querySelectorAll(".codes code")) {
    code.after(copyButton(() => code.textContent, texts));
  }
  const figure = document.querySelector(".preview");
  const picture = figure.querySelector("img");
  if (picture.complete) return;
  const busy = element("p", "busy", figure.dataset.busy);
  busy.setAttribute("role", "status");
  figure.append(busy);
  for (const kind of ["load", "error"]) picture.addEventListener(kind, () => busy.remove());
};

form.addEventListener("change", ({ target }) => {
  const needsOne = target.name === "format" && isSheet() && language("both").checked;
  if (needsOne) language(document.documentElement.lang.slice(0, 2)).checked = true;
  limit();
  return refresh();
});
limit();
prepare();
