/* Asking the map about a point: by pointer, thumb, keyboard, coordinates or the device's position. */
import { readPoints } from "../lib/url_state.js";
import { aim } from "./crosshair.js";
import { parseCoordinates } from "../lib/coordinates.js";
import { copyFrom } from "../lib/clipboard.js";
import { element, say } from "./toolbar.js";

const fetchAnswer = async (address, query) => {
  const url = new URL(address, location.href);
  for (const [key, value] of Object.entries({ ...query, fragment: 1, f: "html" })) url.searchParams.set(key, value);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  return new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
};

export const setUp = (zone, { messages, addresses }) => {
  const map = zone._map;
  const marks = L.layerGroup().addTo(map);
  let stopAiming = null;
  let latest = 0;

  const tool = zone.addTool({
    name: "ask",
    start() { stopAiming = aim(zone, { point: (at) => zone.ask(at) }); },
    stop(replaced) {
      stopAiming();
      if (!replaced) forget();
    },
  });
  const answer = tool.form.querySelector(".answer");
  const { at: field, datum, here } = tool.form.elements;

  const forget = () => {
    latest += 1;
    marks.clearLayers();
    answer.replaceChildren();
    zone.setState("ask", null);
  };
  const mark = (point, accuracy) => {
    const style = { pane: "tools", interactive: false };
    marks.clearLayers();
    if (accuracy) marks.addLayer(L.circle(point, { ...style, radius: accuracy, className: "accuracy" }));
    for (const [radius, className] of [[9, "ask-ring"], [3, "ask-dot"]]) {
      marks.addLayer(L.circleMarker(point, { ...style, radius, className }));
    }
  };
  /* Bring the point into what the card leaves free of the map. */
  const uncover = (point) => {
    const [box, frame] = [tool.card, map.getContainer()].map((each) => each.getBoundingClientRect());
    const below = box.width > frame.width * 0.9;
    const free = L.bounds(below ? [0, 0] : [box.right - frame.left, 0], [frame.width, below ? box.top - frame.top : frame.height]);
    const at = map.latLngToContainerPoint(point);
    if (!L.bounds(free.min.add([24, 24]), free.max.subtract([24, 24])).contains(at)) map.panBy(at.subtract(free.getCenter()), { animate: false });
  };
  const complain = (text) => {
    forget();
    answer.replaceChildren(element("p", "warning", text));
    say(text);
  };

  /* Ask about [lat, lon]: `datum` is what they are in, `accuracy_m` how well they are known. */
  zone.ask = async (point, options = {}) => {
    zone.useTool(tool);
    latest += 1;
    const mine = latest;
    try {
      const found = await fetchAnswer(addresses.locate, { lon: point[1], lat: point[0], ...options });
      if (mine !== latest) return;
      const at = readPoints(found.dataset.at)[0];
      zone.setState("ask", String(at));
      mark(at, options.accuracy_m);
      answer.replaceChildren(found);
      tool.form.querySelector(".help").hidden = true;
      if (matchMedia("(max-width: 719px)").matches) found.scrollIntoView();
      uncover(at);
      say([...found.querySelectorAll(".verdict, .verdict + p")].map((each) => each.textContent).join(" "));
    } catch (error) {
      if (mine === latest) complain(error instanceof TypeError ? messages[navigator.onLine ? "askFailed" : "askOffline"] : error.message);
    }
  };

  tool.form.addEventListener("submit", () => {
    const { lat, lng } = L.latLngBounds(zone.data.bounds.zone).getCenter();
    const found = parseCoordinates(field.value, [lat, lng]);
    field.setAttribute("aria-invalid", String(!found));
    if (found) zone.ask([found.lat, found.lon], { datum: datum.value });
    else complain(messages.notCoordinates);
  });
  here.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => zone.ask([coords.latitude, coords.longitude], { accuracy_m: Math.ceil(coords.accuracy) }),
    () => complain(messages.noLocation),
    { enableHighAccuracy: true, timeout: 15000 },
  ));
  answer.addEventListener("click", ({ target }) => {
    if (target.dataset.copy) copyFrom(target, target.dataset.copy, messages);
  });
  zone.keep("ask", (text) => {
    const [point] = readPoints(text);
    if (point) zone.ask(point);
    else if (zone.activeTool() === tool) zone.useTool(null);
    else forget();
  });
};
