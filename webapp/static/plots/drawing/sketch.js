/* A site, a line or a plot that somebody draws: its points, with undo and redo. Points are
   [latitude, longitude] in degrees, WGS 84. */
import { crosses } from "../../lib/measured_path.js";
import { ringArea } from "../../lib/ring_area.js";

/** @typedef {Served.Point} Point */
/** @typedef {"site" | "line" | "area"} Kind */
/** @typedef {{ kind: Kind, points: Point[] }} State */

/** @type {Record<Kind, number>} How many points each needs. */
const LEAST = { site: 1, line: 2, area: 3 };
const MOST_STEPS = 200; // that can be undone

/**
 * A longitude from -180 to 180 of a copy of the world.
 * @param {number} lon
 */
const wrap = (lon) => Number((lon - 360 * Math.round(lon / 360)).toFixed(9));

/**
 * Anticlockwise, as RFC 7946 has outer rings.
 * @param {number[][]} ring Closed.
 */
const turnLeft = (ring) => {
  const twice = ring.slice(1).reduce((sum, [x, y], n) => sum + ring[n][0] * y - x * ring[n][1], 0);
  return twice < 0 ? ring.toReversed() : ring;
};

export class Sketch {
  /** @type {State} */
  #now = { kind: "line", points: [] };
  /** @type {State[]} */
  #past = [];
  /** @type {State[]} */
  #future = [];

  /** @param {Partial<State>} [state] */
  constructor(state = {}) {
    this.#now = { ...this.#now, ...state };
  }

  get kind() {
    return this.#now.kind;
  }

  get points() {
    return this.#now.points;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Without points, and without any that could come back. */
  get isBlank() {
    return !this.points.length && !this.canUndo;
  }

  get isComplete() {
    return this.points.length >= LEAST[this.kind];
  }

  /** Whether its edges cross each other, so that it encloses no one area. */
  get crosses() {
    return this.kind === "area" && crosses(this.points);
  }

  /** Whether it may join the others: it has its points, does not cross itself, and has an extent. */
  get isValid() {
    if (!this.isComplete || this.crosses) return false;
    return this.kind !== "area" || ringArea(this.points) > 0;
  }

  /** @param {Point} point The one before is not repeated; of a site it takes the place. */
  append(point) {
    if (String(point) === String(this.points.at(-1))) return false;
    this.#change(this.kind === "site" ? [point] : [...this.points, point]);
    return true;
  }

  /**
   * @param {number} n
   * @param {Point} point
   */
  move(n, point) {
    this.#change(this.points.with(n, point));
  }

  /**
   * @param {number} n That it comes before.
   * @param {Point} point
   */
  insert(n, point) {
    this.#change(this.points.toSpliced(n, 0, point));
  }

  /** @param {number} n */
  remove(n) {
    this.#change(this.points.toSpliced(n, 1));
  }

  clear() {
    if (this.points.length) this.#change([]);
  }

  /** @param {Kind} kind */
  become(kind) {
    if (kind === this.kind) return;
    if (this.points.length) this.#change(kind === "site" ? this.points.slice(-1) : this.points, kind);
    else this.#now = { ...this.#now, kind }; // there is no step to undo
  }

  /** What was undone can't come back: the history ends here. */
  settle() {
    this.#future = [];
  }

  undo() {
    this.#step(this.#past, this.#future);
  }

  redo() {
    this.#step(this.#future, this.#past);
  }

  /**
   * @param {Point[]} points
   * @param {Kind} [kind]
   */
  #change(points, kind = this.kind) {
    this.#past = [...this.#past, this.#now].slice(-MOST_STEPS);
    this.#future = [];
    this.#now = { kind, points };
  }

  /**
   * @param {State[]} from
   * @param {State[]} to
   */
  #step(from, to) {
    const state = from.pop();
    if (!state) return;
    to.push(this.#now);
    this.#now = state;
  }
}

/**
 * What was drawn as GeoJSON.
 * @param {State} state
 * @returns {GeoJSON.Geometry}
 */
export const toGeometry = ({ kind, points }) => {
  const positions = points.map(([lat, lon]) => [wrap(lon), lat]);
  if (kind === "site") return { type: "Point", coordinates: positions[0] };
  if (kind === "line") return { type: "LineString", coordinates: positions };
  return { type: "Polygon", coordinates: [turnLeft([...positions, positions[0]])] };
};

/**
 * A geometry as it can be drawn on; null for one of several parts or with holes.
 * @param {GeoJSON.Geometry} geometry
 * @returns {State | null}
 */
export const fromGeometry = (geometry) => {
  /**
   * @param {number[]} position
   * @returns {Point}
   */
  const turn = ([lon, lat]) => [lat, lon];
  if (geometry.type === "Point") return { kind: "site", points: [turn(geometry.coordinates)] };
  if (geometry.type === "LineString") return { kind: "line", points: geometry.coordinates.map(turn) };
  if (geometry.type !== "Polygon" || geometry.coordinates.length !== 1) return null;
  return { kind: "area", points: geometry.coordinates[0].slice(0, -1).map(turn) };
};
