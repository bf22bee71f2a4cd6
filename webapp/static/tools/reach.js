/* How far from here: great-circle lines to the cities, and rings, around a part's centre or a point. */
import { element, find, findAll } from "../lib/dom.js";
import { fill, formatBearing, formatDistance, formatFar, formatUncertainty } from "../lib/format.js";
import { measureTo, RangeRings, ringBounds, writePlace } from "../lib/range_rings.js";
import { beside, readPoints } from "../lib/url_state.js";
import { takePoints } from "./crosshair.js";

/** @typedef {Served.Point} Point */
/** @typedef {string | Point} Origin  A part's id, or a point. */

/** @typedef {import("../app.js").SelectedPlot} SelectedPlot */

const MARGIN_PX = 8;
const PLOT = "@plot"; // which no part has for an id

/**
 * In degrees; NaN, no bearing, where the other end may be on any side.
 * @param {number} distance
 * @param {number | null} uncertainty_m
 */
export const bearingUncertainty = (distance, uncertainty_m) => {
  if (uncertainty_m === null) return null;
  return uncertainty_m < distance ? (Math.asin(uncertainty_m / distance) * 180) / Math.PI : NaN;
};

/** @param {import("../app.js").App} app */
export const setUp = async (app) => {
  const { map, zone, url, toolbar, site } = app;
  const names = await app.names();
  const parts = new Map(names.filter(({ group }) => group === "part").map((part) => [part.id, part]));
  const cities = names.filter(({ group, code }) => group === "place" && code === "city");
  const drawn = new RangeRings(zone, site.messages);
  /** @type {Origin | null} */
  let origin = null;
  /** @type {(() => void) | null} */
  let stopAiming = null;

  const tool = toolbar.add({
    name: "reach",
    start() {
      const plot = app.selectedPlot?.();
      if (plot) offerPlot(plot);
      const [asked] = readPoints(url.get("ask"));
      choose(origin ?? plot?.at ?? zone.selected ?? asked ?? [...parts.keys()][0] ?? null);
      if (zone.view) zone.show(zone.view); // beside the card, not under it
      if (!url.isRestoring) from.focus({ preventScroll: true });
    },
    stop: () => endAiming(), // what was drawn stays: on a phone the card covers half of the map
    clear: () => choose(null),
  });
  const form = find("#reach-card form", document, HTMLFormElement);
  const from = find("[name=from]", form, HTMLSelectElement);
  const help = find(".help", form, HTMLElement);
  const ringBoxes = findAll("[name=ring]", form, HTMLInputElement);
  const [linesBox] = findAll("[name=lines]", form, HTMLInputElement); // none without cities
  const rows = findAll("tbody tr", form, HTMLTableRowElement);
  const note = document.importNode(find(".reach-note", form, HTMLElement), true);
  document.querySelector(".legend")?.append(note);

  /**
   * Of thousands of parts only the one that is asked about stands in the choice.
   * @param {Served.Name} part
   */
  const offer = ({ id, name, nameLang }) => {
    if ([...from.options].some(({ value }) => value === id)) return;
    const option = element("option", "", name);
    option.value = id;
    option.lang = nameLang;
    from.prepend(option);
  };

  const plotOption = element("option");
  plotOption.value = PLOT;
  /** @type {SelectedPlot | null} The plot that can be chosen: the one selected last. */
  let plot = null;
  /** @param {SelectedPlot} selected */
  const offerPlot = (selected) => {
    plot = selected;
    plotOption.textContent = fill(site.messages.ringsFromPlot, { name: selected.name });
    from.prepend(plotOption);
  };
  const isFromPlot = () => plot !== null && String(origin) === String(plot.at);

  const rings = () => ringBoxes.filter((each) => each.checked).map((each) => Number(each.value));
  const centre = () => {
    if (typeof origin !== "string") return origin && { at: beside(zone, origin), doubt_m: 0 };
    const part = parts.get(origin);
    return part ? { at: part.at, doubt_m: part.doubt_m ?? null } : null;
  };
  /**
   * @param {import("../lib/range_rings.js").Centre} here
   * @param {Served.Name} city
   * @param {HTMLTableRowElement} row
   */
  const drawCity = (here, city, row) => {
    const { distance, bearing, uncertainty_m } = measureTo(here, city);
    const uncertainty_deg = bearingUncertainty(distance, uncertainty_m);
    const [, distanceCell, bearingCell, uncertaintyCell] = row.cells;
    distanceCell.textContent = formatDistance(distance, site, { uncertainty_m });
    bearingCell.textContent = formatBearing(bearing, site, { uncertainty_deg });
    uncertaintyCell.textContent = formatUncertainty(uncertainty_m, site);
    // The words take the place of all three.
    const isVague = Number.isNaN(uncertainty_deg);
    distanceCell.colSpan = isVague ? 3 : 1;
    bearingCell.hidden = isVague;
    uncertaintyCell.hidden = isVague;
    const text = formatFar({ distance_m: distance, uncertainty_m }, site);
    if (linesBox?.checked) drawn.addLine(here.at, city, { distance, text });
  };
  const draw = () => {
    const here = centre();
    drawn.clear();
    note.hidden = !here;
    toolbar.setMarked("reach", here !== null);
    drawn.isOfPart = typeof origin === "string";
    zone.origin = typeof origin === "string" ? origin : null;
    if (here) {
      for (const km of rings()) drawn.addRing(here.at, km);
      for (const [n, city] of cities.entries()) drawCity(here, city, rows[n]);
      drawn.addCentre(here.at, isFromPlot() ? "" : drawn.isOfPart ? undefined : writePlace(here.at));
    }
    drawn.label();
  };
  /** @param {Origin | null} next */
  const choose = (next) => {
    origin = next;
    endAiming();
    const part = typeof next === "string" ? parts.get(next) : null;
    if (part) offer(part);
    from.value = typeof next === "string" ? next : isFromPlot() ? PLOT : "";
    url.set("from", next && String(next)); // first: the entry before keeps its rings
    url.set("rings", next && rings().join(","), { push: false });
    url.set("lines", next && linesBox && !linesBox.checked ? "0" : null, { push: false });
    draw();
  };
  const endAiming = () => {
    stopAiming?.();
    stopAiming = null;
    help.hidden = true;
  };

  from.addEventListener("change", () => {
    if (from.value) {
      choose(from.value === PLOT && plot ? plot.at : from.value);
      return;
    }
    help.hidden = false;
    stopAiming ??= takePoints(app, { point: choose, isMarked: true });
  });
  const fitRings = () => {
    const here = centre();
    const widest = Math.max(0, ...rings());
    if (widest && here) zone.fit(ringBounds(here.at, widest), MARGIN_PX);
  };
  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    choose(origin);
    if (target.name !== "ring") return;
    fitRings();
    if (rings().length) url.keepView(); // a link and an embed show them too
  });
  map.on("zone:plot", (selected) => {
    offerPlot(selected);
    if (toolbar.active === tool) choose(selected.at);
  });
  map.on("zone:select", ({ id, by }) => {
    if (id && by !== "address" && toolbar.active === tool) choose(id); // an address has its own origin
  });
  url.keep("from", (text) => {
    const shown = (url.get("rings") || "").split(",");
    for (const each of ringBoxes) each.checked = shown.includes(each.value);
    if (linesBox) linesBox.checked = url.get("lines") !== "0";
    origin = readPoints(text)[0] ?? (text !== null && parts.has(text) ? text : null);
    if (origin) toolbar.use(tool);
    else if (toolbar.active === tool) toolbar.use(null);
    draw();
    if (!url.isViewTold) fitRings();
    else if (zone.view === "region") zone.show("region"); // with the rings, which the card's opening did not know
  });
};
