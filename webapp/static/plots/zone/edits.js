/* Boundaries as the server made them, with what a person changed in the table of their parts. */

/**
 * @typedef {{ title: string }} Source
 * @typedef {Record<string, unknown>} Fields
 * @typedef {GeoJSON.Feature<GeoJSON.Geometry, Record<string, unknown>>} Part
 * @typedef {{ type: string, features: Part[], sources?: Record<string, Source>, zone?: Fields }} Boundaries
 * @typedef {Record<string, string>} Names By field: one a language.
 * @typedef {Map<number, Record<string, string>>} Edits Texts by field, by the place of the part.
 */

const NUMBERS = ["published_area_km2", "position_uncertainty_m"];
const OWN_KEY = "given"; // of a source that a person names

/** @param {unknown} value */
const asText = (value) => (value === null || value === undefined ? "" : String(value));

/**
 * The titles of a part's sources.
 * @param {Part} part
 * @param {Boundaries} boundaries
 */
const titlesOf = ({ properties }, { sources = {} }) => {
  const keys = Array.isArray(properties.sources) ? properties.sources.map(String) : [];
  return keys.map((key) => (Object.hasOwn(sources, key) && sources[key]?.title) || key).join("; ");
};

/**
 * A part's field as text; of sources their titles.
 * @param {Boundaries} boundaries
 * @param {number} place
 * @param {string} field
 * @param {Edits} edits
 */
export const readField = (boundaries, place, field, edits) => {
  const part = boundaries.features[place];
  const own = field === "sources" ? titlesOf(part, boundaries) : asText(part.properties[field]);
  return edits.get(place)?.[field] ?? own;
};

/**
 * The key of a source, which is added if it is new.
 * @param {Record<string, Source>} sources
 * @param {string} title
 */
const keyOf = (sources, title) => {
  const known = Object.keys(sources).find((key) => key === title || sources[key].title === title);
  if (known !== undefined) return known;
  let key = OWN_KEY;
  for (let n = 2; key in sources; n += 1) key = `${OWN_KEY}-${n}`;
  sources[key] = { title };
  return key;
};

/**
 * @param {Record<string, unknown>} properties
 * @param {string} field
 * @param {string} text
 * @param {Record<string, Source>} sources
 */
const setField = (properties, field, text, sources) => {
  if (!text) delete properties[field];
  else if (NUMBERS.includes(field)) properties[field] = Number(text);
  else if (field === "sources") properties[field] = text.split(";").map((each) => keyOf(sources, each.trim()));
  else properties[field] = text;
};

/**
 * The boundaries with the edits; parts within a part whose id changes follow it.
 * @param {Boundaries} boundaries
 * @param {Edits} edits
 * @returns {Boundaries}
 */
export const applyEdits = (boundaries, edits) => {
  const sources = { ...boundaries.sources };
  /** @type {Map<string, string>} */
  const renamed = new Map();
  for (const [place, { id }] of edits) {
    if (id?.trim()) renamed.set(asText(boundaries.features[place]?.properties.id), id.trim());
  }
  const features = boundaries.features.map((part, place) => {
    const properties = { ...part.properties };
    const parent = renamed.get(asText(properties.parent));
    if (parent) properties.parent = parent;
    for (const [field, text] of Object.entries(edits.get(place) ?? {})) {
      setField(properties, field, text.trim(), sources);
    }
    return { ...part, properties };
  });
  return { ...boundaries, features, ...(Object.keys(sources).length ? { sources } : {}) };
};

/**
 * The file as the command writes it: a line a part.
 * @param {Boundaries} boundaries
 */
export const writeBoundaries = (boundaries) => {
  const members = Object.entries(boundaries).map(([key, value]) => {
    const lines = key === "features" && Array.isArray(value) ? value.map((each) => JSON.stringify(each)) : null;
    return `${JSON.stringify(key)}: ${lines ? `[\n${lines.join(",\n")}\n]` : JSON.stringify(value, null, 2)}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
};

const HAN = /\p{Script=Han}/u;

/**
 * What a zone is called by its file, else what the file is called.
 * @param {Record<string, unknown> | undefined} zone
 * @param {string} file
 * @param {string[]} fields Of names.
 * @returns {Names}
 */
export const proposeNames = (zone, file, fields) => {
  const own = Object.fromEntries(fields.map((field) => [field, asText(zone?.[field])]));
  if (Object.values(own).some(Boolean)) return own;
  return { ...own, [HAN.test(file) ? "name_zh" : "name"]: file };
};

/**
 * The boundaries of a zone of these names, which become the title of its map.
 * @param {Boundaries} boundaries
 * @param {Names} names
 * @returns {Boundaries}
 */
export const nameZone = ({ features, zone, ...others }, names) => {
  const rest = Object.entries(zone ?? {}).filter(([field]) => !(field in names));
  const said = Object.entries(names).filter(([, text]) => text);
  return { ...others, zone: Object.fromEntries([...rest, ...said]), features };
};

/**
 * Things that read the same, as one with all of them, in the order of the first ones.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} read
 * @returns {T[][]}
 */
export const groupAlike = (items, read) => {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const each of items) groups.set(read(each), [...(groups.get(read(each)) ?? []), each]);
  return [...groups.values()];
};

/**
 * A sentence in which fields and their values, in backquotes or at its beginning, are words of a reader.
 * @param {string} text
 * @param {Record<string, string>} words By field and by value.
 */
export const tellInWords = (text, words) => {
  /** @param {string} name It may be a reader's, such as "constructor". */
  const find = (name) => (Object.hasOwn(words, name) ? words[name] : "");
  const quoted = text.replace(/`([a-z_0-9]+)`/g, (whole, name) => (find(name) ? `“${find(name)}”` : whole));
  return quoted.replace(/^([a-z_0-9]+)(\s?[:：]\s?)?([a-z]+(?![\w-]))?/, (whole, field, colon = "", value = "") =>
    find(field) ? find(field) + colon + ((colon && find(value)) || value) : whole,
  );
};
