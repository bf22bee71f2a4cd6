/* Facts and numbers of a plot, as lists and tables. */
import { element } from "../../lib/dom.js";
import { keepUnits } from "../../lib/format.js";

/** @param {[label: string, value: string | Node | null][]} facts */
export const makeFacts = (facts) => {
  const list = element("dl", "facts");
  for (const [label, value] of facts) {
    if (value === null) continue;
    const [line, term, said] = [element("div"), element("dt", "", label), element("dd")];
    term.dir = "auto";
    if (typeof value === "string") said.dir = "auto";
    said.append(value);
    line.append(term, said);
    list.append(line);
  }
  return list;
};

/**
 * @param {string[]} heads
 * @param {string[][]} rows
 */
export const makeTable = (heads, rows) => {
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const each of heads) head.append(Object.assign(element("th", "", each), { scope: "col" }));
  const body = table.createTBody();
  for (const [name, ...values] of rows) {
    const line = body.insertRow();
    const first = Object.assign(element("th", "", name), { scope: "row", dir: "auto" });
    line.append(first, ...values.map((each) => element("td", "", keepUnits(each))));
  }
  return table;
};
