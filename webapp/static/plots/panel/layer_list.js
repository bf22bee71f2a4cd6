/* The list of layers: shown or hidden, zoomed to, renamed, removed; what was removed can come back. */
import { element, say, warn } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { makeOpenButton } from "../adding/open_questions.js";
import { makeReport } from "../adding/report.js";
import { copyLink } from "../keeping/link.js";
import { showNotice } from "../notice.js";
import { hueClass } from "../on_map/hues.js";
import { formatNumber } from "../words.js";
import { button, iconButton, setOpener } from "./controls.js";

/** @typedef {import("../workbench.js").Bench} Bench */

/**
 * @param {Bench} bench
 * @param {Plots.Layer} layer
 * @param {(line: HTMLElement) => void} edit
 */
const makeLine = (bench, layer, edit) => {
  const { store, layer: map, page } = bench;
  const { messages } = page;
  const line = element("li", layer.isShown ? "" : "is-hidden");
  line.dataset.layer = layer.id;
  const label = element("label", "plot-layer");
  const box = Object.assign(element("input"), { type: "checkbox", checked: layer.isShown });
  box.addEventListener("change", () => store.show(layer.id, box.checked));
  box.title = fill(messages.showLayer, { name: layer.name });
  const kind = layer.rows.every((each) => each.kind === layer.rows[0]?.kind) ? layer.rows[0]?.kind : "plot";
  const name = element("span", "plot-layer-name", layer.name);
  name.dir = "auto";
  name.title = [layer.name, layer.format].filter(Boolean).join(" · ");
  label.append(box, element("span", `plot-swatch ${hueClass(layer.hue)} of-${kind ?? "plot"}`), name);
  label.append(element("span", "quiet", formatNumber(layer.features.length, page)));
  /** @param {string} text */
  const about = (text) => ({ isBare: true, about: fill(text, { name: layer.name }) });
  const zoom = () => map.zoomTo(store.entries().filter((each) => each.layer.id === layer.id));
  const remove = () => {
    store.remove(layer.id);
    say(fill(messages.layerRemoved, { name: layer.name }));
  };
  const others = layer.steps.filter((each) => !layer.warnings.includes(each));
  const report = makeReport(layer.isShown ? { ...layer, steps: others } : layer, messages); // shown, it warns below
  report.id = `report-${layer.id}`;
  report.hidden = true;
  const info = iconButton("about", "", () => {}, about(messages.aboutLayer));
  setOpener(info, report);
  if (layer.leftOut.length) info.classList.add("is-active");
  line.append(
    label,
    info,
    iconButton("zoom", "", zoom, about(messages.zoomToLayer)),
    iconButton("rename", "", () => edit(line), about(messages.renameLayer)),
    iconButton("remove", "", remove, about(messages.removeLayer)),
    ...makeOpenButton(bench, layer, false),
    report,
  );
  return line;
};

/**
 * A field in place of the name, until Enter, Escape or another focus.
 * @param {Bench} bench
 * @param {Plots.Layer} layer
 * @param {HTMLElement} line
 */
const editName = ({ store, page: { messages } }, layer, line) => {
  const input = Object.assign(element("input", "plot-rename"), { value: layer.name, maxLength: 120 });
  input.setAttribute("aria-label", fill(messages.renameLayer, { name: layer.name }));
  line.querySelector(".plot-layer")?.replaceWith(input);
  let isDone = false;
  /** @param {boolean} isKept */
  const end = (isKept) => {
    if (isDone) return;
    isDone = true;
    store.rename(layer.id, (isKept && input.value.trim()) || layer.name);
  };
  input.addEventListener("blur", () => end(true));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(event.key === "Enter");
  });
  input.focus();
  input.select();
};

/**
 * @param {Bench} bench
 * @returns {HTMLElement}
 */
export const makeLayerList = (bench) => {
  const { store, page } = bench;
  const { messages } = page;
  const box = element("div", "plot-layers");
  const list = element("ul");
  list.setAttribute("aria-label", messages.layers);
  const undo = element("p", "plot-undo");
  const undoButton = button("plot-button", messages.undo, () => {
    store.undoRemove();
    list.querySelector("input")?.focus();
  });
  undo.append(element("span", "", messages.removed), undoButton);
  const clear = button("plot-button quiet-button", messages.removeAll, () => {
    store.clear();
    say(messages.removed);
    undoButton.focus();
  });
  const link = button("plot-button quiet-button", messages.drawLink, async () => {
    showNotice(bench.app, await copyLink(bench.app));
  });
  const forget = button("plot-button quiet-button", messages.forgetAll, () => bench.app.keeping?.forget());
  const zone = button("plot-button quiet-button opens-zone", messages.zoneUse, () => {
    import("../zone/zone_view.js")
      .then(({ openZoneView }) => openZoneView(bench))
      .catch(() => warn(bench.app.site.messages.toolFailed));
  });
  const actions = element("p", "plot-layer-actions");
  actions.append(zone, clear, link, forget);
  const paint = () => {
    const focused = document.activeElement?.closest("[data-layer]");
    const key = focused instanceof HTMLElement ? focused.dataset.layer : null;
    /** @param {Plots.Layer} layer */
    const line = (layer) => makeLine(bench, layer, (each) => editName(bench, layer, each));
    list.replaceChildren(...store.layers.map(line));
    undo.hidden = !store.canUndo;
    actions.hidden = !store.layers.length;
    zone.hidden = !store.entries().some(({ row }) => row.kind === "plot");
    if (!focused) return;
    const again = list.querySelector(`[data-layer="${CSS.escape(key ?? "")}"] input`) ?? undoButton;
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  };
  box.append(list, undo, actions);
  store.on("layers", paint);
  paint();
  return box;
};
