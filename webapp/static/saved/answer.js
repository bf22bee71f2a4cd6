/* What a saved map answers about a point, as the site's page of it does (maps/content/point.py), by
   the outlines and places that the file holds. */
import { element } from "../lib/dom.js";
import { fill, formatBearing, formatDistance, formatUncertainty } from "../lib/format.js";
import { inverse } from "../lib/geodesy.js";
import { beside } from "../lib/url_state.js";
import { readGround } from "../plots/local/local_rows.js";
import { isWithin } from "../plots/local/shares.js";
import { bearingUncertainty } from "../tools/reach.js";
import { DATUMS } from "./datums.js";
import { findDeciding, findParts, findRivals, judge, wayToEdge } from "./locate.js";
import { tellOthers } from "./other_systems.js";

/** @typedef {import("./main.js").SavedApp} SavedApp */
/** @typedef {import("../plots/local/shares.js").Ring} Ring */
/** @typedef {{ name: string, nameLang?: string, distance: number, bearing: number, doubt_m: number | null }} Seen */

const NO_BEARING_M = 0.5; // nearer, and a distance reads 0 m
const FAR = "–";
/* Written out, as a saved map has only the texts that its scripts name. */
const INSIDE = ["ask_inside_certain", "ask_inside_possible", "ask_inside_not_known"];
const OUTSIDE = ["ask_outside_certain", "ask_outside_possible", "ask_outside_not_known"];

/** @param {Served.Point} point */
const write = ([lat, lon]) => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;

/** @param {Iterable<string>} sentences @param {Served.Messages} messages */
const join = (sentences, { sentenceSeparator }) => [...sentences].filter(Boolean).join(sentenceSeparator);

/**
 * @param {string} name
 * @param {string} [lang]
 */
const words = (name, lang = "") => Object.assign(element("bdi", "", name), { lang });

/** @param {SavedApp} app */
const readCounties = ({ zone, site }) => {
  const drawn = zone.data.context.filter(({ kind }) => kind === "county");
  return site.counties.map((each, n) => ({
    ...each,
    name: drawn[n].name || each.id,
    nameLang: drawn[n].nameLang,
    rings: drawn[n].latlngs.flat().map((ring) => {
      const closed = ring.map(([lat, lon]) => /** @type {[number, number]} */ ([lon, lat]));
      return /** @type {Ring} */ ([...closed, closed[0]]);
    }),
  }));
};

/** @param {SavedApp} app */
export const makeAnswerer = (app) => {
  const { zone, site } = app;
  const { messages } = site;
  const { outlines } = readGround(zone, site);
  const counties = readCounties(app);
  const places = site.names.filter(({ group }) => group === "place");

  /**
   * @param {ReturnType<typeof findParts>} found
   * @param {string} verdict
   * @param {string} rival That decides.
   * @param {boolean} areSeveral Parts that may hold it.
   */
  const makeVerdict = ({ around }, verdict, rival, areSeveral) => {
    const [key, part] = [verdict.replace(" ", "_"), around.at(-1)];
    const line = element("p", verdict === "certain" ? "verdict" : "verdict warning");
    const said = (part ? INSIDE : OUTSIDE).find((each) => each.endsWith(key));
    const isOneOf = areSeveral && !part && verdict === "possible";
    const place = isOneOf ? messages.askSeveral : fill(messages[said ?? ""], { part: part?.name ?? rival });
    line.append(element("strong", "", messages[key]), messages.colon, place);
    return line;
  };
  /**
   * @param {ReturnType<typeof findParts>["ways"][number]} edge
   * @param {number} own_m
   */
  const describeEdge = (edge, own_m) => {
    const uncertainty_m = edge.each.doubt_m === null ? null : edge.each.doubt_m + own_m;
    const reach_m = edge.each.reach_m + own_m;
    const distance = formatDistance(edge.distance, site, { uncertainty_m, reach_m });
    return fill(messages.askEdge, { part: edge.each.name, distance });
  };
  /**
   * @param {ReturnType<typeof findParts>["ways"][number]} edge That decides.
   * @param {string} verdict
   * @param {number} own_m
   */
  const describeDoubt = ({ each: { name: part, doubt_m, off } }, verdict, own_m) => {
    if (verdict === "not known") return doubt_m === null ? messages.askNotStated : messages.localNotStated;
    const together = formatUncertainty(doubt_m === null ? null : doubt_m + own_m, site);
    const uncertainty = own_m ? off.replace(formatUncertainty(doubt_m, site), together) || together : off || together;
    const told = fill(own_m ? messages.askOutlineAndPoint : messages.askOutline, { part, uncertainty });
    return join([told, verdict === "certain" ? messages.askReliable : messages.askInconclusive], messages);
  };
  /**
   * @param {Served.Point} at
   * @param {number} own_m
   */
  const findCounty = (at, own_m) => {
    const found = counties.find(({ rings }) => isWithin([at[1], at[0]], rings));
    const near = counties.map((each) => ({ ...each, distance: wayToEdge(at, each.rings).distance }));
    const verdict = found ? judge(near, own_m) : "not known";
    if (verdict === "possible") {
      const uncertainty = formatUncertainty((found?.doubt_m ?? NaN) + own_m, site);
      return { found, note: fill(messages.askNearCounty, { uncertainty }) };
    }
    const isOpen = verdict === "not known" && counties.some(({ doubt_m }) => doubt_m === null);
    return { found, note: isOpen ? messages.askCountyNotStated : "" };
  };
  /**
   * @param {Seen} seen
   * @param {number} own_m
   * @param {{ label?: string, isPole: boolean }} options
   */
  const makeRow = ({ name, nameLang, distance, bearing, doubt_m }, own_m, { label, isPole }) => {
    const row = element("tr");
    const head = Object.assign(element("th"), { scope: "row" });
    if (label) head.append(label);
    head.append(words(name, nameLang));
    const uncertainty_m = doubt_m === null ? null : doubt_m + own_m;
    const uncertainty_deg = bearingUncertainty(distance, uncertainty_m);
    const hasBearing = distance >= NO_BEARING_M && !isPole;
    row.append(
      head,
      element("td", "", formatDistance(distance, site, { uncertainty_m })),
      element("td", "", hasBearing ? formatBearing(bearing, site, { uncertainty_deg }) : FAR),
      element("td", "", formatUncertainty(uncertainty_m, site)),
    );
    return row;
  };
  /** @param {Served.Point} at */
  const makeDatums = (at) => {
    const list = element("dl", "datums");
    for (const { name, to } of Object.values(DATUMS)) {
      const [lon, lat] = to([at[1], at[0]]);
      const [line, said] = [element("div"), element("dd")];
      const copy = Object.assign(element("button", "small", messages.copy), { type: "button" });
      copy.dataset.copy = write([lat, lon]);
      copy.setAttribute("aria-label", `${messages.copy} ${name}`);
      said.append(element("code", "", write([lat, lon])), " ", copy);
      line.append(element("dt", "", name), said);
      list.append(line);
    }
    return list;
  };
  /**
   * @param {Served.Point} at
   * @param {ReturnType<typeof findParts>} found
   * @param {number} own_m
   */
  const makeTable = (at, found, own_m) => {
    const table = element("table", "sights");
    const heads = [messages.place, messages.distance, messages.bearing, messages.askUncertainty];
    const head = table.createTHead().insertRow();
    for (const each of heads) head.append(Object.assign(element("th", "", each), { scope: "col" }));
    const isPole = Math.abs(at[0]) === 90;
    const [{ each, distance, bearing }] = found.ways;
    const edge = {
      name: each.name,
      nameLang: zone.byId.get(each.id)?.nameLang,
      doubt_m: each.doubt_m,
      distance,
      bearing,
    };
    const label = messages.askEdgeOf;
    table.createTBody().append(
      makeRow(edge, own_m, { label, isPole }),
      ...places.map((place) => {
        const seen = { ...inverse(at, place.at), name: place.name, nameLang: place.nameLang };
        return makeRow({ ...seen, doubt_m: place.doubt_m ?? null }, own_m, { isPole });
      }),
    );
    return table;
  };
  /** @param {import("../plots/local/local_rows.js").Outline} outline */
  const linkPart = ({ id, name }) => {
    const link = Object.assign(element("a"), { href: `#part=${encodeURIComponent(id)}` });
    link.dataset.part = id;
    link.append(words(name, zone.byId.get(id)?.nameLang));
    return link;
  };
  /** @param {ReturnType<typeof findParts>} found */
  const makeTrail = ({ around }) => {
    const trail = element("p", "point-parts");
    for (const [n, each] of around.entries()) trail.append(n ? " › " : "", linkPart(each));
    return trail;
  };
  /**
   * @param {ReturnType<typeof findRivals>} rivals
   * @param {boolean} isWithin
   */
  const makeRivals = (rivals, isWithin) => {
    if (!isWithin && rivals.length === 1) return []; // which the verdict names
    const line = element("p", "rivals", `${isWithin ? messages.askRivals : messages.askRivalsOnly}${messages.colon}`);
    for (const [n, { each }] of rivals.entries()) {
      const doubt = element("span", "quiet", each.off || formatUncertainty(null, site));
      line.append(n ? " · " : "", linkPart(each), " ", doubt);
    }
    return rivals.length ? [line] : [];
  };

  /**
   * @param {import("../lib/datum.js").LonLat} point
   * @param {number} own_m
   */
  const look = ([x, y], own_m) => {
    const at = beside(zone, [y, x]);
    const found = findParts(at, outlines);
    const near = found.ways.map(({ each, distance }) => ({ ...each, distance }));
    return { at, found, verdict: judge(near, own_m) };
  };
  /**
   * @param {{ lat: number, lon: number, datum?: string, accuracy_m?: number }} asked
   * @returns {HTMLElement}
   */
  return ({ lat, lon, datum, accuracy_m = 0 }) => {
    const [x, y] = DATUMS[datum ?? "wgs84"].from([lon, lat]);
    const { at, found, verdict } = look([x, y], accuracy_m);
    const box = element("div", "point-answer");
    box.dataset.at = write([y, x]);
    const accuracy = fill(messages.askAccuracy, { accuracy: formatUncertainty(accuracy_m, site) });
    const decides = findDeciding(found, verdict, accuracy_m);
    const reasons = [describeEdge(decides, accuracy_m), describeDoubt(decides, verdict, accuracy_m)];
    const doubt = element("p", "reasons", join([...reasons, accuracy_m ? accuracy : ""], messages));
    const { found: county, note } = findCounty(at, accuracy_m);
    const placed = element("p", "", `${messages.county}${messages.colon}`);
    const code = county?.code ? fill(messages.countyCode, { code: county.code }) : "";
    if (county) placed.append(words(county.name, county.nameLang), " ", element("span", "quiet", code));
    else placed.append(messages.askNoCounty);
    if (note) placed.append(" · ", element("strong", "", note));
    const method = [messages.askStraight, accuracy_m ? messages.askOwnToo : messages.askEach];
    method.push(site.shifts[found.ways[0].each.id] ?? "", Math.abs(y) === 90 ? messages.askPole : "");
    const rivals = verdict === "certain" ? [] : findRivals(found, accuracy_m);
    const trail = found.around.length ? [makeTrail(found)] : [];
    const others = datum || accuracy_m ? [] : tellOthers(look, [lon, lat], site);
    const said = makeVerdict(found, verdict, decides.each.name, rivals.length > 1);
    box.append(said, ...others, ...trail, doubt, ...makeRivals(rivals, trail.length > 0), placed);
    box.append(element("h3", "", messages.askCoordinates), makeDatums([y, x]));
    box.append(element("h3", "", messages.distances), makeTable(at, found, accuracy_m));
    box.append(element("p", "quiet", join(method, messages)));
    return box;
  };
};
