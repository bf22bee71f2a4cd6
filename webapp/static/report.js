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

/* A factsheet compares a few parts. */
const isFactsheet = () => select("format").value.startsWith("factsheet");

/* What makes no difference to the file is not asked. */
const limit = () => {
  const isSheet = isFactsheet();
  const taken = select("format").selectedOptions[0]?.dataset.choices?.split(" ") ?? [];
  for (const box of findAll("[data-choice]", form, HTMLElement)) {
    box.hidden = !taken.includes(box.dataset.choice ?? "");
    for (const each of box.querySelectorAll("input, select")) each.toggleAttribute("disabled", box.hidden);
  }
  const parts = findAll("[name=part]", form, HTMLInputElement);
  const isFull = parts.filter((each) => each.checked).length >= Number(texts.mostCompared);
  for (const each of parts) each.disabled = isSheet && isFull && !each.checked;
};

const PAUSE_MS = 500; // while somebody types
let latest = 0;
let pause = 0;

/**
 * What the server made of the choices: its preview and codes, or why it refuses them.
 * @param {Document} page
 * @param {boolean} isUsable
 */
const show = (page, isUsable) => {
  const outcome = find(".outcome", document, HTMLElement);
  if (isUsable) {
    outcome.replaceWith(find(".outcome", page, HTMLElement));
    history.replaceState(null, "", address());
    prepare();
    return;
  }
  const refusal = element("p", "lead", find("main .lead", page, HTMLElement).textContent ?? "");
  refusal.setAttribute("role", "alert");
  outcome.replaceChildren(refusal);
};

/* The last choice counts, however long the answer to another takes. */
const refresh = async () => {
  clearTimeout(pause);
  latest += 1;
  const mine = latest;
  const answer = await fetch(address(), { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine === latest) show(page, answer.ok);
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
form.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !["text", "number"].includes(target.type)) return;
  clearTimeout(pause);
  pause = setTimeout(refresh, PAUSE_MS);
});
limit();
prepare();
