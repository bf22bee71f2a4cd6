/* The label of a point on a bare map: beside its mark, where it is seen whole. */
import { element } from "./dom.js";

const GAP_PX = 12; // from the middle of the mark
const OVER =
  ".mark-label, .ask-ring, .sheet, .detail, .legend, .map-buttons > *, .credits, .leaflet-control-scale-line";
// Right, left, above, below; then shifted along these, to the corners. In halves of the label with the gap.
const SHIFTS = [0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1, -1];
const SIDES = SHIFTS.flatMap((by) => [L.point(1, by), L.point(-1, by), L.point(by, -1), L.point(by, 1)]);

/**
 * The middle of a label where it is seen whole, or none.
 * @param {L.Map} map
 * @param {L.Point} at
 * @param {L.Point} size
 * @param {L.Bounds[]} over
 */
const findPlace = (map, at, size, over) => {
  const half = size.divideBy(2);
  const view = L.bounds([2, 2], map.getSize().subtract([2, 2])); // it is rounded
  const reach = half.add([GAP_PX, GAP_PX]);
  return SIDES.map((side) => at.add(reach.scaleBy(side))).find((middle) => {
    const box = L.bounds(middle.subtract(half), middle.add(half));
    return view.contains(box) && !over.some((each) => each.overlaps(box));
  });
};

/**
 * Keep a label beside a point, whatever the view.
 * @param {ZoneMap.Layer} zone
 * @param {Served.Point} at
 * @param {string[][]} texts Lines; the first of these for which there is room.
 */
export const labelBeside = ({ map }, at, texts) => {
  const html = element("span", "map-label reach-label mark-label");
  const mark = ZoneMap.dom.marker(at, html, "labels").addTo(map);
  /** @param {L.Bounds[]} over @param {string[]} lines */
  const write = (over, lines) => {
    html.replaceChildren(...lines.map((line) => element("span", "", line)));
    const size = L.point(html.offsetWidth, html.offsetHeight);
    const middle = findPlace(map, map.latLngToContainerPoint(at), size, over);
    if (middle) mark.setLatLng(map.containerPointToLatLng(middle));
    return middle !== undefined;
  };
  const place = () => {
    const frame = map.getContainer().getBoundingClientRect();
    const others = [...document.querySelectorAll(OVER)].filter((each) => each !== html);
    const over = ZoneMap.boxesWithin(frame, others);
    html.hidden = false; // to be measured
    html.hidden = !texts.some((lines) => write(over, lines));
  };
  map.on("moveend zone:free", place);
  place();
};
