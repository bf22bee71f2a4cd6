/* Online backgrounds, if the site's configuration has any: one at a time, under the zone. */
import { fromGcj02, toGcj02 } from "../lib/datum.js";
import { element } from "./toolbar.js";

const PATIENCE_MS = 9000;
const ENOUGH_FAILURES = 4;
const SPARE_PX = 8; // how far the shift can differ between a view's middle and its edge

const moved = (latlng, turn) => {
  const [lng, lat] = turn([latlng.lng, latlng.lat]);
  return L.latLng(lat, lng);
};

/* Tiles drawn in GCJ-02, each put where its own corners lie in WGS 84. The shift varies by some
   50 m within a zone, so it is taken at every tile and not once for the layer. */
export const Gcj02Layer = L.TileLayer.extend({
  _corner(coords) {
    const at = this._map.unproject(coords.scaleBy(this.getTileSize()), coords.z);
    return this._map.project(moved(at, fromGcj02), coords.z)._subtract(this._level.origin)._round();
  },

  _getTilePos(coords) { return this._corner(coords); },

  _addTile(coords, container) {
    L.TileLayer.prototype._addTile.call(this, coords, container);
    const tile = this._tiles[this._tileCoordsToKey(coords)]?.el;
    if (!tile) return;
    const next = (x, y) => Object.assign(coords.add([x, y]), { z: coords.z });
    const at = this._corner(coords);
    tile.style.width = `${this._corner(next(1, 0)).x - at.x}px`;
    tile.style.height = `${this._corner(next(0, 1)).y - at.y}px`;
  },

  _getTiledPixelBounds(center) {
    const box = L.TileLayer.prototype._getTiledPixelBounds.call(this, center);
    const shift = this._map.project(moved(center, toGcj02), this._tileZoom)._subtract(this._map.project(center, this._tileZoom));
    return L.bounds(box.min.add(shift).subtract([SPARE_PX, SPARE_PX]), box.max.add(shift).add([SPARE_PX, SPARE_PX]));
  },
});

const tiles = ({ urls, datum, max_zoom: maxNativeZoom, tile_size_px: tileSize }) => urls.map((url) => {
  const options = { pane: "tilePane", maxNativeZoom, maxZoom: 18, tileSize, zIndex: 1 };
  return datum === "gcj02" ? new Gcj02Layer(url, options) : L.tileLayer(url, options);
});

/* Whether a background answers: it is given up when its first tiles all fail, or none comes. */
const watch = (layers, { onAnswer, onSilence }) => {
  let failures = 0;
  const done = (say) => {
    clearTimeout(timer);
    for (const layer of layers) layer.off("tileload tileerror");
    say();
  };
  const timer = setTimeout(() => done(onSilence), PATIENCE_MS);
  for (const layer of layers) {
    layer.on("tileload", () => done(onAnswer));
    layer.on("tileerror", () => { failures += 1; if (failures >= ENOUGH_FAILURES) done(onSilence); });
  }
  return () => done(() => {});
};

const chooser = (backgrounds, messages, choose) => {
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

export const setUp = (zone, { backgrounds = [], messages }) => {
  if (!backgrounds.length) return;
  const map = zone._map;
  const status = document.querySelector("[role=status]");
  const line = element("p", "background-credit");
  const failure = element("p", "background-failure");
  failure.hidden = true;
  let shown = { id: "", layers: [], stop() {} };

  const show = (id) => {
    const background = backgrounds.find((each) => each.id === id);
    shown.stop();
    for (const layer of shown.layers) layer.remove();
    shown = { id: background ? id : "", layers: background ? tiles(background) : [], stop() {} };
    map.getContainer().classList.toggle("has-tiles", Boolean(background));
    map.getPane("mapPane").dataset.ground = background?.ground ?? "";
    credit(line, background, messages);
    for (const radio of box.querySelectorAll("input")) radio.checked = radio.value === shown.id;
    if (!background) return;
    shown.stop = watch(shown.layers, {
      onAnswer() { failure.hidden = true; },
      onSilence() {
        show("");
        zone.setState?.("background", null, { push: false });
        failure.textContent = messages.silent.replace("%(name)s", () => background.name);
        failure.hidden = false;
        status.textContent = failure.textContent;
      },
    });
    for (const layer of shown.layers) layer.addTo(map);
  };

  const box = chooser(backgrounds, messages, (id) => {
    failure.hidden = true;
    show(id);
    zone.setState?.("background", id);
  });
  box.append(failure);
  box.addEventListener("toggle", () => { if (box.open) zone.page?.setHeight?.("peek"); });
  if (zone.data.controls !== false) L.zonePut(map, "topright", box);
  map.getContainer().parentElement.append(line);
  line.hidden = true;
  zone.useBackground = show;
  zone.keep?.("background", (id) => show(id ?? ""));
};
