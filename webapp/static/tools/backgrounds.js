/* Online backgrounds, if the site's configuration has any: one at a time, under the zone. */
import { fromGcj02, toGcj02 } from "../lib/datum.js";
import { element, find, findAll } from "../lib/dom.js";

/**
 * What of the application this needs; the bare map has no address of its own.
 * @typedef {object} Host
 * @property {L.Map} map
 * @property {ZoneMap.Layer} zone
 * @property {{ messages: Served.Messages, backgrounds?: Served.Background[] }} site
 * @property {import("../lib/url_state.js").UrlState} [url]
 */

const PATIENCE_MS = 9000;
const ENOUGH_FAILURES = 4;
const DEEPEST_ZOOM = 18;
const SPARE_PX = 8; // how far the shift can differ between a view's middle and its edge

/**
 * @param {L.LatLng} latlng
 * @param {typeof toGcj02} shift
 */
const shifted = (latlng, shift) => {
  const [lng, lat] = shift([latlng.lng, latlng.lat]);
  return L.latLng(lat, lng);
};

/* Tiles drawn in GCJ-02, each put where its own corners lie in WGS 84. The shift varies by some
   50 m within a zone, so it is taken at every tile and not once for the layer. */
class Gcj02Layer extends L.TileLayer {
  /**
   * @param {L.Point} tile
   * @param {number} zoom
   */
  #cornerOf(tile, zoom) {
    const at = this._map.unproject(tile.scaleBy(this.getTileSize()), zoom);
    return this._map.project(shifted(at, fromGcj02), zoom).subtract(this._level.origin).round();
  }

  /**
   * @override
   * @param {L.Coords} coords
   */
  _getTilePos(coords) {
    return this.#cornerOf(coords, coords.z);
  }

  /**
   * @override
   * @param {L.Coords} coords
   * @param {HTMLElement} container
   */
  _addTile(coords, container) {
    super._addTile(coords, container);
    const tile = this._tiles[this._tileCoordsToKey(coords)]?.el;
    if (!tile) return;
    const at = this.#cornerOf(coords, coords.z);
    tile.style.width = `${this.#cornerOf(coords.add([1, 0]), coords.z).x - at.x}px`;
    tile.style.height = `${this.#cornerOf(coords.add([0, 1]), coords.z).y - at.y}px`;
  }

  /**
   * @override
   * @param {L.LatLng} center
   */
  _getTiledPixelBounds(center) {
    const box = super._getTiledPixelBounds(center);
    const zoom = this._tileZoom;
    const shift = this._map.project(shifted(center, toGcj02), zoom).subtract(this._map.project(center, zoom));
    const [min, max] = [box.getTopLeft().add(shift), box.getBottomRight().add(shift)];
    return L.bounds(min.subtract([SPARE_PX, SPARE_PX]), max.add([SPARE_PX, SPARE_PX]));
  }
}

/** @param {Served.Background} background */
const makeLayers = ({ urls, datum, max_zoom: maxNativeZoom, tile_size_px: tileSize }) => {
  const options = { pane: "tilePane", maxNativeZoom, maxZoom: DEEPEST_ZOOM, tileSize, zIndex: 1 };
  return urls.map((url) => (datum === "gcj02" ? new Gcj02Layer(url, options) : L.tileLayer(url, options)));
};

/**
 * Whether a background answers: it is given up when its first tiles all fail, or none comes.
 * @param {L.TileLayer[]} layers
 * @param {{ onAnswer: () => void, onSilence: () => void }} told
 */
const watch = (layers, { onAnswer, onSilence }) => {
  let failures = 0;
  /** @param {() => void} tell */
  const end = (tell) => {
    clearTimeout(timer);
    for (const layer of layers) layer.off("tileload tileerror");
    tell();
  };
  const timer = setTimeout(() => end(onSilence), PATIENCE_MS);
  for (const layer of layers) {
    layer.on("tileload", () => end(onAnswer));
    layer.on("tileerror", () => {
      failures += 1;
      if (failures >= ENOUGH_FAILURES) end(onSilence);
    });
  }
  return () => end(() => {});
};

/**
 * @param {Served.Background[]} backgrounds
 * @param {Served.Messages} messages
 * @param {(id: string) => void} choose
 */
const makeChooser = (backgrounds, messages, choose) => {
  const box = element("details", "legend backgrounds");
  const group = element("fieldset");
  group.append(element("legend", "visually-hidden", messages.background));
  for (const { id, name } of [{ id: "", name: messages.offline }, ...backgrounds]) {
    const label = element("label");
    const radio = element("input");
    Object.assign(radio, { type: "radio", name: "background", value: id, checked: id === "" });
    radio.addEventListener("change", () => choose(id));
    label.append(radio, element("span", "", name));
    group.append(label);
  }
  box.append(element("summary", "", messages.background), group);
  return box;
};

/**
 * @param {HTMLElement} line
 * @param {Served.Background | undefined} background
 * @param {Served.Messages} messages
 */
const credit = (line, background, messages) => {
  line.replaceChildren();
  line.hidden = !background;
  if (!background) return;
  const { attribution, attribution_url: address, review_number: number, datum } = background;
  const named = element(address ? "a" : "span", "", attribution);
  if (address) Object.assign(named, { href: address, rel: "noreferrer noopener external" });
  line.append(named);
  if (number) line.append(` · ${messages.review} ${number}`);
  if (datum === "gcj02") line.append(` · ${messages.gcj02}`);
};

/** @param {Host} host */
export const setUp = ({ map, zone, url, site: { backgrounds = [], messages } }) => {
  if (!backgrounds.length) return;
  const line = element("p", "background-credit");
  const failure = element("p", "background-failure");
  failure.hidden = true;
  /** @type {{ id: string, layers: L.TileLayer[], stop: () => void }} */
  let shown = { id: "", layers: [], stop() {} };

  /** @param {string} id */
  const show = (id) => {
    const background = backgrounds.find((each) => each.id === id);
    shown.stop();
    for (const layer of shown.layers) layer.remove();
    shown = { id: background ? id : "", layers: background ? makeLayers(background) : [], stop() {} };
    map.getContainer().classList.toggle("has-tiles", Boolean(background));
    const pane = map.getPane("mapPane");
    if (pane) pane.dataset.ground = background?.ground ?? "";
    credit(line, background, messages);
    map.fire("zone:ground");
    for (const radio of findAll("input", box, HTMLInputElement)) radio.checked = radio.value === shown.id;
    if (!background) return;
    shown.stop = watch(shown.layers, {
      onAnswer() {
        failure.hidden = true;
      },
      onSilence: () => giveUp(background.name),
    });
    for (const layer of shown.layers) layer.addTo(map);
  };
  /** @param {string} name */
  const giveUp = (name) => {
    show("");
    url?.set("background", null, { push: false });
    failure.textContent = messages.silent.replace("%(name)s", () => name);
    failure.hidden = false;
    find("[role=status]", document, HTMLElement).textContent = failure.textContent;
  };

  const box = makeChooser(backgrounds, messages, (id) => {
    failure.hidden = true;
    show(id);
    url?.set("background", id);
  });
  box.append(failure);
  box.addEventListener("toggle", () => {
    if (box.open) zone.page?.setHeight("peek");
  });
  if (zone.data.controls !== false) ZoneMap.putControl(map, "topright", box);
  map.getContainer().parentElement?.append(line);
  line.hidden = true;
  url?.keep("background", (id) => show(id ?? ""));
};
