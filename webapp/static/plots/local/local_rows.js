/* The measures of plots, sites and lines, made by the page alone: without the server, and while
   somebody draws. What the page cannot know is null. */
import { toGcj02 } from "../../lib/datum.js";
import { fill } from "../../lib/format.js";
import { inverse, pathLength } from "../../lib/geodesy.js";
import { parcelArea } from "../../lib/parcel_area.js";
import { ringArea } from "../../lib/ring_area.js";
import { judge } from "./judge.js";
import { findFault } from "./shape_faults.js";
import { findInnermost, followGeodesics, sharePlot } from "./shares.js";

/** @typedef {import("./shares.js").Position} Position */
/** @typedef {import("./shares.js").Ring} Ring */
/** @typedef {{ id: string, name: string, doubt_m: number | null, off: string, reach_m: number }} Named How far off. */
/** @typedef {Named & { rings: Ring[], extent: number }} Outline */
/** @typedef {{ kind: Served.InspectedRow["kind"], rings: Ring[] }} Shape */
/** @typedef {{ outlines: Outline[], places: Served.Place[], page: import("../../lib/format.js").Page }} Ground */

const MOST_AROUND_M = 5e6; // of a shape in pieces of 500 m: some one second
const SLIVER_SHARE = 0.001; // thinner than the outline is certain, it may as well only touch
/** @param {Position} position */
const turn = ([lon, lat]) => /** @type {Served.Point} */ ([lat, lon]);

/** @param {Ring} ring */
const areaOf = (ring) => {
  const points = ring.slice(0, -1).map(turn);
  return parcelArea(points) ?? ringArea(points);
};

/**
 * What the page knows of the zone: outlines, the outer ones first, and places.
 * @param {ZoneMap.Layer} zone
 * @param {import("../../lib/format.js").Page} page
 * @returns {Ground}
 */
export const readGround = (zone, page) => {
  const outlines = zone.data.parts.map(({ id, name, doubt, latlngs }) => {
    const open = latlngs.flat().map((ring) => ring.map(({ lat, lng }) => /** @type {Position} */ ([lng, lat])));
    const rings = open.map((ring) => followGeodesics([...ring, ring[0]]));
    const [doubt_m, off, reach_m] = doubt ?? [null, "", 0];
    return { id, name, doubt_m, off, reach_m, rings, extent: Math.max(...rings.map(areaOf)) };
  });
  return { outlines: outlines.sort((a, b) => b.extent - a.extent), places: zone.data.places, page };
};

/**
 * A geometry's rings or lines; null for a collection of several kinds.
 * @param {GeoJSON.Geometry} geometry
 * @param {(lon: number) => number} beside Brings a longitude to the copy of the world with the zone.
 * @returns {Shape | null}
 */
export const readShape = (geometry, beside) => {
  /** @param {GeoJSON.Position[]} positions */
  const ring = (positions) => positions.map(([lon, lat]) => /** @type {Position} */ ([lon + beside(lon), lat]));
  if (geometry.type === "Point") return { kind: "site", rings: [ring([geometry.coordinates])] };
  if (geometry.type === "LineString") return { kind: "line", rings: [ring(geometry.coordinates)] };
  if (geometry.type === "MultiLineString") return { kind: "line", rings: geometry.coordinates.map(ring) };
  if (geometry.type === "Polygon") return { kind: "plot", rings: geometry.coordinates.map(ring) };
  if (geometry.type === "MultiPolygon") return { kind: "plot", rings: geometry.coordinates.flat().map(ring) };
  return null;
};

/**
 * @param {GeoJSON.Geometry} geometry
 * @returns {GeoJSON.Position[][][]}
 */
const listPolygons = (geometry) => {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
};

/**
 * The area of a plot: rings within another ring are holes.
 * @param {GeoJSON.Geometry} geometry
 */
export const areaOfGeometry = (geometry) =>
  listPolygons(geometry).reduce((sum, rings) => {
    const [outer, ...holes] = rings.map((ring) => areaOf(/** @type {Ring} */ (ring)));
    return sum + holes.reduce((left, hole) => left - hole, outer);
  }, 0);

/**
 * In which parts it lies, and which share is outside all; of a line, as on the server, nothing.
 * @param {Shape} shape
 * @param {Outline[]} outlines
 * @param {number} area_m2
 */
const findParts = ({ kind, rings }, outlines, area_m2) => {
  if (kind === "site") {
    const n = findInnermost(rings[0][0], outlines);
    const found =
      n < 0 ? [] : [{ ...nameOf(outlines[n]), share: null, overlap_share: null, area_m2: null, is_touch: false }];
    return { parts: found, outside_share: null };
  }
  if (kind === "line") return { parts: [], outside_share: null };
  const followed = rings.map(followGeodesics);
  const sums = sharePlot(followed, outlines);
  const whole_m2 = sums.reduce((sum, { size }) => sum + size, 0) || area_m2; // of the same pieces
  const isAlone = sums.slice(0, -1).filter(({ size }) => size > 0.01).length < 2;
  const parts = outlines.flatMap((each, n) => {
    const { size, around } = sums[n];
    const share = size / whole_m2;
    const overlap_share = isAlone ? share : sharePlot(followed, [each])[0].size / whole_m2;
    const is_touch = share < SLIVER_SHARE && !((2 * size) / around >= (each.doubt_m ?? NaN));
    return size > 0.01 ? [{ ...nameOf(each), share: Math.min(share, 1), overlap_share, area_m2: size, is_touch }] : [];
  });
  return { parts, outside_share: Math.min(Math.max((sums.at(-1)?.size ?? 0) / whole_m2, 0), 1) };
};

/** @param {Outline} outline */
const nameOf = ({ id, name }) => ({ id, name });

/**
 * The part that most of it lies in, each place counted once, as the server has it.
 * @param {ReturnType<typeof findParts>} found
 */
const findMain = ({ parts }) => parts.toSorted((a, b) => (a.share ?? 0) - (b.share ?? 0)).at(-1);

/**
 * A point in the three datums.
 * @param {Position} wgs84
 */
const inDatums = (wgs84) => ({ wgs84, cgcs2000: wgs84, gcj02: toGcj02(wgs84) });

/**
 * Why a shape isn't measured here, in a sentence; empty of one that is. The server refuses the same shapes.
 * @param {GeoJSON.Geometry} geometry
 * @param {(lon: number) => number} beside
 * @param {number} around_m
 * @param {Ground} ground
 */
const findRefusal = (geometry, beside, around_m, { page: { messages } }) => {
  const own = listPolygons(geometry);
  if (own.length && !(around_m <= MOST_AROUND_M)) return messages.tooLargeHere;
  const polygons = own.map((rings) => readShape({ type: "Polygon", coordinates: rings }, beside));
  const fault = findFault(polygons.map((each) => each?.rings ?? []));
  if (!fault) return "";
  const [x, y] = fault.at.map((value) => String(Number(value.toPrecision(10))));
  return fill(messages[fault.message], { x, y });
};

/**
 * What is told of each feature, measured or not.
 * @param {GeoJSON.Feature} feature
 * @param {number} number
 * @param {Shape["kind"]} kind
 */
const nameRow = ({ properties }, number, kind) => {
  const name = properties?.name;
  return { number, name: typeof name === "string" ? name : "", kind };
};

/**
 * A row without measures, for what is refused.
 * @param {ReturnType<typeof nameRow>} named
 * @param {string} reason
 * @returns {Served.InspectedRow}
 */
const refuseRow = (named, reason) => ({
  ...named,
  ...{ verdict: "not_known", reason, nearest: null, parts: [], outside_share: null },
  ...{ area_m2: null, perimeter_m: null, length_m: null, stated_area_m2: null, stated_difference_m2: null },
  ...{ plane_area_m2: null, plane_crs: null, county: null, inside_point: null, distances: [] },
  warnings: [reason],
});

/**
 * The row of a feature that the server refuses.
 * @param {GeoJSON.Feature} feature
 * @param {number} number
 * @param {string} reason
 */
export const makeRefusedRow = (feature, number, reason) => {
  const kind = readShape(feature.geometry, () => 0)?.kind ?? "plot";
  return refuseRow(nameRow(feature, number, kind), reason);
};

/**
 * The row of a feature; null for a geometry of several kinds.
 * @param {GeoJSON.Feature<GeoJSON.Geometry>} feature
 * @param {number} number
 * @param {Ground} ground
 * @param {(lon: number) => number} beside
 * @returns {Served.InspectedRow | null}
 */
export const makeLocalRow = (feature, number, ground, beside) => {
  const shape = readShape(feature.geometry, beside);
  if (!shape) return null;
  const { kind, rings } = shape;
  const length = rings.reduce((sum, ring) => sum + pathLength(ring.map(turn)), 0);
  const named = nameRow(feature, number, kind);
  const refusal = findRefusal(feature.geometry, beside, length, ground);
  if (refusal) return refuseRow(named, refusal);
  const area_m2 = kind === "plot" ? areaOfGeometry(feature.geometry) : null;
  const found = findParts(shape, ground.outlines, area_m2 ?? 0);
  const at = kind === "site" ? rings[0][0] : null;
  return {
    ...named,
    ...judge(shape, ground, findMain(found), found.parts),
    ...found,
    area_m2,
    perimeter_m: kind === "plot" ? length : null,
    length_m: kind === "line" ? length : null,
    stated_area_m2: null,
    stated_difference_m2: null,
    plane_area_m2: null,
    plane_crs: null,
    county: null,
    inside_point: at && inDatums(at),
    distances: at
      ? ground.places.map((place) => {
          const { distance, bearing } = inverse(turn(at), place.at);
          const { name, doubt_m: uncertainty_m } = place;
          return { place: name, name, distance_m: distance, bearing_deg: bearing, uncertainty_m };
        })
      : [],
    warnings: [ground.page.messages.measuredHere],
  };
};
