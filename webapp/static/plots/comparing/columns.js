/* What is compared of a part and of an added plot, site or line: measured by the page, nothing is sent. */
import { inverse, pathLength } from "../../lib/geodesy.js";
import { areaOfGeometry, readGround, readShape } from "../local/local_rows.js";
import { findNearest } from "../local/nearest_edge.js";
import { followGeodesics, isWithin, sharePlot } from "../local/shares.js";
import { formatParts } from "../words.js";

/** @typedef {import("./ranks.js").Estimate} Estimate */
/** @typedef {import("../local/local_rows.js").Ground} Ground */
/** @typedef {import("../local/local_rows.js").Outline} Outline */
/** @typedef {import("../local/shares.js").Ring} Ring */
/**
 * @typedef {{ name: string, nameLang: string, kind: string, where: string, area: Estimate, isAssumed: boolean,
 *   far: Estimate[] }} Column Areas in m² and distances in m, of the zone's places in their order; assumed is an area
 *   that no source gives.
 */

/** @type {Estimate} */
const UNKNOWN = { value: null, doubt: null };

/**
 * Metres from a place to the nearest edge; 0 inside.
 * @param {Served.Point} at
 * @param {Ring[]} rings
 * @param {boolean} isPlot
 */
const measureWay = ([lat, lon], rings, isPlot) => {
  if (rings.length === 1 && rings[0].length === 1)
    return inverse([lat, lon], [rings[0][0][1], rings[0][0][0]]).distance;
  if (isPlot && isWithin([lon, lat], rings)) return 0;
  return findNearest([[[lon, lat]]], rings, false);
};

/**
 * @param {Ring[]} rings
 * @param {boolean} isPlot
 * @param {number | null} doubt_m
 * @param {Ground} ground
 */
const measureWays = (rings, isPlot, doubt_m, { places }) =>
  places.map(({ at, doubt_m: off_m }) => ({
    value: measureWay(at, rings, isPlot),
    doubt: doubt_m === null || off_m === null ? null : doubt_m + off_m,
  }));

/**
 * The smallest part that most of another lies in.
 * @param {Outline} own
 * @param {Outline[]} outlines The outer ones first.
 */
const findParent = (own, outlines) => {
  const larger = outlines.filter(({ extent }) => extent > own.extent);
  return larger.findLast((each) => sharePlot(own.rings, [each])[0].size > own.extent / 2)?.name ?? "–";
};

/**
 * By how much its area may be off: nothing where it was drawn to the one that is published.
 * @param {ZoneMap.Part} part
 * @param {boolean} isAssumed
 * @param {Ring[]} rings
 */
const boundArea = ({ placement, doubt }, isAssumed, rings) => {
  if (isAssumed || !doubt) return null;
  if (placement === "schematic") return 0;
  const around = rings.reduce((sum, ring) => sum + pathLength(ring.map(([lon, lat]) => [lat, lon])), 0);
  return around * doubt[0] + Math.PI * doubt[0] ** 2;
};

/**
 * @param {ZoneMap.Part} part
 * @param {Ground} ground
 * @returns {Column}
 */
const readPart = (part, ground) => {
  const own = ground.outlines.find(({ id }) => id === part.id);
  const rings = own?.rings ?? [];
  const coordinates = part.latlngs.map((polygon) =>
    polygon.map((ring) => [...ring, ring[0]].map(({ lat, lng }) => [lng, lat])),
  );
  const isAssumed = part.doubt !== null && part.doubt[2] > part.doubt[0]; // which its area leaves open
  const value = areaOfGeometry({ type: "MultiPolygon", coordinates });
  return {
    name: part.name,
    nameLang: part.nameLang,
    kind: part.kindLabel,
    where: own ? findParent(own, ground.outlines) : "–",
    area: { value, doubt: boundArea(part, isAssumed, rings) },
    isAssumed,
    far: measureWays(rings, true, part.doubt?.[0] ?? null, ground),
  };
};

/**
 * @param {Plots.Entry} entry
 * @param {string} name
 * @param {Ground} ground
 * @param {(lon: number) => number} beside
 * @returns {Column}
 */
const readPlot = ({ feature, row }, name, ground, beside) => {
  const shape = readShape(feature.geometry, beside);
  const isMeasured = shape !== null && (row.kind !== "plot" || row.area_m2 !== null);
  const rings = isMeasured ? shape.rings.map(followGeodesics) : [];
  return {
    name,
    nameLang: "",
    kind: ground.page.messages[row.kind],
    where: formatParts(row, ground.page),
    area: { value: row.area_m2, doubt: row.area_m2 === null ? null : 0 },
    isAssumed: false,
    far: rings.length ? measureWays(rings, row.kind === "plot", 0, ground) : ground.places.map(() => UNKNOWN),
  };
};

/**
 * A column each of the parts and plots that are chosen.
 * @param {import("../workbench.js").Bench} bench
 * @param {import("../../tools/compare.js").Item[]} chosen
 */
export const readColumns = ({ app: { zone }, page, store }, chosen) => {
  const ground = readGround(zone, page);
  /** @param {number} lon */
  const beside = (lon) => ZoneMap.turn(lon, zone.data.bounds.zone);
  const columns = chosen.flatMap(({ id, name }) => {
    const [part, entry] = [zone.byId.get(id), store.entry(id)];
    if (part) return readPart(part, ground);
    return entry ? readPlot(entry, name, ground, beside) : [];
  });
  return { columns, places: ground.places };
};
