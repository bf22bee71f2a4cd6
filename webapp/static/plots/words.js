/* What is said of a plot in numbers and words. */
import { fill } from "../lib/format.js";

/** @typedef {import("../lib/format.js").Page} Page */

export const M2_PER_MU = 2000 / 3;

/**
 * A number with all the digits that it has, up to so many decimals; – without one.
 * @param {number | null | undefined} value
 * @param {Page} page
 * @param {number} [most]
 * @param {number} [least]
 */
export const formatNumber = (value, { lang }, most = 4, least = 0) =>
  value === null || value === undefined || Number.isNaN(value)
    ? "–"
    : new Intl.NumberFormat(lang, { maximumFractionDigits: most, minimumFractionDigits: least })
        .format(value)
        .replace("-", "−");

/** @param {number | null} share @param {Page} page */
export const formatShare = (share, page) => (share === null ? "–" : `${formatNumber(share * 100, page, 2)}%`);

/** @param {Served.InspectedRow} row @param {Page} page */
export const formatParts = ({ parts, outside_share }, page) => {
  const { messages } = page;
  const said = parts.map(({ name, share, is_touch }) =>
    is_touch
      ? fill(messages.touches, { name })
      : [name, ...(share === null ? [] : [formatShare(share, page)])].join(" "),
  );
  if (outside_share) said.push(`${messages.outside} ${formatShare(outside_share, page)}`);
  return said.join(messages.comma) || messages.outside;
};

/** @param {Served.LonLat | undefined} at */
export const formatPoint = (at) => (at ? `${at[1].toFixed(6)}, ${at[0].toFixed(6)}` : "–");

/** @param {unknown} value */
export const formatOwn = (value) => {
  if (value === null || value === undefined) return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
