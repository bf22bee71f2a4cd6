/* Plots on the map: drawn, named, hovered, selected, and brought into view. */
import { element, find } from "../../lib/dom.js";
import { PlotCanvas } from "./canvas.js";
import { readInks } from "./inks.js";
import { PlotMarks } from "./plot_marks.js";
import { PlotNames } from "./plot_names.js";
import { isHit, makeShape, project, unproject } from "./shapes.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("../workbench.js").Bench} Bench */
/** @typedef {Plots.Entry} Entry */

const REACH_PX = 9;
const MARGIN_PX = 48;
const MARGIN_SHARE = 0.2; // at most, of what is free
const NEAREST_ZOOM = 16;
const TINY = 3; // zoom levels from what would fill the view
const LEAVE_MS = 90; // between one plot and the next
/** @param {Shape[]} shapes */
const boundsOf = (shapes) => {
  const boxes = shapes.map(({ box }) => box).filter(([x]) => Number.isFinite(x));
  const [west, north] = [0, 1].map((n) => boxes.reduce((least, box) => Math.min(least, box[n]), Infinity));
  const [east, south] = [2, 3].map((n) => boxes.reduce((most, box) => Math.max(most, box[n]), -Infinity));
  return L.latLngBounds(boxes.length ? [unproject(west, south), unproject(east, north)] : []);
};

/** What is free of a phone's sheet is known once it has its new height. */
const whenSheetRests = () =>
  Promise.allSettled(
    find(".sheet", document, HTMLElement)
      .getAnimations()
      .map(({ finished }) => finished),
  );

/** @param {Entry} entry */
const describe = ({ row, layer }) => {
  const box = element("div");
  const name = element("strong", "", row.name || `№ ${row.number}`);
  name.dir = "auto";
  box.append(name, element("div", "", layer.name));
  return box;
};

export class PlotLayer {
  /** @type {WeakMap<Plots.Feature, Shape>} */
  #shapes = new WeakMap();
  #canvas = new PlotCanvas("plots");
  #marks;
  #tooltip = L.tooltip({ className: "plot-tooltip", direction: "top", opacity: 1, offset: [0, -8] });
  #pane;
  #names;
  #leaving = 0;

  /** @param {Bench} bench */
  constructor({ app, store }) {
    this.zone = app.zone;
    this.map = app.map;
    this.store = store;
    for (const [n, name] of ["plots", "plots-marked"].entries()) {
      this.map.createPane(name).style.cssText = `z-index:${410 + n};pointer-events:none`;
    }
    this.#pane = this.map.getPane("plots") ?? this.map.getContainer();
    this.#canvas.addTo(this.map);
    this.#marks = new PlotMarks(this);
    store.on("layers", () => this.#draw());
    store.on("filter", () => this.#draw());
    store.on("hover", () => this.#marks.show("hovered", store.hovered === store.selected ? null : store.hovered));
    store.on("select", () => this.#marks.show("selected", store.selected));
    this.#names = new PlotNames(this);
    this.#followScheme();
    this.#listen();
    this.#draw();
  }

  /** @param {Entry} entry */
  shapeOf({ feature }) {
    const known = this.#shapes.get(feature);
    if (known) return known;
    const shape = makeShape(feature.geometry, (lon) => ZoneMap.turn(lon, this.zone.data.bounds.zone));
    this.#shapes.set(feature, shape);
    return shape;
  }

  /**
   * Bring plots into view, whole; or only where something lies over them.
   * @param {Entry[]} entries
   * @param {{ isGentle?: boolean }} [options]
   */
  zoomTo(entries, { isGentle = false } = {}) {
    this.showBounds(boundsOf(entries.map((each) => this.shapeOf(each))), { isGentle });
  }

  /**
   * @param {L.LatLngBounds} bounds
   * @param {{ isGentle?: boolean }} [options]
   */
  async showBounds(bounds, { isGentle = false } = {}) {
    const { map, zone } = this;
    if (!bounds.isValid()) return;
    await whenSheetRests();
    zone.resize();
    const isTiny = Math.min(map.getBoundsZoom(bounds), NEAREST_ZOOM) - map.getZoom() > TINY;
    if (isGentle && !isTiny && ZoneMap.isFree(map, bounds)) return;
    const { limits } = zone.data;
    if (limits && !L.latLngBounds(limits).contains(bounds)) map.fire("zone:unlimited");
    const { x, y } = ZoneMap.freeArea(map).bounds.getSize();
    const margin = Math.min(MARGIN_PX, MARGIN_SHARE * Math.min(x, y));
    ZoneMap.fitFree(map, bounds, margin, { maxZoom: NEAREST_ZOOM });
  }

  #draw() {
    const shown = this.store.shownEntries();
    /** @type {Map<number, Shape[]>} */
    const groups = new Map();
    for (const each of shown) {
      const shapes = groups.get(each.layer.hue) ?? [];
      shapes.push(this.shapeOf(each));
      groups.set(each.layer.hue, shapes);
    }
    const inkOf = readInks(this.#pane);
    this.#canvas.show(
      [...groups].map(([hue, shapes]) => ({ hue, shapes })),
      inkOf,
    );
    this.#marks.refresh();
    this.#names.place();
  }

  #followScheme() {
    const redraw = () => this.#draw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    window.addEventListener("beforeprint", redraw);
    window.addEventListener("afterprint", redraw);
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    new MutationObserver(redraw).observe(this.map.getContainer(), { attributeFilter: ["data-ground"] });
  }

  /**
   * The uppermost plot at a place of the page.
   * @param {MouseEvent} event
   */
  #at(event) {
    const { map, zone, store } = this;
    if (zone.isBusy) return null;
    const at = map.containerPointToLatLng(map.mouseEventToContainerPoint(event));
    const [x, y] = project(at.lng, at.lat);
    const reach = REACH_PX / map.getZoomScale(map.getZoom(), 0);
    return store.shownEntries().findLast((entry) => isHit(this.shapeOf(entry), x, y, reach)) ?? null;
  }

  #listen() {
    const container = this.map.getContainer();
    let asked = 0;
    container.addEventListener("mousemove", (event) => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => this.#hover(event));
    });
    container.addEventListener("mouseleave", () => {
      cancelAnimationFrame(asked);
      this.#leave();
    });
    // Before the parts beneath hear of it.
    container.addEventListener(
      "click",
      (event) => {
        const isOnMap =
          event.target instanceof Element && !event.target.closest(".leaflet-control, .tool-card, .handle");
        const entry = isOnMap && !this.map.dragging.moved?.() ? this.#at(event) : null;
        if (!entry) return;
        event.stopPropagation();
        this.store.select(entry.key, "map");
      },
      true,
    );
  }

  /** @param {MouseEvent} event */
  #hover(event) {
    const isOnMap = event.target instanceof Element && !event.target.closest(".leaflet-control, .handle");
    const entry = isOnMap && !event.buttons ? this.#at(event) : null;
    clearTimeout(this.#leaving);
    if (!entry) {
      if (this.store.hovered) this.#leaving = setTimeout(() => this.#leave(), LEAVE_MS);
      return;
    }
    this.map.getContainer().classList.add("over-plot");
    if (this.store.hovered !== entry.key || !this.map.hasLayer(this.#tooltip)) {
      this.store.hover(entry.key);
      this.#tooltip.setContent(describe(entry));
    }
    this.#tooltip.setLatLng(this.map.mouseEventToLatLng(event)).addTo(this.map);
  }

  #leave() {
    if (!this.map.hasLayer(this.#tooltip)) return;
    this.#tooltip.remove();
    this.map.getContainer().classList.remove("over-plot");
    this.store.hover(null);
  }
}
