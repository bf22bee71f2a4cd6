/* The card of a tool gives way where it leaves no room of the map for what was chosen. */

/**
 * Close the card that adds data where it lies over what counts as free: beside the panel of a plot a map may be
 * too small for both. One that asks something stays.
 * @param {import("../../app.js").App} app
 */
export const makeRoom = ({ map, toolbar, zone }) => {
  const { active } = toolbar;
  if (active?.name !== "add" || !active.card || active.card.querySelector(".plot-question")) return;
  zone.resize(); // the panel may have taken of it
  const [frame, card] = [map.getContainer(), active.card].map((each) => each.getBoundingClientRect());
  const { min, max } = ZoneMap.freeArea(map);
  const isAside = card.right - frame.left <= min.x + 1;
  const isApart = card.bottom - frame.top <= min.y + 1 || card.top - frame.top >= max.y - 1;
  if (!isAside && !isApart) toolbar.use(null);
};
