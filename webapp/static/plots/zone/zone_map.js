/* On the map: what the new boundaries gain and lose, outlines before their repair, and the findings at
   their places. */
import { element } from "../../lib/dom.js";

const PANE = "plots-marked";
const NEAR = 16;
const MOST_NUMBERS = 3; // on a badge

/**
 * One path of all, where they are polygons.
 * @param {GeoJSON.Geometry[]} geometries
 * @returns {GeoJSON.Geometry}
 */
const merge = (geometries) => {
  const polygons = geometries.map((each) =>
    each.type === "Polygon" ? [each.coordinates] : each.type === "MultiPolygon" ? each.coordinates : null,
  );
  if (polygons.includes(null)) return { type: "GeometryCollection", geometries };
  return { type: "MultiPolygon", coordinates: polygons.flatMap((each) => each ?? []) };
};

export class ZoneMapMarks {
  #ground = L.layerGroup();
  #findings = L.layerGroup();
  /** @type {L.Layer | null} */
  #marked = null;

  /** @param {import("../workbench.js").Bench} bench */
  constructor({ app, layer }) {
    this.app = app;
    this.layer = layer;
  }

  open() {
    this.app.map.addLayer(this.#ground).addLayer(this.#findings);
  }

  close() {
    for (const each of [this.#ground, this.#findings]) each.clearLayers().remove();
    this.mark(null);
  }

  /** @param {Served.MadeBoundaries} answer */
  showAnswer({ changed_ground, repairs }) {
    this.#ground.clearLayers();
    for (const kind of ["gained", "lost"]) {
      const shapes = changed_ground.features.filter(({ properties }) => properties.change === kind);
      this.#ground.addLayer(
        this.#draw(
          shapes.map(({ geometry }) => geometry),
          `zone-${kind}`,
        ),
      );
    }
    const before = repairs.flatMap(({ outline_before }) => outline_before ?? []);
    this.#ground.addLayer(this.#draw(before, "zone-before"));
  }

  /** Bring the new boundaries, and what they change, into view. @param {Served.MadeBoundaries} answer */
  fit({ boundaries, changed_ground }) {
    this.showParts([...boundaries.features, ...changed_ground.features].map(({ geometry }) => geometry));
  }

  /**
   * @param {Served.Finding[][]} groups Those that read the same, with one number.
   * @param {number} first The place of the first in all.
   */
  showFindings(groups, first) {
    this.#findings.clearLayers();
    const findings = groups.flatMap((group, n) => group.map((each) => ({ ...each, number: first + n + 1 })));
    /** @type {Map<string, number[]>} Those of one place have one badge. */
    const places = new Map();
    for (const [n, { lon, lat }] of findings.entries()) {
      if (lon !== null && lat !== null) places.set(`${lat},${lon}`, [...(places.get(`${lat},${lon}`) ?? []), n]);
    }
    for (const [place, found] of places) {
      const [lat, lon] = place.split(",").map(Number);
      const numbers = found.slice(0, MOST_NUMBERS).map((n) => findings[n].number);
      const text = `${numbers.join(", ")}${found.length > MOST_NUMBERS ? " …" : ""}`;
      const badge = element("span", `zone-badge on-map ${findings[found[0]].severity}`, text);
      badge.title = found.map((n) => findings[n].sentence).join("\n");
      this.#findings.addLayer(ZoneMap.dom.marker(this.#at(lat, lon), badge, "labels").setZIndexOffset(1000));
    }
  }

  clear() {
    this.#ground.clearLayers();
    this.#findings.clearLayers();
  }

  /** @param {[lat: number, lon: number]} point */
  goTo([lat, lon]) {
    const { map } = this.app;
    this.layer.showBounds(L.latLngBounds([this.#at(lat, lon)]), { isGentle: map.getZoom() >= NEAR - 1 });
  }

  /** @param {GeoJSON.Geometry} geometry */
  showPart(geometry) {
    this.showParts([geometry]);
  }

  /** @param {GeoJSON.Geometry[]} geometries */
  showParts(geometries) {
    const bounds = this.#draw(geometries, "").getBounds();
    this.layer.showBounds(bounds);
  }

  /** @param {GeoJSON.Geometry | null} geometry */
  mark(geometry) {
    this.#marked?.remove();
    this.#marked = geometry && this.#draw([geometry], "zone-marked").addTo(this.app.map);
  }

  /**
   * @param {GeoJSON.Geometry[]} geometries
   * @param {string} className
   */
  #draw(geometries, className) {
    return L.geoJSON(geometries.length ? merge(geometries) : undefined, {
      pane: PANE,
      interactive: false,
      style: { className, fillRule: "nonzero" }, // parts lie in other parts
      coordsToLatLng: ([lon, lat]) => this.#at(lat, lon),
    });
  }

  /** @param {number} lat @param {number} lon */
  #at(lat, lon) {
    return L.latLng(lat, lon + ZoneMap.turn(lon, this.app.zone.data.bounds.zone));
  }
}
