/* What the address has of a drawing: its points, and its name once it has joined the others. */
import { writePoints } from "../../lib/url_state.js";

const SHAPES = ["line", "area"]; // sites travel as added data
const NAME = "drawn";
const MOST_NAME = 200;

/**
 * @param {import("../../lib/url_state.js").UrlState} url
 * @param {import("./sketch.js").State} sketch
 * @param {string | null} name
 * @param {boolean} push
 */
export const writeAddress = (url, { kind, points }, name, push) => {
  const isShown = SHAPES.includes(kind) && points.length > 0;
  for (const key of SHAPES) {
    const isIt = isShown && key === kind;
    url.set(key, isIt ? writePoints(points) : null, { push: push && (isIt || !points.length) });
  }
  url.set(NAME, isShown ? name : null, { push: false });
};

/**
 * The name of a drawing that the page was opened with.
 * @param {import("../../app.js").App} app
 */
export const readSentName = ({ url, map }) =>
  map.getContainer().dataset.tools === "ready" ? null : (url.get(NAME)?.slice(0, MOST_NAME) ?? null);
