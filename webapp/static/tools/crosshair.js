/* Points on the map from a pointer, a thumb or the keyboard. For the keyboard a cross stands in
   the middle: arrows move the map under it, Enter takes the point, Backspace takes it back. */
import { element } from "../lib/dom.js";
import { rounded } from "../lib/url_state.js";

/**
 * @typedef {object} Aim
 * @property {(point: Served.Point) => void} point A point was taken.
 * @property {(point: Served.Point) => void} [move] The pointer or the cross is at another one.
 * @property {() => void} [undo]
 * @property {boolean} [isMarked] The point that was taken has a mark of its own: the cross goes until it is moved.
 * @property {boolean} [isGiven] The first point is not picked, but known already: the cross comes when it is moved.
 */

/** @type {Record<string, [x: number, y: number]>} */
const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const STEP_PX = 20;
const LEAP_PX = 100;

/**
 * Start to take points, and return what ends that.
 * @param {import("../app.js").App} app
 * @param {Aim} aim
 */
export const takePoints = ({ map, zone, url }, aim) => {
  const container = map.getContainer();
  const cross = element("div", "cross");
  cross.hidden = aim.isGiven ?? false;
  container.append(cross);
  /** @param {L.LeafletMouseEvent} event */
  const onClick = ({ latlng }) => {
    cross.hidden = true; // a pointer takes points without it
    aim.point(rounded(latlng));
  };
  /** @param {L.LeafletMouseEvent} event */
  const onMove = ({ latlng }) => aim.move?.(rounded(latlng));
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.target !== container || event.altKey || event.ctrlKey || event.metaKey) return;
    if (STEPS[event.key]) {
      cross.hidden = false;
      const [x, y] = STEPS[event.key];
      const px = event.shiftKey ? LEAP_PX : STEP_PX;
      map.panBy([x * px, y * px], { animate: false });
      aim.move?.(rounded(map.getCenter()));
    } else if (event.key === "Enter" || event.key === " ") {
      cross.hidden = aim.isMarked ?? false;
      aim.point(rounded(map.getCenter()));
    } else if (event.key === "Backspace" && aim.undo) aim.undo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** @param {boolean} on */
  const turn = (on) => {
    zone.isBusy = on;
    container.classList.toggle("aiming", on);
    for (const handler of [map.doubleClickZoom, map.keyboard]) handler[on ? "disable" : "enable"]();
    map[on ? "on" : "off"]({ click: onClick, mousemove: onMove });
    if (on) container.addEventListener("keydown", onKey);
    else container.removeEventListener("keydown", onKey);
  };
  turn(true);
  if (!url.isRestoring) container.focus({ preventScroll: true });
  return () => {
    turn(false);
    cross.remove();
  };
};
