/* What the tools ask the site's server for; a saved map answers by itself (saved/main.js). */
import { readRefusal } from "../lib/answers.js";
import { find } from "../lib/dom.js";
import { beside } from "../lib/url_state.js";

/** @typedef {{ zone: ZoneMap.Layer, site: Served.Site }} Asking */

/**
 * What is at a point, as part of a page; where there is none, an error with a sentence for the reader.
 * @param {Asking} app
 * @param {Record<string, string | number>} query
 */
export const fetchAnswer = async ({ site: { addresses, messages } }, query) => {
  const url = new URL(addresses.locate, location.href);
  for (const [key, value] of Object.entries({ ...query, fragment: 1, f: "html" })) {
    url.searchParams.set(key, String(value));
  }
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw await readRefusal(answer);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return find("[data-at]", page.body, HTMLElement);
  } catch (error) {
    if (error instanceof Error && !(error instanceof TypeError)) throw error;
    throw new Error(messages[navigator.onLine ? "askFailed" : "askOffline"]);
  }
};

/**
 * The outline of a county.
 * @param {Asking} app
 * @param {string} id
 * @returns {Promise<L.Layer>}
 */
export const fetchOutline = async ({ zone, site: { addresses } }, id) => {
  const answer = await fetch(`${addresses.counties}/${encodeURIComponent(id)}?f=json`);
  return L.geoJSON(await answer.json(), {
    pane: "tools",
    interactive: false,
    style: { className: "found-outline" },
    coordsToLatLng: ([lon, lat]) => L.latLng(beside(zone, [lat, lon])),
  });
};
