/* Measuring: a line or an area, point by point, geodesic. */
import { readPoints, writePoints } from "../lib/url_state.js";
import { aim } from "./crosshair.js";
import { formatAreas, formatDistance } from "../lib/format.js";
import { geodesic, inverse, pathLength, ringArea } from "../lib/geodesy.js";
import { element, fill, say } from "./toolbar.js";

const PIECE_M = 20000;

const turn = ([y, x], [v, u], [q, p]) => Math.sign((u - x) * (q - y) - (v - y) * (p - x));
const cut = (a, b, c, d) => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

/* Whether two edges of the ring through the points cross each other: it then encloses no one area. */
export const crosses = (points) => points.some((a, n) => {
  const next = (k) => points[(k + 1) % points.length];
  return points.slice(n + 1).some((c, m) => cut(a, next(n), c, next(n + 1 + m)));
});

/* What points measure, in words: the total first, then what belongs to it. */
export const results = (mode, points, lang, messages) => {
  const shown = (path) => ({ distance: formatDistance(pathLength(path), lang, { fine: true }) });
  if (mode === "line") {
    return [shown(points).distance, ...(points.length > 2 ? [fill(messages.lastStretch, shown(points.slice(-2)))] : [])];
  }
  if (crosses(points)) return [messages.edgesCross];
  const [total, ...rest] = formatAreas(ringArea(points), lang);
  return [total, rest.join(" · "), fill(messages.around, shown(points.length > 1 ? [...points, points[0]] : []))];
};

const bent = (points) => points.slice(1).flatMap((point, n) => {
  const pieces = Math.min(64, Math.ceil(inverse(points[n], point).distance / PIECE_M)) || 1;
  return geodesic(points[n], point, pieces).slice(n ? 1 : 0);
});

export const setUp = (zone, { messages }) => {
  const drawn = L.layerGroup().addTo(zone._map);
  let mode = "line";
  let points = [];
  let ahead = null;
  let stopAiming = null;

  const tool = zone.addTool({
    name: "measure",
    start() {
      if (points.length) draw();
      else startAiming();
    },
    stop(replaced) {
      endAiming();
      if (!replaced) change([], { push: true });
    },
    escape() {
      if (!stopAiming || !points.length) return false;
      finish();
      tool.button.focus({ preventScroll: true });
      return true;
    },
  });
  const { form } = tool;
  const { elements } = form;

  const draw = () => {
    const all = ahead ? [...points, ahead] : points;
    const style = { pane: "tools", interactive: false };
    drawn.clearLayers();
    const path = mode === "area" && all.length > 2 ? [...all, all[0]] : all;
    if (all.length > 1) drawn.addLayer(L.polyline(bent(path), { ...style, smoothFactor: 0, className: "measure-line" }));
    if (mode === "area" && all.length > 2) drawn.addLayer(L.polygon(bent([...all, all[0]]), { ...style, smoothFactor: 0, className: "measure-area" }));
    for (const point of points) drawn.addLayer(L.circleMarker(point, { ...style, radius: 5, className: "measure-point" }));
    const [total, ...rest] = results(mode, all, zone.data.lang, messages);
    form.querySelector(".total").textContent = total;
    form.querySelector(".rest").replaceChildren(...rest.map((text) => element("span", "", text)));
    form.querySelector(".help").hidden = !stopAiming;
    elements.undo.disabled = elements.clear.disabled = !points.length;
    elements.finish.disabled = !stopAiming || points.length < (mode === "line" ? 2 : 3);
    for (const each of elements.mode) each.setAttribute("aria-pressed", String(each.value === mode));
  };
  const tell = () => {
    const result = results(mode, points, zone.data.lang, messages).join(", ");
    say(fill(messages.pointsSo, { count: points.length, result }));
  };
  const change = (next, { push = false } = {}) => {
    points = next;
    ahead = null;
    zone.setState(mode, writePoints(points), { push });
    draw();
  };
  const undo = () => {
    startAiming();
    change(points.slice(0, -1));
    tell();
  };
  const startAiming = () => {
    stopAiming ??= aim(zone, {
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
    stopAiming = ahead = null;
    draw();
  };
  const finish = () => {
    endAiming();
    tell();
  };

  for (const each of elements.mode) {
    each.addEventListener("click", () => {
      zone.setState(mode, null, { push: false });
      mode = each.value;
      change(points);
      startAiming();
    });
  }
  elements.undo.addEventListener("click", undo);
  elements.finish.addEventListener("click", () => {
    finish();
    elements.clear.focus({ preventScroll: true });
  });
  elements.clear.addEventListener("click", () => {
    change([]);
    startAiming();
  });

  const restore = (each) => (text) => {
    if (text === null && each !== mode) return;
    [mode, points] = [each, readPoints(text)];
    zone.useTool(points.length ? tool : zone.activeTool() === tool ? null : zone.activeTool());
    endAiming();
    if (points.length) zone.uncover(L.latLngBounds(points));
  };
  for (const each of ["line", "area"]) zone.keep(each, restore(each));
  draw();
};
