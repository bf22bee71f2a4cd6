/* Points on the map from a pointer, a thumb or the keyboard. For the keyboard a cross stands in
   the middle: arrows move the map under it, Enter takes the point, Backspace takes it back. */
import { rounded } from "../lib/url_state.js";
import { element } from "./toolbar.js";

const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/* act: { point([lat, lon]), move?([lat, lon]), undo?() }; returns what ends the aiming. */
export const aim = (zone, act) => {
  const map = zone._map;
  const container = map.getContainer();
  const cross = element("div", "cross");
  container.append(cross);
  const onClick = ({ latlng }) => act.point(rounded(latlng));
  const onMove = ({ latlng }) => act.move?.(rounded(latlng));
  const onKey = (event) => {
    if (event.target !== container || event.altKey || event.ctrlKey || event.metaKey) return;
    if (STEPS[event.key]) {
      map.panBy(STEPS[event.key].map((each) => each * (event.shiftKey ? 100 : 20)), { animate: false });
      act.move?.(rounded(map.getCenter()));
    } else if (event.key === "Enter" || event.key === " ") act.point(rounded(map.getCenter()));
    else if (event.key === "Backspace" && act.undo) act.undo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const turn = (on) => {
    zone.busy = on;
    container.classList.toggle("aiming", on);
    for (const handler of [map.doubleClickZoom, map.keyboard]) handler[on ? "disable" : "enable"]();
    map[on ? "on" : "off"]({ click: onClick, mousemove: onMove });
    container[on ? "addEventListener" : "removeEventListener"]("keydown", onKey);
  };
  turn(true);
  if (!zone.restoring) container.focus({ preventScroll: true });
  return () => {
    turn(false);
    cross.remove();
  };
};
