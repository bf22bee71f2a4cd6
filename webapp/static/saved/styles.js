/* In place of plots/drawing/styles.js: a saved map has its one style sheet from the start. */
export const loadStyles = async () => {};
