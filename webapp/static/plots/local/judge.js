/* How sure it is in which parts a shape lies, and why: as the server judges it, by the page alone. */
import { fill } from "../../lib/format.js";
import { joinNamed, MOST_NAMED } from "../words.js";
import { findNearest } from "./nearest_edge.js";
import { isWithin } from "./shares.js";

/** @typedef {import("./local_rows.js").Shape} Shape */
/** @typedef {import("./local_rows.js").Ground} Ground */
/** @typedef {import("./local_rows.js").Outline} Outline */
/** @typedef {Served.InspectedRow["parts"]} Parts */

/** @param {Outline} outline */
const nameOf = ({ id, name }) => ({ id, name });

/**
 * The sentence with the parts that a shape may reach; empty for none. See maps/content/candidates.py.
 * @param {Outline[]} candidates The likeliest first.
 * @param {Shape["kind"]} kind
 * @param {boolean} isOutside
 * @param {import("../../lib/format.js").Page} page
 */
const tellCandidates = (candidates, kind, isOutside, page) => {
  if (!candidates.length) return "";
  const { reachOutside, reachOutsideIn, reachAlso, reachAlsoIn, reachOne } = page.messages;
  const [outside, also] = kind === "plot" ? [reachOutside, reachAlso] : [reachOutsideIn, reachAlsoIn];
  const named = candidates
    .slice(0, MOST_NAMED)
    .map(({ name, off }) => fill(reachOne, { part: name, uncertainty: off }));
  return fill(isOutside ? outside : also, { parts: joinNamed(named, candidates.length, page) });
};

/**
 * Whether an outline, moved by its uncertainty, could reach the shape.
 * @param {Shape} shape
 * @param {Ground} ground
 * @param {{ id: string } | undefined} own The part that most of it lies in.
 * @param {Parts} parts Those that it lies in.
 * @returns {Pick<Served.InspectedRow, "verdict" | "reason" | "nearest" | "possible_part" | "possible_parts">}
 */
export const judge = ({ kind, rings }, { outlines, page }, own, parts) => {
  const near = outlines.map((each) => ({ each, distance_m: findNearest(rings, each.rings, kind === "plot") }));
  const [first] = near.toSorted((a, b) => a.distance_m - b.distance_m);
  if (!first) return { verdict: "not_known", reason: page.messages.localNoParts, nearest: null };
  const { id, name, doubt_m: uncertainty_m } = first.each;
  const nearest = { id, name, distance_m: first.distance_m, uncertainty_m };
  if (outlines.some(({ doubt_m }) => doubt_m === null)) {
    return { verdict: "not_known", reason: page.messages.localNotStated, nearest };
  }
  const reached = near
    .filter(({ each, distance_m }) => distance_m <= each.reach_m)
    .toSorted((a, b) => b.each.reach_m - b.distance_m - a.each.reach_m + a.distance_m);
  const isPossible = reached.length > 0;
  const isOutside = kind !== "line" && !parts.length;
  const among = isPossible ? reached : near;
  const told = among.find(({ each }) => each.id === own?.id) ?? among.find((each) => each === first);
  const decides = (told ?? reached[0]).each;
  /** @param {Outline} outline */
  const holds = (outline) =>
    parts.some((each) => each.id === outline.id) || rings.flat().some((at) => isWithin(at, outline.rings));
  const candidates = kind === "line" ? [] : reached.flatMap(({ each }) => (holds(each) ? [] : [each]));
  const { localCertain, localPossible, sentenceGap } = page.messages;
  const text = fill(isPossible ? localPossible : localCertain, { part: decides.name, uncertainty: decides.off });
  const others = tellCandidates(candidates, kind, isOutside, page);
  const reason = isOutside && others ? others : [text, others].filter(Boolean).join(sentenceGap);
  const possible_parts = candidates.map(nameOf);
  const possible_part = isOutside ? (possible_parts[0] ?? null) : null;
  return { verdict: isPossible ? "possible" : "certain", reason, nearest, possible_part, possible_parts };
};
