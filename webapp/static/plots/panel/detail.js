/* The panel of a plot, beside those of the zone's parts. */
import { copyFrom } from "../../lib/clipboard.js";
import { closest, element, find, say, setSheet } from "../../lib/dom.js";
import {
  fill,
  formatArea,
  formatAreas,
  formatBearing,
  formatDistance,
  formatFar,
  formatSize,
  keepUnits,
} from "../../lib/format.js";
import { hueClass } from "../on_map/hues.js";
import {
  formatCounty,
  formatNumber,
  formatOwn,
  formatParts,
  formatPoint,
  formatShares,
  M2_PER_MU,
  namePart,
  tellParts,
  tellsOutside,
} from "../words.js";
import { makeBrief } from "./brief.js";
import { button } from "./controls.js";
import { makeFacts, makeTable } from "./facts.js";
import { makeRoads } from "./roads.js";

/** @typedef {import("../workbench.js").Bench} Bench */
/** @typedef {Served.InspectedRow} Row */

const MOST_OWN = 200; // of a table with a thousand columns
const DATUMS = /** @type {const} */ ([
  ["wgs84", "WGS 84"],
  ["cgcs2000", "CGCS2000"],
  ["gcj02", "GCJ-02"],
]);

/**
 * @param {NonNullable<Row["nearest"]>} nearest
 * @param {import("../../lib/format.js").Page} page
 */
const makeNearest = (nearest, page) => {
  const box = element("span", "", nearest.name);
  box.append(element("span", "quiet", keepUnits(formatFar(nearest, page))));
  return box;
};

/** @param {Plots.Entry} entry @param {Bench} bench */
const makeMeasures = ({ row, layer }, { page, page: { messages } }) => {
  const isDrawn = layer.origin === "drawn"; // by hand, and no finer than the map was hit
  /** @param {number | null} value */
  const m2 = (value) => (value === null ? null : `${formatNumber(value, page, 2)} m²`);
  /** @param {number | null} value */
  const metres = (value) => {
    if (value === null) return null;
    return isDrawn ? formatDistance(value, page, { isFine: true }) : `${formatNumber(value, page, 2)} m`;
  };
  const rounded = isDrawn && row.area_m2 !== null ? formatAreas(row.area_m2, page).join(" · ") : null;
  const area =
    row.area_m2 === null || rounded
      ? rounded
      : [m2(row.area_m2), `${formatNumber(row.area_m2 / 1e4, page, 4, 4)} ha`]
          .concat(`${formatNumber(row.area_m2 / M2_PER_MU, page, 2)} ${messages.mu}`)
          .join(" · ");
  return makeFacts([
    [messages.geodesicArea, area],
    [messages.statedInFile, row.stated_text ?? m2(row.stated_area_m2)],
    [messages.difference, row.difference_text ?? m2(row.stated_difference_m2)],
    [messages.planeArea, row.plane_area_m2 === null || isDrawn ? null : `${m2(row.plane_area_m2)} (${row.plane_crs})`],
    [messages.perimeter, metres(row.perimeter_m)],
    [messages.length, metres(row.length_m)],
    [messages.county, row.county && formatCounty(row, page)],
    [messages.nearestEdge, row.nearest && makeNearest(row.nearest, page)],
  ]);
};

/** @param {Row} row @param {Bench} bench */
const makeParts = (row, { page }) => {
  const { messages } = page;
  const shares = formatShares(row, page);
  const rows = row.parts.map(({ area_m2, is_touch }, n) => [
    is_touch ? row.parts[n].name : namePart(row.parts[n], page),
    is_touch ? messages.touch : shares.parts[n] || "–",
    area_m2 === null || is_touch ? "–" : formatArea(area_m2, page),
  ]);
  if (tellsOutside(row)) {
    const outside_m2 = row.area_m2 === null ? null : row.area_m2 * (row.outside_share ?? 0);
    rows.push([messages.outside, shares.outside, formatArea(outside_m2, page)]);
  }
  return rows.length
    ? makeTable([messages.part, messages.shareOfArea, messages.area], rows)
    : element("p", "", formatParts(row, page));
};

/** @param {Row} row @param {Bench} bench */
const makePoints = ({ inside_point }, { page: { messages } }) => {
  const list = element("dl", "datums");
  for (const [key, name] of inside_point ? DATUMS : []) {
    const [line, said] = [element("div"), element("dd")];
    const text = formatPoint(inside_point?.[key]);
    const copy = button("small", messages.copy, () => copyFrom(copy, text, messages));
    copy.setAttribute("aria-label", `${messages.copy} ${name}`);
    said.append(text, copy);
    line.append(element("dt", "", name), said);
    list.append(line);
  }
  return list;
};

/** @param {Plots.Entry} entry @param {Bench} bench */
const makeOwn = ({ feature, layer }, { page: { messages } }) => {
  const box = element("details");
  const own = Object.entries(feature.properties ?? {});
  box.append(element("summary", "", fill(messages.ownCount, { count: own.length })));
  const shown = own.slice(0, MOST_OWN);
  box.append(makeFacts(shown.map(([name, value]) => [name, formatOwn(value)])));
  if (own.length > MOST_OWN)
    box.append(element("p", "quiet", fill(messages.moreColumns, { count: own.length - MOST_OWN })));
  return own.length && layer.origin !== "drawn" ? box : null; // which has its name alone
};

/**
 * @param {Plots.Entry} entry
 * @param {Bench} bench
 */
export const makeDetail = (entry, bench) => {
  const { page, layer: map } = bench;
  const [{ messages }, { row, layer }] = [page, entry];
  const article = element("article", "part-detail plot-detail");
  const header = element("header");
  const kicker = element("p", "kicker");
  const layerName = element("bdi", "", layer.name);
  kicker.append(
    element("span", `plot-swatch ${hueClass(layer.hue)} of-${row.kind}`),
    `${messages[row.kind]} ${row.number} · `,
    layerName,
  );
  const title = Object.assign(element("h2", "", row.name || `№ ${row.number}`), { tabIndex: -1, dir: "auto" });
  header.append(kicker, title);
  const headline = element("p", "headline");
  const size = row.area_m2 === null ? "" : formatSize(row.area_m2, page);
  const length = row.length_m === null ? "" : formatDistance(row.length_m, page);
  headline.append(element("strong", "", size || length || formatPoint(row.inside_point?.wgs84)));
  if (row.kind !== "line") headline.append(" ", element("span", "plot-where", tellParts(row, page)));
  const verdict = element("p", "plot-reason");
  verdict.append(element("span", `plot-verdict ${row.verdict}`, messages[row.verdict]), ` ${row.reason}`);
  article.append(
    header,
    headline,
    verdict,
    button("small", messages.zoomTo, () => map.zoomTo([entry])),
  );
  const isFixed = row.kind !== "site" && layer.origin !== "drawn"; // the tool takes up what was drawn alone
  if (isFixed) article.append(element("p", "quiet fixed-corners", messages.fixedCorners));
  if (row.kind === "plot") article.append(makeBrief(entry, bench));
  for (const each of row.warnings) article.append(element("p", "warning", each));
  /** @param {string} text @param {Node | null} content */
  const add = (text, content) => content && article.append(element("h3", "", text), content);
  add(messages.parts, makeParts(row, bench));
  add(messages.measures, makeMeasures(entry, bench));
  if (row.inside_point) add(messages.insidePoint, makePoints(row, bench));
  if (row.distances.length) {
    const rows = row.distances.map((each) => [each.name, formatFar(each, page), formatBearing(each.bearing_deg, page)]);
    add(messages.distancesInside, makeTable([messages.place, messages.distance, messages.bearing], rows));
  }
  article.append(...makeRoads(row, bench));
  add(messages.ownColumns, makeOwn(entry, bench));
  article.append(element("p", "quiet", layer.isLocal ? messages.measuredHere : layer.method));
  return article;
};

/** @param {Bench} bench */
export const setUpDetail = (bench) => {
  const { app, store, page } = bench;
  const detail = find(".detail", document, HTMLElement);
  const panels = find(".panels", detail, HTMLElement);
  const box = element("div", "plot-panels");
  box.hidden = true;
  panels.after(box);
  /** @param {Plots.Entry | null} entry */
  const show = (entry) => {
    const wasShown = !box.hidden;
    box.hidden = !entry;
    panels.hidden = Boolean(entry);
    box.replaceChildren(...(entry ? [makeDetail(entry, bench)] : []));
    if (entry) detail.hidden = false;
    else if (wasShown && app.zone.selected === null) detail.hidden = true;
    detail.scrollTop = 0;
    app.zone.resize();
  };
  store.on("select", ({ detail: { key, by } }) => {
    const entry = store.entry(key);
    if (entry && app.zone.selected !== null) app.zone.select(null, { by: "list" });
    show(entry);
    if (!entry) return;
    setSheet("half", "peek");
    if (by === "map" && ZoneMap.dom.isPhone()) bench.layer.zoomTo([entry], { isGentle: true }); // not under the sheet
    if (by === "search") bench.layer.zoomTo([entry]);
    if (by === "table" || by === "search") find("h2", box, HTMLElement).focus({ preventScroll: true });
    say(fill(page.messages.selectedPlot, { name: entry.row.name || String(entry.row.number) }));
  });
  store.on("layers", () => {
    if (store.selected) show(store.entry(store.selected)); // measured anew
  });
  const leave = () => {
    const key = store.selected;
    if (key === null) return;
    store.select(null, "panel");
    bench.dock.table.focusRow(key);
  };
  app.map.on("zone:select", ({ id }) => {
    if (id !== null && store.selected !== null) store.select(null, "panel");
  });
  find(".close", detail, HTMLElement).addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    const isElsewhere = closest(event, "input, select, textarea, dialog") !== null;
    if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere) leave();
  });
};
