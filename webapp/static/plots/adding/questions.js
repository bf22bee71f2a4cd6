/* What is open about a file, asked one at a time: the evidence, the choices, and each choice on the map. */
import { element, find } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { button } from "../panel/controls.js";

/** @typedef {import("../workbench.js").Bench} Bench */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * Where a letter stands: in the middle, or at a corner where another one stands there.
 * @param {L.LatLngBounds} bounds
 * @param {L.LatLng[]} placed
 */
const placeBadge = (bounds, placed) => {
  const middle = bounds.getCenter();
  return placed.some((each) => each.equals(middle)) ? bounds.getNorthWest() : middle;
};

/**
 * The choices' previews, each under the letter of its choice.
 * @param {Bench} bench
 * @param {Served.InspectedQuestion} question
 */
const drawPreviews = ({ app, layer }, { choices }) => {
  const drawn = L.featureGroup();
  const anchors = L.layerGroup();
  /** @type {L.LatLng[]} */
  const placed = [];
  /** @type {L.Layer[][]} */
  const byChoice = choices.map(({ preview }, n) => {
    if (!preview) return [];
    const className = `plot-preview of-choice-${(n % 4) + 1}`;
    const shape = L.geoJSON(preview, {
      pane: "plots-marked",
      interactive: false,
      style: { className },
      coordsToLatLng: ([lon, lat]) => L.latLng(lat, lon + ZoneMap.turn(lon, app.zone.data.bounds.zone)),
      pointToLayer: (_feature, at) =>
        L.circleMarker(at, { radius: 6, interactive: false, pane: "plots-marked", className }),
    });
    drawn.addLayer(shape);
    const badge = element("span", `plot-badge of-choice-${(n % 4) + 1}`, LETTERS[n] ?? "");
    const marker = ZoneMap.dom.marker(placeBadge(shape.getBounds(), placed), badge, "labels");
    placed.push(marker.getLatLng());
    anchors.addLayer(marker);
    return [shape, marker];
  });
  app.map.addLayer(drawn).addLayer(anchors);
  const bounds = drawn.getBounds();
  if (bounds.isValid()) layer.showBounds(bounds);
  return {
    /** @param {number | null} chosen */
    emphasise(chosen) {
      for (const [n, layers] of byChoice.entries()) {
        for (const each of layers) {
          if (each instanceof L.FeatureGroup) each.setStyle({ opacity: chosen === null || chosen === n ? 1 : 0.25 });
        }
      }
    },
    remove() {
      drawn.remove();
      anchors.remove();
    },
  };
};

/**
 * @param {Served.InspectedChoice} choice
 * @param {number} n
 * @param {Served.Messages} messages
 * @param {string | null} answered The label of what is assumed meanwhile.
 */
const describeChoice = ({ label, sample, is_likely, preview }, n, messages, answered) => {
  const box = element("span", "plot-choice-text");
  const title = element("strong", "", label);
  title.dir = "auto";
  box.append(title);
  const remark = label === answered ? messages.assumed : is_likely ? messages.likely : "";
  if (remark) box.append(" ", element("span", "plot-likely", remark));
  if (sample?.length) {
    const text = element("span", "plot-sample", sample.join(" · "));
    text.dir = "auto";
    box.append(text);
  }
  const letter = element("span", `plot-badge of-choice-${(n % 4) + 1}${preview ? "" : " unmapped"}`, LETTERS[n] ?? "");
  return [letter, box];
};

/**
 * A field for a coordinate reference system that is not among the choices.
 * @param {Served.Messages} messages
 * @param {(choice: Served.InspectedChoice) => void} answer
 */
const makeOwnCrs = (messages, answer) => {
  const form = element("form", "plot-own-crs");
  const label = element("label", "", messages.otherCrs);
  const field = element("input");
  Object.assign(field, { name: "crs", required: true, autocomplete: "off", placeholder: "EPSG:4547" });
  label.append(field);
  const use = Object.assign(element("button", "plot-button", messages.useCrs), { type: "submit" });
  form.append(label, use);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const crs = field.value.trim();
    if (crs) answer({ label: crs, options: { crs }, preview: null, sample: null, is_likely: false });
  });
  return form;
};

/**
 * Ask one question in a box; resolves with what was chosen, which is nothing if it is left open. Of
 * layers all can be chosen.
 * @param {Bench} bench
 * @param {HTMLElement} box
 * @param {string} name Of the layer.
 * @param {Served.InspectedQuestion} question
 * @param {AbortSignal} signal Leaves it open.
 * @returns {Promise<Served.InspectedChoice[]>}
 */
export const ask = (bench, box, name, question, signal) =>
  new Promise((done) => {
    const { messages } = bench.page;
    const card = element("section", "plot-question");
    card.setAttribute("aria-label", question.sentence);
    const about = element("p", "kicker", name);
    about.dir = "auto";
    const title = Object.assign(element("h3", "", question.sentence), { tabIndex: -1 });
    const evidence = element("ul", "plot-evidence quiet");
    evidence.append(...question.evidence.map((each) => element("li", "", each)));
    const previews = drawPreviews(bench, question);
    /** @param {Served.InspectedChoice[]} chosen */
    const answer = (...chosen) => {
      previews.remove();
      card.remove();
      done(chosen);
    };
    const choices = element("div", "plot-choices");
    for (const [n, each] of question.choices.entries()) {
      const made = button("plot-choice", "", () => answer(each));
      made.append(...describeChoice(each, n, messages, question.answered));
      for (const kind of ["mouseenter", "focus"]) made.addEventListener(kind, () => previews.emphasise(n));
      for (const kind of ["mouseleave", "blur"]) made.addEventListener(kind, () => previews.emphasise(null));
      choices.append(made);
    }
    card.append(about, title, find("#question-help", document, HTMLTemplateElement).content.cloneNode(true));
    if (question.evidence.length) card.append(evidence);
    card.append(choices);
    if (question.name === "crs") card.append(makeOwnCrs(messages, answer));
    if (question.name === "layer" && question.choices.length > 1) {
      const text = fill(messages.allLayers, { count: question.choices.length });
      card.append(button("plot-button all-layers", text, () => answer(...question.choices)));
    }
    if (question.is_blocking) card.append(button("plot-button", messages.leaveOut, () => answer()));
    signal.addEventListener("abort", () => answer(), { once: true });
    box.append(card);
    title.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  });
