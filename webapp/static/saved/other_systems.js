/* What a saved map's answer would be if the coordinates were in a system that nobody named, as the server tells it
   (geo/lookup/beside/other_systems.py). */
import { element } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { DATUMS } from "./datums.js";

/** @typedef {import("../lib/datum.js").LonLat} LonLat */
/** @typedef {ReturnType<typeof import("./locate.js").findParts>} Found */

/**
 * A line with a button for each system in which the answer is another one than in WGS 84.
 * @param {(point: LonLat, own_m: number) => { found: Found, verdict: string }} look At a point of WGS 84.
 * @param {LonLat} typed
 * @param {Served.Site} site
 */
export const tellOthers = (look, typed, { messages }) => {
  const read = Object.entries(DATUMS).map(([code, { name, from }]) => {
    const { found, verdict } = look(from(typed), 0);
    return { code, name, part: found.around.at(-1), verdict };
  });
  const [usual] = read; // WGS 84
  const others = read.filter(({ part, verdict }) => part !== usual.part || verdict !== usual.verdict);
  const systems = [messages.gcj02, messages.bd09];
  return others.map(({ code, name, part, verdict }) => {
    const [inside, outside] =
      verdict === "certain"
        ? [messages.otherInside, messages.otherOutside]
        : [messages.otherMayBeIn, messages.otherMayBeOut];
    const values = { name: systems[code === "bd09" ? 1 : 0], part: part?.name ?? "" };
    const button = Object.assign(element("button", "small", fill(messages.readAs, { name })), { type: "button" });
    button.dataset.read = code;
    const line = element("p", "warning other-system", fill(part ? inside : outside, values));
    line.append(" ", button);
    return line;
  });
};
