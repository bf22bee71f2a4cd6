/* The chosen parts side by side, in a dialog: what their panels say, a column each. */
import { closest, element, find, findAll, say } from "../lib/dom.js";

/** @typedef {Map<string, Node[]>} Column What is said of a part, by its label. */

const FEWEST = 2;

/** @param {string} id */
const findPanel = (id) => {
  const named = `.part-detail[data-panel="${CSS.escape(id)}"]`;
  const waiting = find(".other-panels", document, HTMLTemplateElement).content;
  return document.querySelector(named) ?? waiting.querySelector(named);
};

/** @param {Node} node */
const copy = (node) => [...node.childNodes].map((each) => document.importNode(each, true));

/**
 * A distance, which has its uncertainty with it, and the bearing.
 * @param {HTMLTableRowElement} row
 */
const readDistance = ({ cells: [, edge, , bearing] }) => [
  element("span", "", edge.textContent ?? ""),
  element("span", "quiet", bearing.textContent === "–" ? "" : (bearing.textContent ?? "")),
];

/**
 * @param {Element} panel
 * @param {Served.Messages} messages
 * @returns {{ name: Node[], said: Column, far: Column }}
 */
const readPanel = (panel, messages) => {
  const [facts] = findAll("dl.facts", panel, HTMLElement);
  const lines = findAll(":scope > div", facts, HTMLElement);
  /** @type {Column} */
  const said = new Map(
    lines.map((each) => [each.querySelector("dt")?.textContent ?? "", copy(find("dd", each, HTMLElement))]),
  );
  const tags = findAll(".tags li", panel, HTMLElement).map((each) => each.textContent ?? "");
  said.set(messages.industries, [element("span", "", tags.join(messages.listSeparator) || "–")]);
  /** @type {Column} */
  const far = new Map(
    findAll("table tbody tr", panel, HTMLTableRowElement)
      .filter(({ cells }) => cells.length === 5)
      .map((row) => [row.cells[0].textContent ?? "", readDistance(row)]),
  );
  return { name: copy(find("h2", panel, HTMLElement)), said, far };
};

/** @param {Column[]} columns */
const makeRows = (columns) => {
  const labels = new Set(columns.flatMap((each) => [...each.keys()]));
  return [...labels].map((label) => {
    const row = element("tr");
    row.append(Object.assign(element("th", "", label), { scope: "row" }));
    for (const each of columns) {
      const cell = element("td");
      cell.append(...(each.get(label) ?? ["–"]));
      row.append(cell);
    }
    return row;
  });
};

/**
 * @param {string[]} ids
 * @param {Served.Messages} messages
 */
const fillTable = (ids, messages) => {
  const columns = ids.flatMap((id) => findPanel(id) ?? []).map((each) => readPanel(each, messages));
  const table = element("table", columns.length === 2 ? "data comparison of-two" : "data comparison");
  const head = table.createTHead().insertRow();
  head.append(element("td"));
  for (const { name } of columns) {
    const cell = Object.assign(element("th"), { scope: "col" });
    cell.append(...name);
    head.append(cell);
  }
  const section = Object.assign(element("th", "", messages.distances), {
    colSpan: columns.length + 1,
    scope: "rowgroup",
  });
  const heading = element("tr", "section");
  heading.append(section);
  table.createTBody().append(...makeRows(columns.map(({ said }) => said)));
  const far = makeRows(columns.map((each) => each.far));
  if (far.length) table.createTBody().append(heading, ...far);
  return table;
};

/** @param {import("./main.js").SavedApp} app */
export const setUpSideBySide = ({ url, site: { messages } }) => {
  const dialog = element("dialog", "side-by-side");
  const scroll = Object.assign(element("div", "scroll"), { tabIndex: 0 });
  const title = element("h2", "", messages.compareTitle);
  const close = Object.assign(element("button", "close"), { type: "button" });
  close.setAttribute("aria-label", messages.close);
  close.append("×");
  close.addEventListener("click", () => dialog.close());
  dialog.setAttribute("aria-label", messages.compareTitle);
  dialog.append(close, title, scroll, element("p", "quiet", messages.compareMethod));
  document.body.append(dialog);
  find("#compare-card", document, HTMLElement).addEventListener("click", (event) => {
    if (!closest(event, "a.button")) return;
    event.preventDefault();
    const ids = (url.get("compare") ?? "").split(",").filter(Boolean);
    if (ids.length < FEWEST) {
      say(messages.compareMore);
      return;
    }
    scroll.replaceChildren(fillTable(ids, messages));
    dialog.showModal();
  });
};
