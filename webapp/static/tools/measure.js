/* Measuring: a line or an area, point by point, geodesic. */
import { element, find, findAll, say } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { drawPath, results } from "../lib/measured_path.js";
import { beside, readPoints, writePoints } from "../lib/url_state.js";
import { takePoints } from "./crosshair.js";

/** @typedef {Served.Point} Point */
/** @typedef {import("../lib/measured_path.js").Mode} Mode */

/** @param {import("../app.js").App} app */
export const setUp = (app) => {
  const { map, zone, url, toolbar, site } = app;
  const { messages } = site;
  const drawn = L.layerGroup().addTo(map);
  /** @type {Mode} */
  let mode = "line";
  /** @type {Point[]} */
  let points = [];
  /** @type {Point | null} Where the pointer or the cross is. */
  let ahead = null;
  /** @type {(() => void) | null} */
  let stopAiming = null;

  const tool = toolbar.add({
    name: "measure",
    start() {
      if (points.length) draw();
      else startAiming();
    },
    stop(isReplaced) {
      endAiming();
      if (!isReplaced) change([], { push: true });
    },
    clear: () => change([], { push: true }),
    escape() {
      if (!stopAiming || !points.length) return false;
      finish();
      tool.button.focus({ preventScroll: true });
      return true;
    },
  });
  const card = find("#measure-card", document, HTMLElement);
  /** @param {string} name */
  const button = (name) => find(`[name=${name}]`, card, HTMLButtonElement);
  const [undoButton, finishButton, clearButton] = ["undo", "finish", "clear"].map(button);
  const modeButtons = findAll("[name=mode]", card, HTMLButtonElement);

  const drawWithAhead = () => {
    const all = (ahead ? [...points, ahead] : points).map((point) => beside(zone, point));
    drawn.clearLayers();
    toolbar.setMarked("measure", points.length > 0);
    drawPath(drawn, mode, all, points.length);
    return results(mode, all, site);
  };
  const draw = () => {
    const [total, ...rest] = drawWithAhead();
    find(".total", card, HTMLElement).textContent = total;
    find(".rest", card, HTMLElement).replaceChildren(...rest.map((text) => element("span", "", text)));
    find(".help", card, HTMLElement).hidden = !stopAiming;
    undoButton.disabled = !points.length;
    clearButton.disabled = !points.length;
    finishButton.disabled = !stopAiming || points.length < (mode === "line" ? 2 : 3);
    for (const each of modeButtons) each.setAttribute("aria-pressed", String(each.value === mode));
  };
  const tell = () => {
    const result = results(mode, points, site).join(", ");
    say(fill(messages.pointsSo, { count: points.length, result }));
  };
  /**
   * @param {Point[]} next
   * @param {{ push?: boolean }} [options]
   */
  const change = (next, { push = false } = {}) => {
    points = next;
    ahead = null;
    url.set(mode, writePoints(points), { push });
    draw();
  };
  const undo = () => {
    startAiming();
    change(points.slice(0, -1));
    tell();
  };
  const startAiming = () => {
    stopAiming ??= takePoints(app, {
      point(at) {
        if (String(at) === String(points.at(-1))) return;
        change([...points, at], { push: !points.length });
        tell();
      },
      move(at) {
        ahead = points.length ? at : null;
        draw();
      },
      undo,
    });
    draw();
  };
  const endAiming = () => {
    stopAiming?.();
    stopAiming = null;
    ahead = null;
    draw();
  };
  const finish = () => {
    endAiming();
    tell();
  };

  for (const each of modeButtons) {
    each.addEventListener("click", () => {
      url.set(mode, null, { push: false });
      mode = each.value === "area" ? "area" : "line";
      change(points);
      startAiming();
    });
  }
  undoButton.addEventListener("click", undo);
  finishButton.addEventListener("click", () => {
    finish();
    clearButton.focus({ preventScroll: true });
  });
  clearButton.addEventListener("click", () => {
    change([]);
    startAiming();
  });

  /**
   * @param {Mode} kept
   * @param {string | null} text
   */
  const restore = (kept, text) => {
    if (text === null && kept !== mode) return;
    mode = kept;
    points = readPoints(text);
    if (points.length) toolbar.use(tool);
    else if (toolbar.active === tool) toolbar.use(null);
    endAiming();
    if (points.length) zone.uncover(L.latLngBounds(points.map((point) => beside(zone, point))));
  };
  url.keep("line", (text) => restore("line", text));
  url.keep("area", (text) => restore("area", text));
  draw();
};
