/* What the shown rows come to, and all of them. */
import { fill, formatAreas, formatDistance } from "../../lib/format.js";
import { tellStep } from "../settings.js";
import { formatNumber, M2_PER_MU } from "../words.js";

/** @param {Plots.Entry[]} entries */
export const sumUp = (entries) => {
  const totals = { plot: 0, site: 0, line: 0, area_m2: 0, length_m: 0, doubtful: 0 };
  for (const { row } of entries) {
    totals[row.kind] += 1;
    totals.area_m2 += row.area_m2 ?? 0;
    totals.length_m += row.length_m ?? 0;
    if (row.verdict !== "certain") totals.doubtful += 1;
  }
  return totals;
};

/**
 * How many there are of each kind, with what they measure.
 * @param {Plots.Entry[]} entries
 * @param {import("../../lib/format.js").Page} page
 */
export const describeTotals = (entries, page) => {
  const { messages } = page;
  const { plot, site, line, area_m2, length_m } = sumUp(entries);
  const areas = formatAreas(area_m2, page);
  const isDrawn = entries.every(({ row, layer }) => row.kind !== "plot" || layer.origin === "drawn");
  const mu = isDrawn ? areas.at(-1) : `${formatNumber(area_m2 / M2_PER_MU, page, 2)} ${messages.mu}`;
  const said = [
    plot
      ? fill(messages.countPlots, { count: formatNumber(plot, page), area: [...areas.slice(0, -1), mu].join(" · ") })
      : "",
    site ? fill(messages.countSites, { count: formatNumber(site, page) }) : "",
    line ? fill(messages.countLines, { count: formatNumber(line, page), length: formatDistance(length_m, page) }) : "",
  ];
  return said.filter(Boolean).join(messages.comma) || messages.nothing;
};

/** The credits of ways by road, which stand wherever these do. @param {Plots.Entry[]} entries */
export const listCredits = (entries) => [...new Set(entries.flatMap(({ row }) => row.roads?.notes.slice(-1) ?? []))];

/**
 * What there is to warn of in the layers that are shown, as overlaps, which the totals count twice.
 * @param {import("../store.js").PlotStore} store
 * @param {import("../../lib/format.js").Page} page
 */
export const listWarnings = ({ layers }, { messages }) => {
  const shown = layers.filter(({ isShown }) => isShown);
  const said = [shown.flatMap(({ warnings }) => warnings), shown.flatMap(({ across }) => across.warnings)];
  return [...said[0], ...new Set(said[1])].map((each) => tellStep(each, messages));
};

/**
 * Of what is shown and of all, or of all where all is shown.
 * @param {import("../store.js").PlotStore} store
 * @param {import("../../lib/format.js").Page} page
 */
export const describeShown = (store, page) => {
  const [shown, all] = [store.shownEntries(), store.entries()];
  if (shown.length === all.length) return describeTotals(all, page);
  const totals = { shown: describeTotals(shown, page), all: describeTotals(all, page) };
  return fill(page.messages.shownOfAll, totals);
};
