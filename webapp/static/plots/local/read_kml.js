/* KML read by the page itself: the placemarks of all folders. */
import { Unclear } from "./offline_faults.js";
import { makeGeometry } from "./read_shapes.js";

/** @typedef {import("./offline_faults.js").Found} Found */

/**
 * @param {Element} within
 * @param {string} name
 */
const all = (within, name) => [...within.getElementsByTagNameNS("*", name)];

/** @param {Element | undefined} element */
const positionsOf = (element) => {
  const text = element ? (all(element, "coordinates")[0]?.textContent ?? "") : "";
  return text
    .trim()
    .split(/\s+/)
    .map((each) => each.split(",").map(Number));
};

/**
 * @param {Element} element
 * @returns {GeoJSON.Geometry[]}
 */
const readGeometry = (element) => {
  const name = element.localName;
  if (name === "MultiGeometry") return [...element.children].flatMap(readGeometry);
  if (name === "Point") return [makeGeometry("Point", positionsOf(element)[0])];
  if (name === "LineString") return [makeGeometry("LineString", positionsOf(element))];
  if (name === "LinearRing") return [makeGeometry("Polygon", [positionsOf(element)])];
  if (name !== "Polygon") return [];
  const [outer] = all(element, "outerBoundaryIs");
  const inner = all(element, "innerBoundaryIs").flatMap((each) => all(each, "LinearRing"));
  return [makeGeometry("Polygon", [outer, ...inner].map(positionsOf))];
};

/**
 * Several polygons of a placemark are one plot.
 * @param {GeoJSON.Geometry[]} geometries
 */
const combine = (geometries) => {
  const rings = geometries.flatMap((each) => (each.type === "Polygon" ? [each.coordinates] : []));
  if (geometries.length > 1 && rings.length === geometries.length) return makeGeometry("MultiPolygon", rings);
  if (geometries.length !== 1) throw new Unclear("offlineFormat");
  return geometries[0];
};

/** @param {Element} placemark */
const readFields = (placemark) => {
  const name = [...placemark.children].find((each) => each.localName === "name")?.textContent?.trim();
  const data = all(placemark, "Data").map((each) => [
    each.getAttribute("name") ?? "",
    all(each, "value")[0]?.textContent?.trim() ?? "",
  ]);
  const simple = all(placemark, "SimpleData").map((each) => [each.getAttribute("name") ?? "", each.textContent ?? ""]);
  return { ...(name ? { name } : {}), ...Object.fromEntries([...data, ...simple]) };
};

/**
 * @param {string} text
 * @returns {Found}
 */
export const readKml = (text) => {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Unclear("offlineFormat");
  const root = new DOMParser().parseFromString(text, "application/xml");
  if (root.querySelector("parsererror")) throw new Unclear("offlineDamaged");
  /** @type {Found} */
  const found = { format: "KML", features: [], leftOut: [] };
  for (const [n, placemark] of all(root.documentElement, "Placemark").entries()) {
    const geometries = [...placemark.children].flatMap(readGeometry);
    if (geometries.length) found.features.push({ geometry: combine(geometries), properties: readFields(placemark) });
    else found.leftOut.push({ row: n + 1, raw: placemark.textContent?.trim().slice(0, 200) ?? "" });
  }
  if (!found.features.length) throw new Unclear("offlineFormat");
  return found;
};
