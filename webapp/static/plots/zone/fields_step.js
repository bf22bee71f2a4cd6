/* Which column of the file each field is taken from, and what parts have that say nothing themselves. */
import { element } from "../../lib/dom.js";
import { fill, readOwn } from "../../lib/format.js";
import { select, tick } from "../panel/controls.js";
import { formatOwn } from "../words.js";

/** @typedef {import("./zone_draft.js").ZoneDraft} ZoneDraft */
/** @typedef {keyof ZoneDraft["otherwise"]} Otherwise */

const SAMPLES = 3;
const OF_NAMES = /^zone_(name(?:_\w+)?)$/;
/** @type {Record<string, string>} */
const KINDS = {
  core: "zoneKind_core",
  district: "zoneKind_district",
  park: "zoneKind_park",
  parcel: "zoneKind_parcel",
};
/** @type {Record<string, string>} */
const PLACEMENTS = {
  surveyed: "zonePlacement_surveyed",
  digitised: "zonePlacement_digitised",
  schematic: "zonePlacement_schematic",
};
/** @type {[field: string, otherwise: Otherwise | null][]} Those after the names. */
const FIELDS = [
  ["kind", "kind"],
  ["parent", null],
  ["published_area_km2", null],
  ["placement", "placement"],
  ["position_uncertainty_m", "uncertainty_m"],
  ["as_of", "as_of"],
  ["sources", "source"],
];

/**
 * The fields of names, one a language of the data: those for which the server sends words.
 * @param {Served.Messages} messages
 */
export const nameFieldsOf = (messages) => Object.keys(messages).flatMap((key) => OF_NAMES.exec(key)?.slice(1) ?? []);

/**
 * What each field is called, in the order of a table.
 * @param {Served.Messages} messages
 * @returns {Record<string, string>}
 */
export const titlesOf = (messages) => {
  const fields = ["id", ...nameFieldsOf(messages), ...FIELDS.map(([field]) => field)];
  return Object.fromEntries(fields.map((field) => [field, messages[`zone_${field}`]]));
};

/** @param {Served.Messages} messages @returns {[string, string][]} */
export const kindsOf = (messages) => Object.entries(KINDS).map(([key, text]) => [key, messages[text]]);
/** @param {Served.Messages} messages @returns {[string, string][]} */
export const placementsOf = (messages) => Object.entries(PLACEMENTS).map(([key, text]) => [key, messages[text]]);

/**
 * The first values of a column.
 * @param {Plots.Layer | null} layer
 * @param {string} column
 */
const sampleOf = (layer, column) => {
  const values = (layer?.features ?? []).map((feature) => readOwn(feature, column));
  const known = values.filter((each) => each !== null && each !== undefined && each !== "");
  return column ? known.slice(0, SAMPLES).map(formatOwn).join(" · ") : "";
};

/**
 * @param {ZoneDraft} draft
 * @param {Otherwise} key
 * @param {Served.Messages} messages
 */
const makeOtherwise = (draft, key, messages) => {
  /** @type {Record<string, [string, string][]>} */
  const choices = {
    kind: [["", messages.zoneAutomatic], ...kindsOf(messages)],
    placement: placementsOf(messages),
  };
  const input = choices[key] ? select(choices[key], "") : element("input");
  if (input instanceof HTMLInputElement && key === "uncertainty_m") {
    Object.assign(input, { type: "number", min: "0", step: "any" });
  }
  if (input instanceof HTMLInputElement && key === "as_of") input.placeholder = "2026-11";
  input.removeAttribute("aria-label");
  input.value = draft.otherwise[key];
  input.name = key;
  input.addEventListener("change", () => {
    draft.otherwise[key] = input.value;
  });
  const label = element("label");
  label.append(element("span", "quiet", messages.zoneOtherwise), input);
  return label;
};

/**
 * @param {ZoneDraft} draft
 * @param {string} field
 * @param {Otherwise | null} otherwise
 */
const makeField = (draft, field, otherwise) => {
  const { messages } = draft.bench.page;
  const line = element("fieldset", "zone-field");
  const title = field === "published_area_km2" ? messages.zonePublished : messages[`zone_${field}`];
  line.append(element("legend", "", title));
  const known = draft.base?.fields.columns ?? draft.layer?.columns.map(({ name }) => name) ?? [];
  const made = select(
    [["", messages.zoneNoColumn], ...known.map((each) => /** @type {[string, string]} */ ([each, each]))],
    `${title}: ${messages.zoneColumn}`,
  );
  made.name = `field-${field}`;
  made.value = draft.columns[field] ?? draft.base?.fields.by_field[field] ?? "";
  const after = draft.base?.fields.named_after[field] ?? "";
  const describe = () =>
    made.value || !after ? sampleOf(draft.layer, made.value) : fill(messages.zoneNamedAfter, { column: after });
  const sample = element("span", "zone-sample quiet", describe());
  sample.dir = "auto";
  made.addEventListener("change", () => {
    draft.columns[field] = made.value;
    sample.textContent = describe();
  });
  line.append(made, sample);
  if (otherwise) line.append(makeOtherwise(draft, otherwise, messages));
  return line;
};

/**
 * What the zone itself is called: the title of the map that shows it.
 * @param {ZoneDraft} draft
 */
const makeNames = (draft) => {
  const { messages } = draft.bench.page;
  const line = element("fieldset", "zone-field zone-own-name");
  line.append(element("legend", "", messages.zoneOwnName));
  const names = draft.zoneNames;
  for (const key of nameFieldsOf(messages).reverse()) {
    const input = Object.assign(element("input"), { name: `own-${key}`, value: names[key], dir: "auto" });
    input.addEventListener("change", () => {
      draft.names[key] = input.value.trim();
    });
    const label = element("label");
    label.append(element("span", "quiet", messages[`zone_${key}`]), input);
    line.append(label);
  }
  line.append(element("span", "zone-sample quiet", messages.zoneOwnNameNote));
  return line;
};

/**
 * Which column a field is taken from, or what stands in for one; "" for none.
 * @param {ZoneDraft} draft
 * @param {string} field
 */
export const columnOf = ({ columns, base }, field) =>
  columns[field] ?? base?.fields.by_field[field] ?? base?.fields.named_after[field] ?? "";

/** @param {ZoneDraft} draft */
export const makeFieldsStep = (draft) => {
  const { messages } = draft.bench.page;
  const box = element("div", "zone-fields");
  box.append(element("p", "quiet", messages.zoneFieldsNote), makeNames(draft));
  for (const field of ["id", ...nameFieldsOf(messages)]) box.append(makeField(draft, field, null));
  box.append(...FIELDS.map(([field, otherwise]) => makeField(draft, field, otherwise)));
  const skip = tick(messages.zoneSkip, draft.skipsUnusable, (isChecked) => {
    draft.skipsUnusable = isChecked;
  });
  box.append(skip);
  return box;
};
