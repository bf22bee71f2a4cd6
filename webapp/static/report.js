/* The report page: choices take effect at once, the address follows, code can be copied. */
import { copyButton } from "./copy.js";
import { element } from "./toolbar.js";

const form = document.querySelector(".choices");
const texts = document.querySelector(".report").dataset;

const address = () => {
  const values = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (value) values.append(key, value);
  return `${form.action}?${values}`;
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

form.addEventListener("change", refresh);
prepare();
