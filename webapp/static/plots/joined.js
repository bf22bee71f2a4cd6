/* What was drawn before and what was drawn since, in one layer. */

/** @param {Plots.Feature} feature */
const keyOf = ({ geometry, properties }) => JSON.stringify([geometry, properties?.name]);

/**
 * The features and rows of both; those that somebody is working on keep their ids.
 * @param {Pick<Plots.Kept, "features" | "rows">} before
 * @param {Plots.Layer} now
 */
export const joinLayers = (before, now) => {
  const since = new Set(now.features.map(keyOf));
  const free = now.features.reduce((most, { id }) => Math.max(most, Number(id) + 1), 0);
  const isOld = (before.features ?? []).map((each) => !since.has(keyOf(each))); // an address may bring it too
  const old = (before.features ?? []).filter((_each, n) => isOld[n]).map((each, n) => ({ ...each, id: free + n }));
  const all = [...(before.rows ?? []).filter((_each, n) => isOld[n]), ...now.rows];
  return { features: [...old, ...now.features], rows: all.map((row, n) => ({ ...row, number: n + 1 })) };
};
