/* Which rows are shown: by text, verdict and numbers, and by a shape that was drawn. */
import { element, findAll } from "../../lib/dom.js";
import { isWithin, makeShape, project } from "../on_map/shapes.js";
import { formatOwn, M2_PER_MU } from "../words.js";
import { distanceTo, largestShare } from "./columns.js";
import { field, select, setOptions, tick } from "./controls.js";

/** @typedef {import("../workbench.js").Bench} Bench */
/**
 * What is asked of a row; null where nothing is.
 * @typedef {object} Asked
 * @property {string} text
 * @property {Served.Verdict[]} verdicts Those that pass.
 * @property {number | null} area_m2 At least.
 * @property {number | null} share At least, in one part; 0 to 1.
 * @property {{ place: string, km: number } | null} distance At most.
 * @property {(lon: number, lat: number) => boolean} contains The point inside.
 */

/** @typedef {{ write: () => string, read: (text: string) => void }} KeptFilter What is asked, as an address has it. */

export const UNITS = { ha: 10000, mu: M2_PER_MU, m2: 1 };
/** @type {Served.Verdict[]} */
const VERDICTS = ["not_known", "possible", "certain"];

/**
 * Everything that a row can be found by.
 * @param {Plots.Entry} entry
 */
const wordsOf = ({ row, feature }) =>
  [
    row.name,
    row.county,
    ...row.parts.map(({ name }) => name),
    ...Object.values(feature.properties ?? {}).map(formatOwn),
  ]
    .join("\n")
    .toLowerCase();

/**
 * @param {Asked} asked
 * @returns {Plots.Predicate}
 */
export const makeFilter = ({ text, verdicts, area_m2, share, distance, contains }) => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (entry) => {
    const { row } = entry;
    if (!verdicts.includes(row.verdict)) return false;
    if (area_m2 !== null && (row.area_m2 ?? -1) < area_m2) return false;
    if (share !== null && largestShare(row) < share) return false;
    if (distance && (distanceTo(row, distance.place) ?? Infinity) > distance.km * 1000) return false;
    if (row.inside_point && !contains(...row.inside_point.wgs84)) return false;
    if (!words.length) return true;
    const found = wordsOf(entry);
    return words.every((each) => found.includes(each));
  };
};

/**
 * @param {string} name
 * @param {string} placeholder
 */
const numberInput = (name, placeholder) => {
  const made = Object.assign(element("input"), { type: "number", min: "0", step: "any", name, placeholder });
  made.inputMode = "decimal";
  return made;
};

/** @param {HTMLInputElement} input */
const valueIn = ({ value }) => (value.trim() && Number.isFinite(Number(value)) ? Number(value) : null);

/**
 * @param {Bench} bench
 * @returns {{ search: HTMLElement, form: HTMLElement, kept: KeptFilter }}
 */
export const makeFilters = ({ app, store, page: { messages } }) => {
  const form = element("form", "plot-filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  const search = Object.assign(element("input", "plot-search"), { type: "search", placeholder: messages.filterText });
  search.setAttribute("aria-label", messages.filterText);
  /** @type {Set<Served.Verdict>} */
  const verdicts = new Set(VERDICTS);
  const area = numberInput("area", "0");
  const unit = select(
    [
      ["mu", messages.mu],
      ["ha", "ha"],
      ["m2", "m²"],
    ],
    messages.unit,
  );
  const share = numberInput("share", "0");
  share.max = "100";
  const km = numberInput("km", "–");
  const place = select([], messages.place);
  const within = select([], messages.within);

  /** @returns {Asked["contains"]} */
  const containsOf = () => {
    if (within.value === "view") {
      const view = app.map.getBounds();
      return (lon, lat) => view.contains([lat, lon + ZoneMap.turn(lon, app.zone.data.bounds.zone)]);
    }
    const drawn = store.entry(within.value);
    if (!drawn) return () => true;
    const { rings } = makeShape(drawn.feature.geometry);
    return (lon, lat) => {
      const [x, y] = project(lon, lat);
      return isWithin(rings, x, y);
    };
  };
  const apply = () => {
    const [least, percent, most] = [valueIn(area), valueIn(share), valueIn(km)];
    const isOff = !search.value.trim() && verdicts.size === VERDICTS.length && !within.value;
    const hasNumbers = least !== null || percent !== null || most !== null;
    form.dataset.active = String(!isOff || hasNumbers);
    form.dispatchEvent(new Event("filtered"));
    if (isOff && !hasNumbers) return store.setFilter(null);
    store.setFilter(
      makeFilter({
        text: search.value,
        verdicts: [...verdicts],
        area_m2: least === null ? null : least * UNITS[/** @type {"mu"} */ (unit.value)],
        share: percent === null ? null : percent / 100,
        distance: most === null ? null : { place: place.value, km: most },
        contains: containsOf(),
      }),
    );
  };

  const states = element("fieldset", "plot-verdicts");
  states.append(element("legend", "", messages.verdict));
  for (const each of VERDICTS) {
    states.append(
      tick(messages[each], true, (isChecked) => {
        verdicts[isChecked ? "add" : "delete"](each);
        apply();
      }),
    );
  }
  const reset = Object.assign(element("button", "plot-button", messages.resetFilter), { type: "reset" });
  form.append(
    states,
    field(messages.areaAtLeast, area, unit),
    field(messages.shareAtLeast, share),
    field(messages.kmAtMost, km, place),
    field(messages.within, within),
    reset,
  );
  form.addEventListener("reset", () => {
    search.value = "";
    for (const each of VERDICTS) verdicts.add(each);
    setTimeout(apply);
  });
  let wantedPlace = ""; // of an address, until the rows have been measured
  const inputs = { text: search, area, unit, share, km, place };
  /** @type {KeptFilter} */
  const kept = {
    write() {
      if (form.dataset.active !== "true") return "";
      const idle = [...(area.value ? [] : ["unit"]), ...(km.value ? [] : ["place"])];
      const said = Object.entries(inputs).flatMap(([key, { value }]) =>
        value.trim() && !idle.includes(key) ? [[key, value.trim()]] : [],
      );
      if (verdicts.size < VERDICTS.length) said.push(["verdicts", [...verdicts].join(" ")]);
      if (within.value === "view") said.push(["within", "view"]); // a drawn shape has another key elsewhere
      return new URLSearchParams(said).toString();
    },
    read(text) {
      const said = new URLSearchParams(text);
      for (const [key, input] of Object.entries(inputs)) if (said.has(key)) input.value = said.get(key) ?? "";
      wantedPlace = said.get("place") ?? "";
      const passing = said.get("verdicts")?.split(" ") ?? VERDICTS;
      for (const [n, box] of findAll("input", states, HTMLInputElement).entries()) {
        box.checked = passing.includes(VERDICTS[n]);
        verdicts[box.checked ? "add" : "delete"](VERDICTS[n]);
      }
      within.value = said.get("within") ?? "";
      refresh();
      apply();
    },
  };
  const refresh = () => {
    const rows = store.entries();
    const places = new Map(rows.flatMap(({ row }) => row.distances).map((each) => [each.place, each.name]));
    setOptions(place, [...places]);
    if (wantedPlace && places.has(wantedPlace)) {
      place.value = wantedPlace;
      wantedPlace = "";
      apply();
    }
    const drawn = rows.filter(({ layer, row }) => layer.origin === "drawn" && row.kind === "plot");
    setOptions(within, [
      ["", messages.anywhere],
      ["view", messages.inView],
      ...drawn.map(({ key, row }) => /** @type {[string, string]} */ ([key, row.name || `№ ${row.number}`])),
    ]);
  };
  store.on("layers", refresh);
  refresh();
  for (const each of [search, form]) each.addEventListener("input", apply);
  app.map.on("moveend", () => {
    if (within.value === "view") apply();
  });
  return { search, form, kept };
};
