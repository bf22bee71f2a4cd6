/* Names that the program made, in the reader's language: links and kept data have them in that of whoever drew. */
import { fill } from "../../lib/format.js";

const NUMBER = "%(number)s";

/** @param {Served.Messages} messages */
const listForms = (messages) => [
  { own: messages.drawnLayer, everywhere: messages.drawnLayerEverywhere },
  { own: messages.drawnSite, everywhere: messages.drawnSiteEverywhere },
  { own: messages.drawnLine, everywhere: messages.drawnLineEverywhere },
  { own: messages.drawnArea, everywhere: messages.drawnAreaEverywhere },
];

/**
 * A name as this page would have made it; one that somebody gave stays.
 * @param {string} name
 * @param {Served.Messages} messages
 */
export const retellName = (name, messages) => {
  for (const { own, everywhere } of listForms(messages)) {
    for (const form of everywhere.split("\n")) {
      const [start, end] = form.split(NUMBER);
      if (end === undefined && name === form) return own;
      const number = name.slice(start.length, name.length - (end?.length ?? 0));
      const isMade = end !== undefined && name === start + number + end && /^[1-9]\d*$/.test(number);
      if (isMade) return fill(own, { number });
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
