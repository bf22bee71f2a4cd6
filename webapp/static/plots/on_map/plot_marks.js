/* The hovered and the selected plot, outlined over the others. The outlines are kept and moved: to make
   them anew for each plot that the pointer passes costs frames. */
import { thin, unflatten } from "./shapes.js";

const STATES = /** @type {const} */ (["selected", "hovered"]);
const RADIUS_PX = 10;
const DETAIL = 1 / 20_000; // of a ring, which is exact to a pixel as long as it is no wider than so many
const PLAIN = 10_000; // numbers of a ring: to outline a million vertices takes seconds
const LOOK = { pane: "plots-marked", interactive: false, smoothFactor: 0.5 };

/** @typedef {{ key: string | null, lines: L.Polyline[], dots: L.LayerGroup }} Mark */

/** @param {Float64Array} line */
const outline = (line) => unflatten(line.length > PLAIN ? thin(line, DETAIL) : line);

export class PlotMarks {
  /** @type {Record<string, Mark>} */
  #marks;

  /** @param {import("./plot_layer.js").PlotLayer} layer */
  constructor(layer) {
    this.layer = layer;
    const classes = /** @param {string} state */ (state) => [`plot-${state}-casing`, `plot-${state}`];
    this.#marks = Object.fromEntries(
      STATES.map((state) => {
        const lines = classes(state).map((className) => L.polyline([], { ...LOOK, className }).addTo(layer.map));
        return [state, { key: null, lines, dots: L.layerGroup().addTo(layer.map) }];
      }),
    );
  }

  /**
   * @param {"selected" | "hovered"} state
   * @param {string | null} key
   */
  show(state, key) {
    const mark = this.#marks[state];
    if (key === null && mark.key === null) return;
    mark.key = key;
    const entry = this.layer.store.entry(key);
    const shape = entry && this.layer.shapeOf(entry);
    const lines = shape ? [...shape.rings, ...shape.paths].map(outline) : [];
    for (const each of mark.lines) each.setLatLngs(lines);
    mark.dots.clearLayers();
    if (!shape?.points.length) return;
    for (const at of unflatten(shape.points)) {
      for (const className of [`plot-${state}-casing`, `plot-${state}`]) {
        mark.dots.addLayer(L.circleMarker(at, { ...LOOK, radius: RADIUS_PX, className }));
      }
    }
  }

  /** Outline them as they are now. */
  refresh() {
    const { selected, hovered } = this.layer.store;
    this.show("selected", selected);
    this.show("hovered", hovered === selected ? null : hovered);
  }
}
