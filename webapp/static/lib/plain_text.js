/* What people type or paste, in the forms of characters that are read here; the server has the same
   (geo/lookup/map_links.py). A raised or circled digit stays what it is: none that a number goes on with.
   The stop that a Chinese keyboard writes is a decimal point after a whole number of degrees. */

/** @param {string} text */
export const normalizeText = (text) =>
  text
    .replaceAll("º", "°")
    .replaceAll("´", "′")
    .replace(/[\u200b-\u200f\u202a-\u202e\ufeff]+/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/\P{No}+/gu, (each) => each.normalize("NFKC"))
    .replace(/(?<![\d.。])(\d{1,3})。(?=\d)/g, "$1.");
