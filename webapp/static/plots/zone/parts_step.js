/* The parts in a table, in pages; each value can be changed. */
import { element } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { iconButton, select } from "../panel/controls.js";
import { readField } from "./edits.js";
import { columnOf, kindsOf, placementsOf, titlesOf } from "./fields_step.js";
import { makePages } from "./pages.js";

/** @typedef {import("./zone_draft.js").ZoneDraft} ZoneDraft */
/** @typedef {import("./zone_map.js").ZoneMapMarks} Marks */

const PAGE = 50;
const MOST_OFFERED = 500; // ids to choose a parent from
const NUMBERS = ["published_area_km2", "position_uncertainty_m"];
const PARENT_LIST = "zone-parents";

/**
 * @param {ZoneDraft} draft
 * @param {string} field
 * @param {string} about
 */
const makeInput = ({ bench: { page } }, field, about) => {
  const { messages } = page;
  if (field === "kind") return select(kindsOf(messages), about);
  if (field === "placement") return select(placementsOf(messages), about);
  const input = element("input");
  input.setAttribute("aria-label", about);
  if (NUMBERS.includes(field)) Object.assign(input, { type: "number", min: "0", step: "any" });
  if (field === "parent") input.setAttribute("list", PARENT_LIST);
  input.dir = "auto";
  return input;
};

/**
 * @param {ZoneDraft} draft
 * @param {import("./edits.js").Boundaries} boundaries
 * @param {number} place
 * @param {Marks} marks
 */
const makeLine = (draft, boundaries, place, marks) => {
  const { messages } = draft.bench.page;
  const line = element("tr");
  const { geometry } = boundaries.features[place];
  const head = element("th");
  head.scope = "row";
  const show = () => marks.showPart(geometry);
  const about = fill(messages.zoneShow, { name: readField(boundaries, place, "id", draft.edits) || place + 1 });
  head.append(iconButton("zoom", "", show, { isBare: true, about }), element("span", "", String(place + 1)));
  line.append(head);
  for (const [field, title] of Object.entries(titlesOf(messages))) {
    const input = makeInput(draft, field, `${title}, ${place + 1}`);
    input.value = readField(boundaries, place, field, draft.edits);
    input.addEventListener("change", () => draft.edit(place, field, input.value));
    const cell = element("td", `zone-of-${field}`);
    cell.append(input);
    line.append(cell);
  }
  line.addEventListener("focusin", () => marks.mark(geometry));
  return line;
};

/**
 * @param {ZoneDraft} draft
 * @param {Marks} marks
 */
export const makePartsStep = (draft, marks) => {
  const { messages } = draft.bench.page;
  const box = element("div", "zone-parts");
  const boundaries = draft.base?.boundaries;
  if (!boundaries) return box;
  const places = boundaries.features.map((_part, place) => place);
  const offered = element("datalist");
  offered.id = PARENT_LIST;
  for (const place of places.slice(0, MOST_OFFERED)) {
    offered.append(Object.assign(element("option"), { value: readField(boundaries, place, "id", draft.edits) }));
  }
  const table = element("table");
  table.setAttribute("aria-label", messages.parts);
  const [head, body] = [element("thead"), element("tbody")];
  const titles = element("tr");
  titles.append(Object.assign(element("th", "", messages.number), { scope: "col" }));
  for (const [field, words] of Object.entries(titlesOf(messages))) {
    const title = Object.assign(element("th", "", words), { scope: "col" });
    const column = columnOf(draft, field);
    if (column) title.append(element("small", "quiet", fill(messages.zoneFrom, { column })));
    titles.append(title);
  }
  head.append(titles);
  table.append(head, body);
  const scroller = element("div", "zone-scroll");
  scroller.append(table);
  const pages = makePages(places, PAGE, messages, (some) => {
    body.replaceChildren(...some.map((place) => makeLine(draft, boundaries, place, marks)));
  });
  box.append(element("p", "quiet", messages.zonePartsNote), pages, offered, scroller);
  return box;
};
