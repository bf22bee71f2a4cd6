/* The page of parts side by side: its address says what is shown, and can be copied or sent. */
import { copyButton } from "./lib/clipboard.js";
import { element, find, findAll } from "./lib/dom.js";

const bar = find(".compare-bar", document, HTMLElement);
const box = find("input", bar, HTMLInputElement);
const texts = bar.dataset;
const SHOWN = ["part", "only", "lang"]; // what messengers added to the address is left out

/** The address of these figures as they are shown. */
const address = () => {
  const made = new URL(location.href);
  for (const key of new Set(made.searchParams.keys())) if (!SHOWN.includes(key)) made.searchParams.delete(key);
  if (box.checked) made.searchParams.set("only", box.value);
  else made.searchParams.delete("only");
  made.hash = "";
  return made.href;
};

/* The other language, and going back to the page, show the same rows. */
const followSwitch = () => {
  history.replaceState(null, "", address());
  for (const link of findAll(".languages a", document, HTMLAnchorElement)) {
    const made = new URL(link.href);
    if (box.checked) made.searchParams.set("only", box.value);
    else made.searchParams.delete("only");
    link.href = made.href;
  }
};

/* The sheet of a phone, which says itself what it did; nothing follows when it is closed. */
const send = () => navigator.share({ title: document.title, url: address() }).catch(() => {});

box.addEventListener("change", followSwitch);
bar.append(copyButton(address, texts));
if ("share" in navigator) {
  const button = element("button", "copy", texts.share);
  button.type = "button";
  button.addEventListener("click", send);
  bar.append(button);
}
