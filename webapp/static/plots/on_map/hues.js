/* The classes of what a layer of plots looks like: one of four colours and one of six patterns. */

export const HUES = 4;
export const PATTERNS = 6;

/** @param {number} hue */
export const hueClass = (hue) => `plot-hue-${(hue % HUES) + 1} plot-pattern-${(hue % PATTERNS) + 1}`;
