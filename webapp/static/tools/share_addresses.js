/* The addresses of what is on the screen: of the page, the bare map, a picture, the comparison. */
import { encodeValue, readHash, writeHash } from "../lib/url_state.js";

/** @typedef {import("../app.js").App} App */

const MOST_DEGREES = 30; // of a picture (maps/figure/bounds.py)
const FEWEST_COMPARED = 2;

/* What the bare map and pictures draw too, by its key in the address. */
const DRAWN = ["from", "rings", "lines", "ask", "line", "area", "compare"];

/**
 * What the tools drew, as it is written in an address. What was drawn and kept goes along as added data.
 * @param {App} app
 * @param {boolean} [hasPlots]
 */
const writeMarks = ({ url, drawing }, hasPlots = false) =>
  DRAWN.filter((key) => url.get(key))
    .filter((key) => !(hasPlots && drawing?.drawing.id != null && ["line", "area"].includes(key)))
    .map((key) => `&${key}=${encodeValue(url.get(key) ?? "")}`);

/**
 * The view goes along as bounds, and only if somebody moved the map: a frame of any size fits the
 * zone by itself. Added data go along in the fragment, which the server never gets.
 * @param {App} app
 * @param {string} plots
 */
export const embedAddress = (app, plots) => {
  const { zone, site, url } = app;
  const made = new URL(site.embed, location.href);
  made.searchParams.set("lang", site.lang);
  if (zone.selected !== null) made.searchParams.set("part", zone.selected);
  if (zone.view === "region") made.searchParams.set("view", "region");
  if (url.view) made.search += `&${url.view}`;
  made.search += writeMarks(app, plots !== "").join("");
  if (plots) made.hash = `plots=${plots}`;
  return made.href;
};

/**
 * Whether a picture can show the view that somebody moved the map to.
 * @param {App} app
 */
export const fitsPicture = ({ zone, url }) => {
  const { bounds } = ZoneMap.readView(url.view ?? "", zone.data.bounds.zone) ?? {};
  if (!bounds) return false;
  const [[south, west], [north, east]] = bounds;
  return Math.max(north - south, east - west) <= MOST_DEGREES;
};

/**
 * Of a moved view, or one with marks, it has all parts, else the selected one.
 * @param {App} app
 */
export const pictureAddress = (app) => {
  const { zone, site, url } = app;
  const made = new URL(site.picture, location.href);
  made.searchParams.set("lang", site.lang);
  const [isMoved, marks] = [fitsPicture(app), writeMarks(app)];
  if (zone.selected !== null && marks.length) made.searchParams.append("selected", zone.selected);
  else if (zone.selected !== null && !isMoved) made.searchParams.append("part", zone.selected);
  if (zone.view === "region") made.searchParams.set("view", "region");
  if (isMoved) made.search += `&${url.view}`;
  made.search += marks.join("");
  return made.href;
};

/**
 * The address of what is shown now, without data that a link brought; a view named in the query may have been left
 * since.
 * @param {App} app
 */
export const pageAddress = ({ zone }) => {
  const page = new URL(location.href);
  const state = readHash(page.hash);
  if (state.values.delete("plots")) {
    state.values.delete("filter");
    page.hash = writeHash(state);
  }
  if (zone.view === "zone") page.searchParams.delete("view");
  return page.href;
};

/**
 * The page with the figures of the parts that are ticked for comparison; empty for fewer than two.
 * @param {App} app
 */
export const comparisonAddress = ({ zone, site, url }) => {
  const ids = (url.get("compare") ?? "").split(",").filter((id) => zone.byId.has(id));
  if (ids.length < FEWEST_COMPARED) return "";
  const made = new URL(site.addresses.compare, location.href);
  for (const id of ids) made.searchParams.append("part", id);
  return made.href;
};
