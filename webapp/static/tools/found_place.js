/* What a search found, on the map: a place together with the part that is nearest to it, and what is said of it. */
import { element, findAll, say, setSheet } from "../lib/dom.js";
import { fill } from "../lib/format.js";

const KEY = "place"; // in the address, as the page of distances names it
const MARGIN_PX = 40;
const PLACE_ZOOM = 11;
const STATION_ZOOM = 13;

/** @typedef {import("../app.js").App} App */
/** @typedef {ReturnType<typeof setUpFound>} Found */

/**
 * The place or the station of an address.
 * @param {Served.Name[]} names
 * @param {string | null} id
 */
export const findPlace = (names, id) =>
  names.find((each) => each.id === id && (each.group === "place" || each.group === "station"));

/**
 * @param {App} app
 * @param {Served.Name[]} names
 */
export const setUpFound = (app, names) => {
  const { map, zone, url, toolbar, site } = app;
  const { messages, addresses } = site;
  const outlines = L.layerGroup().addTo(map);
  /** @type {HTMLElement | null} */
  let notice = null;
  let latest = 0;

  const clear = () => {
    latest += 1;
    outlines.clearLayers();
    notice?.remove();
    notice = null;
    toolbar.setMarked("search", false);
  };
  const forget = () => {
    clear();
    url.set(KEY, null);
  };
  /**
   * Without a network the county is shown without its outline.
   * @param {string} id
   */
  const outline = async (id) => {
    const found = await app.outline(id).catch(() => null);
    if (!found) return;
    outlines.clearLayers();
    outlines.addLayer(found);
    toolbar.setMarked("search", true);
  };
  /**
   * What is asked of a place is how far it is: the map alone, without the zone, says nothing of it.
   * @param {Served.Name} entry
   */
  const tellNearest = async ({ group, id, name, nearest = "", nearestPark = "" }) => {
    const mine = latest;
    const { loadStyles } = await import("../plots/drawing/styles.js");
    const { showNotice } = await import("../plots/notice.js");
    await loadStyles();
    if (mine !== latest) return false; // something else was found meanwhile
    const link = group === "place" ? addresses.distances?.replace("__id__", encodeURIComponent(id)) : "";
    const answers = link ? [{ text: messages.allDistances, act: () => location.assign(link) }] : [];
    notice = showNotice(app, `${name} · ${nearest}`, answers);
    const more = [nearestPark, messages.foundFromEdge].filter(Boolean).join(" · ");
    notice.querySelector("p")?.append(element("br"), element("span", "quiet found-more", more));
    notice.classList.add("found-card"); // which the view leaves room for
    notice.querySelector(".close-card")?.addEventListener("click", () => url.set(KEY, null, { push: false }));
    return true;
  };
  /**
   * The place and the part nearest to it, in what nothing lies over.
   * @param {Served.Name} entry
   */
  const fit = ({ group, at, nearestPart = "" }) => {
    const part = zone.byId.get(nearestPart);
    if (part) zone.fit(L.latLngBounds(part.latlngs.flat(2)).extend(at), MARGIN_PX);
    else map.setView(at, Math.max(map.getZoom(), group === "station" ? STATION_ZOOM : PLACE_ZOOM), { animate: false });
  };
  /**
   * @param {Served.Name} entry
   * @param {boolean} [isMoved] Whether the address has a view of its own.
   */
  const showPlace = async (entry, isMoved = false) => {
    clear();
    const mine = latest;
    setSheet("peek");
    const style = { pane: "tools", interactive: false, className: "found-place", radius: 16 };
    outlines.addLayer(L.circleMarker(entry.at, style));
    toolbar.setMarked("search", true);
    if (!entry.nearest) say(fill(messages.shown, { name: entry.name }));
    else if (!(await tellNearest(entry))) return;
    if (isMoved) return;
    const [sheet] = findAll(".sheet", document, HTMLElement);
    await Promise.allSettled((sheet?.getAnimations() ?? []).map(({ finished }) => finished));
    if (mine === latest) fit(entry); // beside the card, above the lowered sheet
  };

  url.keep(KEY, (id) => {
    const entry = findPlace(names, id);
    if (entry) showPlace(entry, url.view !== null);
    else clear();
  });
  toolbar.onClear(forget);
  return {
    forget,
    /** @param {Served.Name} entry */
    async show(entry) {
      const { id, name, box } = entry;
      if (box) {
        forget();
        outline(id);
        map.fitBounds(box, { animate: false, padding: [20, 20] });
        url.keepView();
        say(fill(messages.shown, { name }));
      } else {
        url.forgetView();
        url.set(KEY, id);
        await showPlace(entry);
      }
    },
  };
};
