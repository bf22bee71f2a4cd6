/* The edge between the map and the panel beneath it: dragged, or moved by the arrow keys. */
import { element } from "../../lib/dom.js";

const LEAST_PX = 110;
const MOST = 0.8; // of the stage
const STEP_PX = 24;

/**
 * @param {import("../../app.js").App} app
 * @param {HTMLElement} section
 * @param {Served.Messages} messages
 */
export const setUpResizer = ({ zone }, section, messages) => {
  const edge = element("div", "plot-edge");
  edge.setAttribute("role", "separator");
  edge.setAttribute("aria-orientation", "horizontal");
  edge.setAttribute("aria-label", messages.resize);
  edge.tabIndex = 0;
  const stage = document.querySelector(".stage");
  const most = () => MOST * (stage?.clientHeight ?? innerHeight);
  /** @param {number} height */
  const resize = (height) => {
    const kept = Math.round(Math.max(LEAST_PX, Math.min(most(), height)));
    section.classList.remove("folded");
    section.style.setProperty("--plots-height", `${kept}px`);
    edge.setAttribute("aria-valuenow", String(Math.round((100 * kept) / (most() / MOST))));
  };
  edge.setAttribute("aria-valuemin", "0");
  edge.setAttribute("aria-valuemax", String(100 * MOST));
  edge.setAttribute("aria-valuenow", "42");
  let [from, height] = [0, 0];
  edge.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    [from, height] = [event.clientY, section.offsetHeight];
    edge.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  edge.addEventListener("pointermove", (event) => {
    if (edge.hasPointerCapture(event.pointerId)) resize(height + from - event.clientY);
  });
  const settle = () => zone.resize();
  edge.addEventListener("pointerup", settle);
  edge.addEventListener("keydown", (event) => {
    const by = { ArrowUp: STEP_PX, ArrowDown: -STEP_PX }[event.key];
    if (!by) return;
    event.preventDefault();
    resize(section.offsetHeight + by);
    settle();
  });
  return edge;
};
