/* Names that the program made, in the reader's language: links and kept data have them in that of whoever drew. */
import { fill } from "../../lib/format.js";

const NUMBER = "%(number)s";
const KEYS = ["drawnLayer", "drawnSite", "drawnLine", "drawnArea"];

/**
 * A name as this page would have made it; one that somebody gave stays.
 * @param {string} name
 * @param {Served.Messages} messages
 */
export const retellName = (name, messages) => {
  for (const key of KEYS) {
    for (const form of messages[`${key}Everywhere`].split("\n")) {
      const [start, end] = form.split(NUMBER);
      if (end === undefined && name === form) return messages[key];
      const number = name.slice(start.length, name.length - (end?.length ?? 0));
      const isMade = end !== undefined && name === start + number + end && /^[1-9]\d*$/.test(number);
      if (isMade) return fill(messages[key], { number });
    }
  }
  return name;
};

/**
 * @param {Plots.Feature[]} features
 * @param {Served.Messages} messages
 */
export const retellFeatures = (features, messages) =>
  features.map((each) => {
    const before = String(each.properties?.name ?? "");
    const name = retellName(before, messages);
    return name === before ? each : { ...each, properties: { ...each.properties, name } };
  });
