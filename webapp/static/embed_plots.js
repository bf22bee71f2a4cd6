/* Added shapes that the address of a bare map has after `#plots=`: drawn over the zone, with names and
   sizes. The fragment never reaches the server. */
import { element } from "./lib/dom.js";
import { fill } from "./lib/format.js";
import { beside } from "./lib/url_state.js";
import { DrawnLabels } from "./plots/drawing/drawn_labels.js";
import { retellFeatures } from "./plots/drawing/made_names.js";
import { fromGeometry } from "./plots/drawing/sketch.js";
import { unpackLayers } from "./plots/keeping/link_text.js";

/** @typedef {import("./plots/keeping/link_text.js").Sent} Sent */

const HUES = 4;
const MARGIN = 0.06; // of the width and of the height

/**
 * @param {ZoneMap.Layer} zone
 * @param {Sent} layer
 * @param {number} n
 */
const drawLayer = (zone, { features }, n) => {
  const style = { pane: "tools", interactive: false, className: `added-shape hue-${(n % HUES) + 1}` };
  /** @type {L.GeoJSONOptions} */
  const options = {
    style,
    coordsToLatLng: ([lon, lat]) => L.latLng(beside(zone, [lat, lon])),
    pointToLayer: (_, at) => L.circleMarker(at, { ...style, className: `${style.className} is-site`, radius: 6 }),
  };
  return L.geoJSON(/** @type {GeoJSON.FeatureCollection} */ ({ type: "FeatureCollection", features }), options);
};

/** @param {string} text */
const note = (text) => document.querySelector(".legend")?.append(element("p", "added-note", text));

/**
 * Without an area or a part in the address the view is that of the shapes.
 * @param {ZoneMap.Layer} zone
 * @param {L.LatLngBounds} drawn
 */
const reach = (zone, drawn) => {
  const asked = new URLSearchParams(location.search);
  if (asked.has("bounds") || asked.has("part") || /[#&]bounds=/.test(location.hash)) return;
  const box = L.latLngBounds(zone.data.bounds.zone).extend(drawn).pad(MARGIN);
  zone.showAddress(`bounds=${[box.getSouth(), box.getWest(), box.getNorth(), box.getEast()].join(",")}`);
};

/**
 * @param {ZoneMap.Layer} zone
 * @param {string} text The value after `plots=`.
 * @param {Served.Messages} messages
 */
export const showPlots = async (zone, text, messages) => {
  const sent = await unpackLayers(text).catch(() => null);
  if (!sent) {
    note(messages.linkUnreadable);
    return;
  }
  if (!zone.map.getPane("tools")) zone.map.createPane("tools").classList.add("tools-pane");
  const drawn = L.featureGroup(sent.map((layer, n) => drawLayer(zone, layer, n))).addTo(zone.map);
  const features = sent.flatMap((layer) => (layer.isDrawn ? retellFeatures(layer.features, messages) : layer.features));
  note(fill(messages.addedShapes, { count: features.length }));
  const labels = new DrawnLabels(zone, { lang: document.documentElement.lang, messages });
  labels.show(
    features.map(({ geometry, properties }) => ({
      name: String(properties?.name ?? ""),
      state: fromGeometry(geometry),
    })),
  );
  reach(zone, drawn.getBounds());
};
