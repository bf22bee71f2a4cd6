/* Added plots among what is compared: offered in the card of that tool and in their panels, and set side by side in a
   dialog, since a page of their own would have to send them. */
import { addStyle, element, find, findAll, say } from "../../lib/dom.js";
import { makeComparison } from "./comparison.js";

/** @typedef {import("../workbench.js").Bench} Bench */
/** @typedef {import("../../tools/compare.js").Item} Item */

const FEWEST = 2;

/**
 * What is offered, by its key; named as in its panel.
 * @param {Bench["store"]} store
 * @returns {Map<string, Item>}
 */
const listItems = (store) =>
  new Map(store.entries().map(({ key: id, row }) => [id, { id, name: row.name || `№ ${row.number}`, nameLang: "" }]));

/** @param {Served.Messages} messages */
const makeDialog = (messages) => {
  const dialog = element("dialog", "side-by-side");
  const close = Object.assign(element("button", "close", "×"), { type: "button", ariaLabel: messages.close });
  const scroll = Object.assign(element("div", "scroll"), { tabIndex: 0 });
  close.addEventListener("click", () => dialog.close());
  dialog.setAttribute("aria-label", messages.comparedOwn);
  dialog.append(element("h2", "", messages.comparedOwn), close, scroll);
  document.body.append(dialog);
  return { dialog, scroll };
};

/** @param {Bench} bench */
export const setUpComparing = (bench) => {
  const { app, store, page } = bench;
  const [card] = findAll("#compare-card", document, HTMLElement);
  if (!card) return; // a zone of one part has no such tool
  let told = "";
  const offer = () => {
    const items = listItems(store);
    const text = JSON.stringify([...items.values()]);
    if (text === told) return; // as while a corner is dragged
    told = text;
    app.comparable = items;
    app.map.fire("zone:plots");
  };
  const addButton = () => {
    const [headline] = findAll(".plot-detail .headline", document, HTMLElement);
    if (!headline || !store.selected) return;
    const button = Object.assign(element("button", "small"), { type: "button" });
    button.dataset.compare = store.selected;
    headline.after(button);
    app.map.fire("zone:plots"); // which words it
  };
  store.on("layers", () => {
    offer();
    addButton();
  });
  store.on("select", addButton);
  offer();
  const { dialog, scroll } = makeDialog(page.messages);
  addStyle(new URL("../../side_by_side.css", import.meta.url).href);
  find("a.button", card, HTMLAnchorElement).addEventListener("click", (event) => {
    const chosen = app.compared?.() ?? [];
    if (chosen.every(({ id }) => app.zone.byId.has(id))) return; // they have a page, with all that is known of them
    event.preventDefault();
    if (chosen.length < FEWEST) {
      say(page.messages.comparedFew);
      return;
    }
    scroll.replaceChildren(makeComparison(bench, chosen), element("p", "quiet", page.messages.comparedHow));
    dialog.showModal();
  });
};
