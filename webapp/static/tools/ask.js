/* Asking the map about a point: by pointer, thumb, keyboard, coordinates or the device's position. */
import { copyFrom } from "../lib/clipboard.js";
import { closest, element, find, findAll, isPhone, say, showWritten } from "../lib/dom.js";
import { DATUM_NAMES, fill } from "../lib/format.js";
import { beside, readPoints } from "../lib/url_state.js";
import { showAround, uncover } from "./around.js";
import { takePoints } from "./crosshair.js";

const LOCATION_MS = 15000;

/** @param {import("../app.js").App} app */
export const setUp = (app) => {
  const { map, zone, url, toolbar, site } = app;
  const { messages } = site;
  const marks = L.layerGroup().addTo(map);
  /** @type {(() => void) | null} */
  let stopAiming = null;
  let latest = 0;
  let isGiven = false;

  const tool = toolbar.add({
    name: "ask",
    start() {
      stopAiming = takePoints(app, { point: (at) => app.ask(at), isMarked: true, isGiven });
    },
    stop(isReplaced) {
      stopAiming?.();
      if (!isReplaced) forget();
    },
    clear() {
      forget();
      field.value = "";
    },
  });
  const card = find("#ask-card", document, HTMLElement);
  const form = find("form", card, HTMLFormElement);
  const answer = find(".answer", form, HTMLElement);
  const field = find("[name=at]", form, HTMLInputElement);
  const datum = find("[name=datum]", form, HTMLSelectElement);
  let chosen = ""; // by the reader; the field shows what was read of a link or a name, too
  let written = ""; // by the reader, until it is asked
  datum.addEventListener("change", () => {
    chosen = datum.value;
  });

  const forget = () => {
    latest += 1;
    marks.clearLayers();
    zone.labels.ask(); // where the mark was
    toolbar.setMarked("ask", false);
    answer.replaceChildren();
    url.set("ask", null);
  };
  /**
   * @param {Served.Point} point
   * @param {number} [accuracy_m]
   */
  const mark = (point, accuracy_m) => {
    const style = { pane: "tools", interactive: false };
    marks.clearLayers();
    if (accuracy_m) marks.addLayer(L.circle(point, { ...style, radius: accuracy_m, className: "accuracy" }));
    marks.addLayer(L.circleMarker(point, { ...style, radius: 9, className: "ask-ring" }));
    marks.addLayer(L.circleMarker(point, { ...style, radius: 3, className: "ask-dot" }));
    zone.labels.ask(); // clear of the mark
    toolbar.setMarked("ask", true);
  };
  /**
   * On paper the point's label says what the card says on the screen.
   * @param {Served.Point} at
   * @param {HTMLElement} found
   */
  const label = (at, found) => {
    const html = element("span", "map-label reach-label beside-mark on-paper");
    const said = [".datums code", ".point-parts > :last-child", ".verdict strong"];
    html.append(
      ...said.flatMap((each) => found.querySelector(each)?.textContent ?? []).map((text) => element("span", "", text)),
    );
    marks.addLayer(ZoneMap.dom.marker(at, html, "labels"));
  };
  /**
   * What the text calls the place is the title of the answer, and stands at the mark.
   * @param {Served.Point} at
   * @param {HTMLElement} found
   * @param {string} name
   */
  const call = (at, found, name) => {
    found.prepend(Object.assign(element("h3", "asked-name", name), { dir: "auto" }));
    const html = element("span", "map-label reach-label beside-mark asked-name", name);
    marks.addLayer(ZoneMap.dom.marker(at, html, "labels"));
  };
  /** @param {string} text */
  const complain = (text) => {
    forget();
    const told = element("p", "warning", text);
    answer.replaceChildren(told);
    showWritten(told);
  };
  /**
   * In which system typed coordinates were read, and the others to choose from.
   * @param {Served.Point} typed
   * @param {string} used
   * @param {string} name
   * @param {string} [note]
   */
  const tellDatum = (typed, used, name, note = "datumAssumed") => {
    const said = used === "wgs84" ? messages[note] : fill(messages.datumRead, { name: DATUM_NAMES[used] });
    const choice = /** @type {HTMLSelectElement} */ (datum.cloneNode(true));
    choice.removeAttribute("name");
    choice.setAttribute("aria-label", messages.datum);
    choice.value = used;
    choice.addEventListener("change", () => {
      chosen = choice.value;
      written = field.value;
      app.ask(typed, { datum: chosen, name });
    });
    const line = element("p", "datum-note");
    line.append(element("span", "", said), choice);
    return line;
  };
  /**
   * @param {HTMLElement} found
   * @param {import("../app.js").AskOptions} options
   * @param {Served.Point} typed
   */
  const show = (found, { accuracy_m, datum: used, note, name = "", isSought }, typed) => {
    const [asked] = readPoints(found.dataset.at ?? null);
    const at = beside(zone, asked);
    const [verdict, ...others] = findAll(".verdict, .other-system", found, HTMLElement);
    url.set("ask", String(asked));
    mark(at, accuracy_m);
    if (name) call(at, found, name);
    label(at, found);
    answer.replaceChildren(found);
    if (used !== undefined) {
      datum.value = used || "wgs84";
      (others.at(-1) ?? verdict).after(tellDatum(typed, datum.value, name, note));
    }
    for (const button of findAll("[data-read]", found, HTMLElement))
      button.addEventListener("click", () => {
        written = field.value;
        app.ask(typed, { datum: button.dataset.read, name });
      });
    const { maxBounds } = map.options;
    const isBeyond = maxBounds instanceof L.LatLngBounds && !maxBounds.contains(at);
    // Nobody should have to look for it.
    if (isBeyond) verdict.after(element("p", "reasons beyond-map", messages.beyondMap));
    for (const each of findAll(".help, .datum-hint", form, HTMLElement)) each.hidden = true;
    if (isPhone()) found.scrollIntoView();
    if (isSought) showAround(app, asked);
    uncover(map, card, at);
    const said = findAll(".verdict, .other-system, .reasons, .datum-note span", found, HTMLElement);
    say(said.map((each) => each.textContent).join(" "));
  };

  /**
   * Without an answer the point stays: in the field, and on the map where its system is the map's.
   * @param {Served.Point} point
   * @param {string} [used]
   */
  const keep = (point, used) => {
    datum.value = used || "wgs84";
    if (datum.value === "wgs84") mark(beside(zone, point));
  };

  app.ask = async ([lat, lon], { note, name = "", isSought, ...options } = {}) => {
    isGiven = true;
    toolbar.use(tool);
    isGiven = false;
    latest += 1;
    const mine = latest;
    field.value = written || [lat, lon].map((each) => Number(each.toFixed(6))).join(", ");
    written = "";
    if (options.datum === undefined) {
      datum.value = "wgs84"; // what the field then shows
      chosen = "";
    }
    try {
      const { datum: told = "wgs84", ...more } = options;
      const found = await app.answer({ lon, lat, ...more, ...(told && { datum: told }) });
      if (mine === latest) show(found, { ...options, note, name, isSought }, [lat, lon]);
    } catch (error) {
      if (mine !== latest) return;
      complain(error instanceof Error ? error.message : String(error));
      keep([lat, lon], options.datum);
      if (isSought) showAround(app, [lat, lon]);
    }
  };

  // What reads typed coordinates is not loaded with the page.
  const loadReader = () => import("../lib/coordinates.js");
  form.addEventListener("focusin", () => loadReader().catch(() => {}), { once: true });
  form.addEventListener("submit", async () => {
    const reader = await loadReader().catch(() => complain(messages.toolFailed));
    if (!reader) return;
    const { lat, lng } = L.latLngBounds(zone.data.bounds.zone).getCenter();
    const found = reader.readPosition(field.value, [lat, lng]);
    field.setAttribute("aria-invalid", String(!found?.at));
    if (found?.at) {
      const { at, datum: read = chosen, note, name } = found;
      written = field.value;
      app.ask(at, { datum: read, note, name, isSought: true });
    } else complain(messages[found?.note ?? "notCoordinates"]);
  });
  find("[name=here]", form, HTMLButtonElement).addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        app.ask([latitude, longitude], { accuracy_m: Math.ceil(accuracy) }),
      () => complain(messages.noLocation),
      { enableHighAccuracy: true, timeout: LOCATION_MS },
    );
  });
  answer.addEventListener("click", (event) => {
    const button = closest(event, "[data-copy]");
    if (button) copyFrom(button, button.dataset.copy ?? "", messages);
  });
  url.keep("ask", (text) => {
    const [point] = readPoints(text);
    if (point) {
      const isNew = map.getContainer().dataset.tools !== "ready"; // on the way back the view stays
      const isFitted = url.isViewTold || (isNew && url.get("rings"));
      const isSeen = !isNew && map.getBounds().contains(beside(zone, point));
      app.ask(point, { isSought: !isFitted && !isSeen });
    } else if (toolbar.active === tool) toolbar.use(null);
    else forget();
  });
};
