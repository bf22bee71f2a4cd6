/* The card "Add data": the chooser, the field to paste into, the bar while it reads, and what was said. */
import { element } from "../../lib/dom.js";
import { makeChooser } from "./chooser.js";
import { makeOpenButton } from "./open_questions.js";

/** @typedef {import("../workbench.js").Bench} Bench */
/** @typedef {import("./inspect.js").Source} Source */
/**
 * @typedef {object} Card
 * @property {HTMLElement} section
 * @property {HTMLElement} questions
 * @property {HTMLElement} said
 * @property {HTMLButtonElement} stop
 * @property {() => void} open
 * @property {() => void} close
 * @property {(isBusy: boolean) => void} setBusy
 * @property {(share: number | null) => void} setProgress Null while it is not known how much is left.
 * @property {() => void} forget
 * @property {(take: (source: Source) => Promise<boolean>) => void} listen
 */

/**
 * Which formats there are, and what of them reaches the server.
 * @param {Bench} bench
 */
export const describeFormats = ({ page: { messages } }) => {
  const list = element("dl", "plot-where");
  for (const [term, text] of [
    [messages.simpleFormats, messages.simpleWhere],
    [messages.otherFormats, messages.otherWhere],
    [messages.neverKept, messages.neverKeptNote],
  ]) {
    list.append(element("dt", "", term), element("dd", "quiet", text));
  }
  return list;
};

/** @param {Bench} bench */
const makeProgress = ({ page: { messages } }) => {
  const box = element("div", "plot-progress");
  const bar = element("progress");
  const text = element("span", "quiet", messages.reading);
  bar.setAttribute("aria-label", messages.reading);
  const stop = Object.assign(element("button", "plot-button", messages.stop), { type: "button" });
  box.append(bar, text, stop);
  box.hidden = true;
  /** @param {number | null} share */
  const setProgress = (share) => {
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
    text.textContent = share === null ? messages.reading : messages.sending;
  };
  return { box, stop, setProgress };
};

/**
 * @param {Bench} bench
 * @returns {Card}
 */
export const makeCard = (bench) => {
  const { messages } = bench.page;
  const { section, form, forget, setBusy, listen } = makeChooser(messages);
  const where = element("details", "plot-privacy");
  where.append(element("summary", "", messages.whereData), describeFormats(bench));
  const progress = makeProgress(bench);
  const [left, questions, said] = [element("div", "plot-left-open"), element("div"), element("div", "plot-said")];
  const offer = () => left.replaceChildren(...bench.store.layers.flatMap((each) => makeOpenButton(bench, each, true)));
  bench.store.on("layers", offer);
  offer();
  said.setAttribute("aria-live", "polite");
  form.before(progress.box, questions, said, left);
  section.append(where);
  return {
    section,
    questions,
    said,
    stop: progress.stop,
    open() {},
    close() {},
    forget,
    listen,
    setProgress: progress.setProgress,
    setBusy(isBusy) {
      const hadFocus = section.contains(document.activeElement);
      progress.box.hidden = !isBusy;
      section.setAttribute("aria-busy", String(isBusy));
      setBusy(isBusy);
      if (isBusy) progress.setProgress(0);
      if (isBusy && hadFocus) progress.stop.focus({ preventScroll: true });
    },
  };
};
