/* What the address of a bare map has drawn on it: rings, a queried point, a measured line or area. */
import { drawCompared } from "./lib/compared.js";
import { element, find } from "./lib/dom.js";
import { formatFar } from "./lib/format.js";
import { labelBeside } from "./lib/mark_label.js";
import { drawPath, results } from "./lib/measured_path.js";
import { measureTo, RangeRings, ringBounds, writePlace } from "./lib/range_rings.js";
import { beside } from "./lib/url_state.js";

/** @typedef {import("./lib/format.js").Page} Page */

const MARGIN = 0.04; // of the width and of the height
const SMALL_PX2 = 150000; // a map on which what was asked for leaves little room for other names
const SMALLEST_PX2 = 100000; // and on which none is left for the values of lines that nobody asked for by name

/** @param {ZoneMap.Layer} zone */
const areaOf = ({ map }) => map.getSize().x * map.getSize().y;

/**
 * @param {ZoneMap.Layer} zone
 * @param {Served.Marks} marks
 * @param {Page} page
 */
const drawRings = (zone, { centre, rings_km, cities }, page) => {
  if (!centre) return [];
  const here = { ...centre, at: beside(zone, centre.at) };
  const rings = new RangeRings(zone, page.messages);
  rings.isOfPart = centre.id !== null;
  zone.origin = centre.id;
  for (const km of rings_km) rings.addRing(here.at, km);
  const hasValues = areaOf(zone) > SMALLEST_PX2;
  for (const city of cities) {
    const there = { ...city, at: beside(zone, city.at) };
    const { distance, uncertainty_m } = measureTo(here, there);
    const text = hasValues ? formatFar({ distance_m: distance, uncertainty_m }, page) : "";
    rings.addLine(here.at, there, { distance, text });
  }
  rings.addCentre(here.at, centre.id === null ? writePlace(here.at) : undefined);
  rings.label();
  const note = element("p", "", page.messages.reachNote);
  document.querySelector(".legend")?.append(note);
  return [L.latLngBounds([here.at]), ...rings_km.map((km) => ringBounds(here.at, km))];
};

/**
 * @param {ZoneMap.Layer} zone
 * @param {Served.Marks} marks
 */
const drawPoint = (zone, { point }) => {
  if (!point) return [];
  const at = beside(zone, point.at);
  const style = { pane: "tools", interactive: false };
  zone.map.addLayer(L.circleMarker(at, { ...style, radius: 9, className: "ask-ring" }));
  zone.map.addLayer(L.circleMarker(at, { ...style, radius: 3, className: "ask-dot" }));
  labelBeside(zone, at, [point.text, point.text.slice(1)]);
  return [L.latLngBounds([at])];
};

/**
 * @param {ZoneMap.Layer} zone
 * @param {Served.Marks} marks
 * @param {Page} page
 */
const drawMeasured = (zone, { path }, page) => {
  if (!path) return [];
  const points = path.points.map((point) => beside(zone, point));
  drawPath(L.layerGroup().addTo(zone.map), path.mode, points);
  const lines = results(path.mode, points, page).filter((text) => text !== "");
  if (points.length > 1) labelBeside(zone, points[points.length - 1], [lines, lines.slice(0, 1)]);
  return [L.latLngBounds(points)];
};

/**
 * Without an area in the address the view reaches as far as the marks do; beside a part with rings,
 * which are what was asked for, just as far as these.
 * @param {ZoneMap.Layer} zone
 * @param {L.LatLngBounds[]} drawn
 * @param {boolean} hasRings
 */
const reachMarks = (zone, drawn, hasRings) => {
  if (zone.view === "given" || !drawn.length) return;
  const view = zone.data.bounds[zone.view ?? ""];
  if (!view && !hasRings) return;
  const all = drawn.reduce((sum, each) => sum.extend(each), L.latLngBounds(view ?? []));
  if (view && all.equals(L.latLngBounds(view))) return;
  const box = all.pad(MARGIN);
  zone.showAddress(`bounds=${[box.getSouth(), box.getWest(), box.getNorth(), box.getEast()].join(",")}`);
};

const container = find(".zone-map", document, HTMLElement);

const start = () => {
  const { zone } = container;
  /** @type {Served.Embed} */
  const { marks, messages } = JSON.parse(find("#site-data", document, HTMLScriptElement).text);
  if (!zone || !marks) return;
  const page = { lang: document.documentElement.lang, messages };
  zone.map.createPane("tools").classList.add("tools-pane");
  zone.map.getContainer().classList.toggle("with-few-names", areaOf(zone) < SMALL_PX2);
  // The values of rings are placed after the label of a point, which has fewer places.
  const drawn = [...drawMeasured(zone, marks, page), ...drawPoint(zone, marks), ...drawRings(zone, marks, page)];
  drawCompared(zone, L.layerGroup().addTo(zone.map), marks.compared.ids);
  if (marks.compared.text) document.querySelector(".legend")?.append(element("p", "", marks.compared.text));
  reachMarks(zone, drawn, marks.rings_km.length > 0);
  zone.labels.ask(); // clear of these
};
if (container.zone) start();
else container.addEventListener("zone:ready", start, { once: true });
