/* How far from here: great-circle lines to the cities, and rings, around a part's centre or a point. */
import { readPoints } from "../lib/url_state.js";
import { aim } from "./crosshair.js";
import { formatDistance, formatUncertainty } from "../lib/format.js";
import { circle, geodesic, inverse } from "../lib/geodesy.js";
import { element } from "./toolbar.js";

const NEAREST_LINE_M = 20000; // nearer than that a line would only cover the part

export const setUp = async (zone, site) => {
  const names = await site.names();
  const { _map: map, data: { lang } } = zone;
  const parts = new Map(names.filter(({ group }) => group === "part").map((part) => [part.id, part]));
  const cities = names.filter(({ group, code }) => group === "place" && code === "city");
  const [drawn, labels] = [L.layerGroup().addTo(map), L.layerGroup().addTo(map)];
  let labelled = [];
  let origin = null; // a part's id, or [lat, lon]
  let stopAiming = null;

  const tool = zone.addTool({
    name: "reach",
    start() {
      choose(origin ?? zone.selected ?? parts.keys().next().value);
      if (zone.shownView()) zone.show(zone.shownView()); // beside the card, not under it
      if (!zone.restoring) from.focus({ preventScroll: true });
    },
    stop(replaced) {
      endAiming();
      if (!replaced) choose(null);
    },
  });
  const { form } = tool;
  const { from, lines, ring } = form.elements;
  /* Of thousands of parts only the one that is asked about stands in the choice. */
  const offer = (id) => {
    if ([...from.options].some(({ value }) => value === id)) return;
    const option = element("option", "", parts.get(id).name);
    Object.assign(option, { value: id, lang: parts.get(id).nameLang });
    from.prepend(option);
  };
  const rows = form.querySelectorAll("tbody tr");
  const note = form.querySelector(".reach-note").cloneNode(true);
  document.querySelector(".legend")?.append(note);

  /* A ring's value stands south-west on it; a line's in its middle, or with the city's name where
     the line leaves the view. */
  const label = () => {
    const { min, max } = zone.free();
    const box = L.latLngBounds([min, max].map((corner) => map.containerPointToLatLng(corner)));
    labels.clearLayers();
    for (const { points, text, name } of labelled) {
      const whole = name && box.contains(points.at(-1));
      const at = whole ? points[24] : (name ? points.slice(2).reverse() : points).find((point) => box.contains(point));
      if (!at) continue;
      const html = element("span", "map-label reach-label", name && !whole ? `${name} ${text}` : text);
      labels.addLayer(L.marker(at, { pane: "labels", interactive: false, keyboard: false, icon: L.divIcon({ html, className: "label-anchor", iconSize: [0, 0] }) }));
    }
  };
  const add = (draw, points, className, text, name) => {
    drawn.addLayer(draw(points, { pane: "tools", interactive: false, className }));
    labelled.push({ points: name ? points : [...points.slice(75), ...points], text, name });
  };
  const rings = () => [...ring].filter((each) => each.checked).map((each) => Number(each.value));
  const centre = () => (Array.isArray(origin) ? { at: origin, doubt_m: 0 } : parts.get(origin));
  const draw = () => {
    const here = centre();
    drawn.clearLayers();
    labelled = [];
    note.hidden = !here;
    for (const km of here ? rings() : []) {
      add(L.polygon, circle(here.at, km * 1000), "reach-ring", `${km} km`);
    }
    cities.forEach((city, n) => {
      if (!here) return;
      const { distance } = inverse(here.at, city.at);
      const text = formatDistance(distance, lang);
      const doubt = here.doubt_m === null || city.doubt_m === null ? null : here.doubt_m + city.doubt_m;
      rows[n].children[1].textContent = text;
      rows[n].children[2].textContent = formatUncertainty(doubt, lang);
      if (!lines.checked || distance < NEAREST_LINE_M) return;
      add(L.polyline, geodesic(here.at, city.at), "reach-line", text, city.name);
    });
    if (here) drawn.addLayer(L.circleMarker(here.at, { pane: "tools", interactive: false, radius: 4, className: "reach-centre" }));
    label();
  };
  const choose = (next) => {
    origin = next;
    endAiming();
    if (parts.has(next)) offer(next);
    from.value = Array.isArray(next) ? "" : next;
    zone.setState("rings", next && rings().join(","), { push: false });
    zone.setState("lines", next && lines && !lines.checked ? "0" : null, { push: false });
    zone.setState("from", next && String(next));
    draw();
  };
  const endAiming = () => {
    stopAiming?.();
    stopAiming = null;
    form.querySelector(".help").hidden = true;
  };

  from.addEventListener("change", () => {
    if (from.value) return choose(from.value);
    form.querySelector(".help").hidden = false;
    stopAiming ??= aim(zone, { point: choose });
    return undefined;
  });
  form.addEventListener("change", ({ target }) => {
    if (target === from) return;
    choose(origin);
    const widest = Math.max(0, ...rings());
    if (target.name !== "ring" || !target.checked || !widest) return;
    const bounds = L.latLngBounds(circle(centre().at, widest * 1000, 8));
    if (!map.getBounds().contains(bounds)) map.fitBounds(bounds, { animate: false });
  });
  map.on("moveend", label);
  map.on("zone:select", ({ id }) => { if (id && zone.activeTool() === tool) choose(id); });
  zone.keep("from", (text) => {
    const shown = (zone.state("rings") || "").split(",");
    for (const each of ring) each.checked = shown.includes(each.value);
    if (lines) lines.checked = zone.state("lines") !== "0";
    origin = readPoints(text)[0] ?? (parts.has(text) ? text : null);
    if (origin) zone.useTool(tool);
    else if (zone.activeTool() === tool) zone.useTool(null);
    draw();
  });
};
