/* What layers of plots look like: four colours of the theme and six patterns, so that twelve of them
   differ, in print and to colour-blind eyes by the pattern. */
import { HUES, PATTERNS } from "./hues.js";

/**
 * @typedef {object} Ink
 * @property {string} line
 * @property {string} halo
 * @property {CanvasPattern | null} pattern
 * @property {number} mark Which of the marks of sites.
 */

const TILE_PX = 9;
const PATTERN_OPACITY = 0.55;

/**
 * @param {CanvasRenderingContext2D} tile
 * @param {...number} ends
 */
const line = (tile, ...ends) => {
  tile.moveTo(ends[0], ends[1]);
  tile.lineTo(ends[2], ends[3]);
};
/** @type {((tile: CanvasRenderingContext2D, size: number) => void)[]} */
const DRAWINGS = [
  (tile, size) => {
    for (const x of [-size, 0, size]) line(tile, x, 0, x + size, size);
  },
  (tile, size) => {
    line(tile, 0, size / 2, size, size / 2);
    line(tile, size / 2, 0, size / 2, size);
  },
  (tile, size) => line(tile, 0, size / 2, size, size / 2),
  (tile, size) => line(tile, size / 2, 0, size / 2, size),
  (tile, size) => tile.arc(size / 2, size / 2, size / 5, 0, 2 * Math.PI),
  (tile, size) => {
    line(tile, 0, 0, size, size);
    line(tile, size, 0, 0, size);
  },
];

/**
 * @param {number} which
 * @param {string} colour
 * @param {number} ratio Pixels of the device in one of the page.
 */
const makePattern = (which, colour, ratio) => {
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE_PX * ratio;
  const context = tile.getContext("2d");
  if (!context) return null;
  context.scale(ratio, ratio);
  context.globalAlpha = PATTERN_OPACITY;
  context.strokeStyle = colour;
  context.lineWidth = 1.1;
  context.beginPath();
  DRAWINGS[which](context, TILE_PX);
  context.stroke();
  const pattern = context.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
};

/**
 * The inks of an element, of which the style sheet knows the scheme.
 * @param {HTMLElement} element
 * @returns {(hue: number) => Ink}
 */
export const readInks = (element) => {
  const css = getComputedStyle(element);
  /** @param {string} name */
  const value = (name) => css.getPropertyValue(`--${name}`).trim();
  const ratio = Math.max(1, Math.round(devicePixelRatio));
  /** @type {Map<number, Ink>} */
  const made = new Map();
  return (hue) => {
    const key = hue % (HUES * PATTERNS);
    const known = made.get(key);
    if (known) return known; // to ask for a style has the page's computed anew
    const line = value(`plot-${(hue % HUES) + 1}`);
    const pattern = makePattern(hue % PATTERNS, line, ratio);
    const ink = { line, halo: value("halo"), pattern, mark: hue % HUES };
    made.set(key, ink);
    return ink;
  };
};
