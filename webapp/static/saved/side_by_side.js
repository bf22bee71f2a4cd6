/* The chosen parts side by side, in a dialog: what their panels say, a column each. */
import { closest, element, find, findAll, say } from "../lib/dom.js";

/** @typedef {Map<string, Node[]>} Lines What is said of a part, by its label. */
/** @typedef {{ title: string, name: Node[], said: Lines, far: Lines }} Column */

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
 * @returns {Column}
 */
const readPanel = (panel, messages) => {
  const [facts] = findAll("dl.facts", panel, HTMLElement);
  const lines = findAll(":scope > div", facts, HTMLElement);
  /** @type {Lines} */
  const said = new Map(
    lines.map((each) => [each.querySelector("dt")?.textContent ?? "", copy(find("dd", each, HTMLElement))]),
  );
  const tags = findAll(".tags li", panel, HTMLElement).map((each) => each.textContent ?? "");
  said.set(messages.industries, [element("span", "", tags.join(messages.listSeparator) || "–")]);
  /** @type {Lines} */
  const far = new Map(
    findAll("table tbody tr", panel, HTMLTableRowElement)
      .filter(({ cells }) => cells.length === 5)
      .map((row) => [row.cells[0].textContent ?? "", readDistance(row)]),
  );
  const heading = find("h2", panel, HTMLElement);
  return { title: heading.textContent ?? "", name: copy(heading), said, far };
};

/**
 * @param {Column[]} columns
 * @param {"said" | "far"} kind
 * @param {(label: string, n: number) => string} remark
 */
const makeRows = (columns, kind, remark) => {
  const labels = new Set(columns.flatMap((each) => [...each[kind].keys()]));
  return [...labels].map((label, n) => {
    const row = element("tr");
    const heading = Object.assign(element("th", "", label), { scope: "row" });
    heading.append(element("span", "quiet alike", remark(label, n)));
    row.append(heading);
    for (const { title, [kind]: lines } of columns) {
      const cell = element("td");
      cell.dataset.name = title; // beside it on a phone
      cell.append(...(lines.get(label) ?? ["–"]));
      row.append(cell);
    }
    return row;
  });
};

/**
 * @param {string[]} ids
 * @param {import("./main.js").SavedApp} app
 */
const fillTable = (ids, { zone, site: { messages, alike } }) => {
  const columns = ids.flatMap((id) => findPanel(id) ?? []).map((each) => readPanel(each, messages));
  const places = [...zone.byId.keys()].flatMap((id, n) => (ids.includes(id) ? n : []));
  /** @param {number} row */
  const remark = (row) => {
    const areAlike = places.every((at, n) => places.slice(n + 1).every((each) => alike[row]?.[at].includes(each)));
    return areAlike ? messages.alike : "";
  };
  const table = element("table", `data comparison ${columns.length === 2 ? "of-two" : "of-more"}`);
  const head = table.createTHead().insertRow();
  head.className = "stays";
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
  table
    .createTBody()
    .append(...makeRows(columns, "said", (label) => (label === messages.measuredArea ? remark(0) : "")));
  const far = makeRows(columns, "far", (_label, n) => remark(n + 1));
  if (far.length) table.createTBody().append(heading, ...far);
  return table;
};

/** @param {import("./main.js").SavedApp} app */
export const setUpSideBySide = (app) => {
  const { url, zone, site } = app;
  const { messages } = site;
  const dialog = element("dialog", "side-by-side");
  const scroll = Object.assign(element("div", "scroll"), { tabIndex: 0 });
  const title = element("h2", "", messages.compareTitle);
  const method = element("p", "quiet", messages.compareMethod);
  const close = Object.assign(element("button", "close"), { type: "button" });
  close.setAttribute("aria-label", messages.close);
  close.append("×");
  close.addEventListener("click", () => dialog.close());
  dialog.setAttribute("aria-label", messages.compareTitle);
  dialog.append(title, close, scroll);
  document.body.append(dialog);
  const show = () => {
    const ids = (url.get("compare") ?? "").split(",").filter(Boolean);
    if (ids.length < FEWEST) {
      say(messages.compareMore);
      return;
    }
    const { placement = "" } = ids.map((id) => zone.byId.get(id)).find((each) => each?.placement === "schematic") ?? {};
    const note = element("p", "warning", zone.data.messages[placement] ?? "");
    scroll.replaceChildren(...(placement ? [note] : []), fillTable(ids, app), method);
    dialog.showModal();
  };
  find("#compare-card", document, HTMLElement).addEventListener("click", (event) => {
    if (!closest(event, "a.button") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show();
  });
  if (!url.get("side")) return; // the link, opened in another window
  url.set("side", null, { push: false });
  show();
};
