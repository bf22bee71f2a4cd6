/* Buttons and fields of the workbench, made of text. */
import { element } from "../../lib/dom.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** @type {Record<string, string>} */
const ICONS = {
  zoom: "M10.500 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.500 15.500 20 20M7.500 10.500h6M10.500 7.500v6",
  rename: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  remove: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  about: "M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.500M12 7.500v.500",
  filter: "M4 5h16l-6 8v6l-4-2v-4z",
  layers: "M12 4 3 9l9 5 9-5zM3 14l9 5 9-5",
  columns: "M4 5h16v14H4zM10 5v14M15 5v14",
  export: "M12 4v11M8 11l4 4 4-4M5 18v2h14v-2",
  add: "M12 5v14M5 12h14",
  fold: "M5 9l7 7 7-7",
};

/** @param {string} name */
export const icon = (name) => {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
};

/**
 * @param {string} className
 * @param {string} text
 * @param {() => void} act
 */
export const button = (className, text, act) => {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

/**
 * A button with an icon, and its word beside it or only said.
 * @param {string} name
 * @param {string} text
 * @param {() => void} act
 * @param {{ isBare?: boolean, about?: string }} [options]
 */
export const iconButton = (name, text, act, { isBare = false, about = text } = {}) => {
  const made = button(`plot-button ${isBare ? "bare" : ""}`, "", act);
  made.append(icon(name));
  if (!isBare) made.append(element("span", "", text));
  else made.setAttribute("aria-label", about);
  made.title = about;
  return made;
};

/**
 * A button that opens and closes a section.
 * @param {HTMLElement} control
 * @param {HTMLElement} section
 * @param {(isOpen: boolean) => void} [after]
 */
export const setOpener = (control, section, after) => {
  /** @param {boolean} isOpen */
  const turn = (isOpen) => {
    section.hidden = !isOpen;
    control.setAttribute("aria-expanded", String(isOpen));
    after?.(isOpen);
  };
  control.setAttribute("aria-controls", section.id);
  control.setAttribute("aria-expanded", String(!section.hidden));
  control.addEventListener("click", () => turn(section.hidden !== false));
  return turn;
};

/**
 * A label around a field.
 * @param {string} text
 * @param {HTMLElement[]} fields
 */
export const field = (text, ...fields) => {
  const label = element("label", "plot-field");
  label.append(element("span", "", text), ...fields);
  return label;
};

/**
 * @param {[value: string, text: string][]} options
 * @param {string} label
 */
export const select = (options, label) => {
  const made = element("select");
  made.setAttribute("aria-label", label);
  setOptions(made, options);
  return made;
};

/**
 * Offer other options, and keep what was chosen if it is still there.
 * @param {HTMLSelectElement} made
 * @param {[value: string, text: string][]} options
 */
export const setOptions = (made, options) => {
  const { value } = made;
  const texts = JSON.stringify(options);
  if (made.dataset.options === texts) return;
  made.dataset.options = texts;
  made.replaceChildren(...options.map(([each, text]) => Object.assign(element("option", "", text), { value: each })));
  if (options.some(([each]) => each === value)) made.value = value;
};

/**
 * @param {string} text
 * @param {boolean} isChecked
 * @param {(isChecked: boolean) => void} act
 */
export const tick = (text, isChecked, act) => {
  const label = element("label", "plot-tick");
  const box = Object.assign(element("input"), { type: "checkbox", checked: isChecked });
  box.addEventListener("change", () => act(box.checked));
  label.append(box, element("span", "", text));
  return label;
};
