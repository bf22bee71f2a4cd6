/* The pages of quality and changes: the answer comes into the page, so that the file stays chosen
   when it is refused and only wants another way of reading. */
import { element, find, findAll } from "./lib/dom.js";

const main = find("main", document, HTMLElement);

/** @param {Document} page */
const show = (page) => {
  const [form] = findAll(".upload", page, HTMLFormElement);
  if (!form) {
    const [sentence] = findAll("main .lead", page, HTMLElement);
    if (!sentence) throw new Error("the answer is no page of this site");
    for (const each of findAll("[role=alert]", main, HTMLElement)) each.remove();
    const alert = element("p", "warning", sentence.textContent ?? "");
    alert.setAttribute("role", "alert");
    find("h1", main, HTMLElement).after(alert);
    return;
  }
  const chosen = find(".upload [type=file]", main, HTMLInputElement);
  find("[type=file]", form, HTMLInputElement).replaceWith(chosen);
  main.replaceChildren(...find("main", page, HTMLElement).childNodes);
};

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} pressed Which may say how the file is to be read.
 */
const send = async (form, pressed) => {
  const button = pressed instanceof HTMLButtonElement ? pressed : find("button.main", form, HTMLButtonElement);
  const sent = new FormData(form, button);
  const label = button.textContent;
  button.disabled = true;
  button.textContent = form.dataset.busy ?? label;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: sent,
      headers: { Accept: "text/html" },
    });
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  } catch {
    const { name, value } = button;
    if (name) form.append(Object.assign(element("input"), { type: "hidden", name, value }));
    form.submit();
  } finally {
    button.disabled = false;
    button.textContent = label;
  }
};

main.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches(".upload")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
