/* Thousands of plots on one canvas, drawn in batches. It is larger than the view, and drawn
   anew only when the view leaves it. */
import { element } from "../../lib/dom.js";
import { MARKS, trace } from "./paths.js";
import { overlaps } from "./shapes.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./inks.js").Ink} Ink */
/** @typedef {{ hue: number, shapes: Shape[] }} Group */
/** @typedef {import("./paths.js").Frame} Frame */
const PADDING = 0.25; // of the view, on every side
const BATCH = 400;
const PLAIN_PX = 16; // smaller shapes have no pattern and no halo
const DOT_PX = 1.4; // shapes smaller than this are dots
const LINE_PX = 1.7;
const HALO_PX = 1.6; // on either side of a line
const MARK_PX = 5.5;
const TINT = 0.13;

/**
 * @template T
 * @param {T[]} all
 */
function* inBatches(all) {
  for (let n = 0; n < all.length; n += BATCH) yield all.slice(n, n + BATCH);
}

export class PlotCanvas extends L.Renderer {
  /** @type {Group[]} */
  #groups = [];
  /** @type {(hue: number) => Ink} */
  #inkOf = () => ({ line: "", halo: "", pattern: null, mark: 0 });
  /** @type {{ zoom: number, origin: L.Point } | null} */
  #drawn = null;
  /** An animated zoom ends with much to do in one frame: until the second next this is only scaled. */
  #isLate = false;
  #asked = 0;

  /** @param {string} pane */
  constructor(pane) {
    super({ pane, padding: PADDING });
  }

  /**
   * @param {Group[]} groups In the order in which they are drawn.
   * @param {(hue: number) => Ink} inkOf
   */
  show(groups, inkOf) {
    this.#groups = groups;
    this.#inkOf = inkOf;
    this.#drawn = null;
    this.#isLate = false;
    if (this._map) this._update();
  }

  /** @override */
  _initContainer() {
    this._container = element("canvas");
  }

  /** @override */
  _destroyContainer() {
    cancelAnimationFrame(this.#asked);
    this._container.remove();
  }

  /**
   * @override
   * @param {L.ZoomAnimEvent} event
   */
  _onAnimZoom(event) {
    super._onAnimZoom(event);
    this.#isLate = true;
  }

  /** @override */
  _update() {
    const map = this._map;
    if (map._animatingZoom && this._bounds) return;
    if (this.#isLate) {
      this.#isLate = false;
      cancelAnimationFrame(this.#asked);
      this.#asked = requestAnimationFrame(() => {
        this.#asked = requestAnimationFrame(() => this._update());
      });
      return;
    }
    const corners = [L.point(0, 0), map.getSize()].map((at) => map.containerPointToLayerPoint(at));
    const [zoom, origin] = [map.getZoom(), map.getPixelOrigin()];
    const isCurrent = this.#drawn?.zoom === zoom && this.#drawn.origin.equals(origin);
    if (isCurrent && this._bounds.contains(L.bounds(corners))) return;
    this.#drawn = { zoom, origin };
    super._update();
    this.#draw({ scale: map.getZoomScale(zoom, 0), origin });
  }

  /* What is drawn before printing is printed as it was drawn: to clear a canvas paints it white then. */
  #replaceInPrint() {
    if (!document.documentElement.classList.contains("printing")) return;
    const fresh = element("canvas", this._container.className);
    fresh.style.cssText = this._container.style.cssText;
    this._container.replaceWith(fresh);
    this._container = fresh;
  }

  /** @param {Frame} frame */
  #draw(frame) {
    this.#replaceInPrint();
    const canvas = this._container;
    const { min, max } = this._bounds;
    if (!(canvas instanceof HTMLCanvasElement) || !min || !max) return;
    const [ratio, size] = [Math.max(1, Math.round(devicePixelRatio)), this._bounds.getSize()];
    L.DomUtil.setPosition(canvas, min);
    Object.assign(canvas, { width: ratio * size.x, height: ratio * size.y });
    Object.assign(canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
    const context = canvas.getContext("2d");
    if (!context || !this.#groups.length) return;
    context.scale(ratio, ratio);
    context.translate(-min.x, -min.y);
    context.lineJoin = "round";
    const { scale, origin } = frame;
    const [left, top, right, bottom] = [min.x - MARK_PX, min.y - MARK_PX, max.x + MARK_PX, max.y + MARK_PX];
    /** @type {import("./shapes.js").Box} */
    const view = [
      (left + origin.x) / scale,
      (top + origin.y) / scale,
      (right + origin.x) / scale,
      (bottom + origin.y) / scale,
    ];
    for (const { hue, shapes } of this.#groups) {
      const seen = shapes.filter(({ box }) => overlaps(box, view));
      const ink = this.#inkOf(hue);
      this.#drawAreas(context, seen, ink, frame);
      this.#drawPaths(context, seen, ink, frame);
      this.#drawSites(context, seen, ink, frame);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Shape[]} seen
   * @param {Ink} ink
   * @param {Frame} frame
   */
  #drawAreas(context, seen, ink, frame) {
    /** @param {Shape} shape */
    const size = ({ box }) => Math.max(box[2] - box[0], box[3] - box[1]) * frame.scale;
    /** @type {Shape[][]} */
    const [small, large] = [[], []];
    for (const each of seen) if (each.rings.length) (size(each) < PLAIN_PX ? small : large).push(each);
    for (const batch of inBatches(small)) {
      const path = new Path2D();
      for (const each of batch) {
        if (size(each) >= DOT_PX) for (const ring of each.rings) trace(path, ring, frame);
        else {
          const { scale, origin } = frame;
          path.rect(each.box[0] * scale - origin.x, each.box[1] * scale - origin.y, DOT_PX, DOT_PX);
        }
      }
      this.#fill(context, path, ink, TINT);
      this.#stroke(context, path, ink.line, 1);
    }
    for (const batch of inBatches(large)) {
      const path = new Path2D();
      for (const { rings } of batch) for (const ring of rings) trace(path, ring, frame);
      this.#fill(context, path, ink, TINT);
      if (ink.pattern) {
        context.fillStyle = ink.pattern;
        context.fill(path);
      }
      this.#stroke(context, path, ink.halo, LINE_PX + 2 * HALO_PX);
      this.#stroke(context, path, ink.line, LINE_PX);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Shape[]} seen
   * @param {Ink} ink
   * @param {Frame} frame
   */
  #drawPaths(context, seen, ink, frame) {
    for (const batch of inBatches(seen.filter(({ paths }) => paths.length))) {
      const path = new Path2D();
      for (const { paths } of batch) for (const line of paths) trace(path, line, frame);
      this.#stroke(context, path, ink.halo, 2.6 + 2 * HALO_PX);
      this.#stroke(context, path, ink.line, 2.6);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Shape[]} seen
   * @param {Ink} ink
   * @param {Frame} frame
   */
  #drawSites(context, seen, ink, { scale, origin }) {
    for (const batch of inBatches(seen.filter(({ points }) => points.length))) {
      const path = new Path2D();
      for (const { points } of batch) {
        for (let n = 0; n < points.length; n += 2) {
          MARKS[ink.mark](path, points[n] * scale - origin.x, points[n + 1] * scale - origin.y, MARK_PX);
        }
      }
      this.#stroke(context, path, ink.halo, 2 * HALO_PX);
      this.#fill(context, path, ink, 1);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Path2D} path
   * @param {Ink} ink
   * @param {number} opacity
   */
  #fill(context, path, { line }, opacity) {
    context.globalAlpha = opacity;
    context.fillStyle = line;
    context.fill(path);
    context.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Path2D} path
   * @param {string} colour
   * @param {number} width
   */
  #stroke(context, path, colour, width) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke(path);
  }
}
