/* The tiles of OpenStreetMap beneath the zone: fetched as vectors, painted in the page's scheme. */
(() => {
  "use strict";

  const TILE_PX = 512;
  const UNITS = 4096;
  const MARGIN_PX = 1; // tiles overlap by it, so that no seam shows between them
  const [LIGHT, DARK] = [0, 1];

  /** @param {number} x The share of the world's width. */
  const lonOf = (x) => x * 360 - 180;
  /** @param {number} y The share of the world's height, from the north. */
  const latOf = (y) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
  /** @param {number} lat */
  const yOf = (lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);

  /** @param {number} lon @param {number} west */
  const xFrom = (lon, west) => ((((lon - west) % 360) + 360) % 360) / 360;

  class Tiles extends L.GridLayer {
    /**
     * @param {ZoneMap.Layer} zone
     * @param {Served.Tiles} about
     */
    constructor(zone, about) {
      const [west, south, east, north] = about.bounds;
      const minZoom = Math.max(about.from, about.zooms[0] + 1);
      const bounds = west <= east ? L.latLngBounds([south, west], [north, east]) : undefined;
      const look = { pane: "tiles", tileSize: TILE_PX, keepBuffer: 1, updateWhenZooming: false };
      super({ ...look, minZoom, maxZoom: 18, bounds });
      this.zone = zone;
      this.about = about;
      this.store = new ZoneMap.TileStore(about);
      /** @type {Map<HTMLElement, ZoneMap.TileSquare>} */
      this.shown = new Map();
      this.scheme = LIGHT;
      this.queue = new ZoneMap.TileQueue((tile) => this.#finish(tile));
      this.on("tileunload", ({ tile }) => {
        this.shown.delete(tile);
        this.queue.drop(tile);
      });
    }

    /**
     * While a zoom is animated, the browser scales what is there; tiles of the new zoom come after it.
     * @override
     * @param {L.ZoomAnimEvent} event
     */
    _animateZoom(event) {
      super._animateZoom({ ...event, noUpdate: true });
    }

    #findScheme() {
      const ground = getComputedStyle(this.zone.map.getContainer()).getPropertyValue("--ground").trim();
      return ground === this.about.ground[DARK] ? DARK : LIGHT;
    }

    /** Where the tiles come from that a square of the map shows: the region's, and the detail's. */
    /** @param {L.Coords} coords */
    #sourcesOf({ x, y, z }) {
      const [, regionZoom, detailZoom] = this.about.zooms;
      const zoom = z - 1;
      const wrapped = ((x % 2 ** zoom) + 2 ** zoom) % 2 ** zoom;
      /** @param {number} last */
      const at = (last) => {
        const own = Math.min(zoom, last);
        const over = 2 ** (zoom - own);
        const place = { z: own, x: Math.floor(wrapped / over), y: Math.floor(y / over) };
        return {
          ...place,
          key: `${own}/${place.x}/${place.y}`,
          over,
          left: wrapped - place.x * over,
          top: y - place.y * over,
        };
      };
      if (zoom <= regionZoom) return [at(regionZoom)];
      const [west, south, east, north] = this.about.detail;
      const size = 1 / 2 ** zoom;
      const width = xFrom(east, west) || 1;
      const left = xFrom(lonOf(wrapped * size), west);
      const [top, bottom] = [yOf(north), yOf(south)];
      const isApart = (left > width && left + size < 1) || y * size > bottom || (y + 1) * size < top;
      if (isApart) return [at(regionZoom)];
      const isInside = left + size <= width && y * size >= top && (y + 1) * size <= bottom;
      return isInside ? [at(detailZoom)] : [at(regionZoom), at(detailZoom)];
    }

    /**
     * @override
     * @param {L.Coords} coords
     * @param {L.DoneCallback} done
     */
    createTile(coords, done) {
      const tile = ZoneMap.dom.element("div", "vector-tile");
      const canvas = tile.appendChild(document.createElement("canvas"));
      const sources = this.#sourcesOf(coords);
      this.shown.set(tile, { coords, canvas, sources, scale: 0, done });
      const isHere = sources.every((each) => this.store.get(each) !== undefined);
      if (isHere || sources.some((each) => this.present(each).length)) this.queue.add(tile);
      if (isHere) return tile;
      Promise.all(sources.map((each) => this.store.ask(each)))
        .then(() => this.queue.add(tile))
        .catch((error) => done(error, tile));
      return tile;
    }

    /**
     * What is here of a source: itself, or else coarser or finer tiles of the same place, so that a map
     * that is zoomed, or printed at once, is not blank.
     * @param {ZoneMap.TileSource} source
     */
    present(source) {
      const own = this.store.get(source);
      if (own !== undefined) return own ? [{ source, layers: own }] : [];
      for (let up = 1; up <= source.z - this.about.zooms[0]; up++) {
        const [x, y] = [source.x >> up, source.y >> up];
        const place = { z: source.z - up, x, y, key: `${source.z - up}/${x}/${y}` };
        const layers = this.store.get(place);
        const [left, top] = [source.x - (x << up), source.y - (y << up)].map((each) => each * source.over);
        const over = source.over * 2 ** up;
        if (layers) return [{ layers, source: { ...place, over, left: source.left + left, top: source.top + top } }];
      }
      return this.#finer(source);
    }

    /** @param {ZoneMap.TileSource} source */
    #finer({ z, x, y, over, left, top }) {
      const found = [];
      for (let n = 0; n < 4; n++) {
        const place = { z: z + 1, x: 2 * x + (n % 2), y: 2 * y + (n >> 1) };
        const key = `${place.z}/${place.x}/${place.y}`;
        const half = over / 2;
        const source = { ...place, key, over: half, left: left - (n % 2) * half, top: top - (n >> 1) * half };
        const layers = this.store.get(source);
        if (layers) found.push({ source, layers });
      }
      return found;
    }

    /** @param {HTMLElement} tile */
    #finish(tile) {
      this.#paint(tile);
      const shown = this.shown.get(tile);
      if (!shown?.done || shown.sources.some((each) => this.store.get(each) === undefined)) return;
      shown.done(undefined, tile);
      shown.done = null;
      this.fire("painted");
    }

    /** @param {HTMLElement} tile */
    #paint(tile) {
      const shown = this.shown.get(tile);
      if (!shown) return;
      const { canvas, coords, sources } = shown;
      const { map } = this.zone;
      const scale = map.getZoomScale(map.getZoom(), coords.z) || 1;
      const ratio = Math.min(2, (window.devicePixelRatio || 1) * scale);
      const side = Math.round((TILE_PX + 2 * MARGIN_PX) * ratio);
      if (canvas.width !== side) canvas.width = canvas.height = side;
      const context = canvas.getContext("2d");
      if (!context) return;
      shown.scale = scale;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, side, side);
      const lat = latOf((coords.y + 0.5) / 2 ** (coords.z - 1));
      for (const { source, layers } of sources.flatMap((each) => this.present(each))) {
        const unit = (TILE_PX * source.over) / UNITS;
        const [left, top] = [source.left, source.top].map((each) => MARGIN_PX - each * TILE_PX);
        context.setTransform(unit * ratio, 0, 0, unit * ratio, left * ratio, top * ratio);
        if (sources.length > 1) this.#keepApart(context, source, coords);
        const zoom = coords.z + Math.log2(scale);
        ZoneMap.paintTile(context, layers, {
          style: this.about.style,
          scheme: this.scheme,
          zoom,
          lat,
          unit: unit * scale,
        });
        if (sources.length > 1) context.restore();
      }
    }

    /**
     * At the edge of the detail, each source is painted on its side of it.
     * @param {CanvasRenderingContext2D} context
     * @param {ZoneMap.TileSource} source
     * @param {L.Coords} coords
     */
    #keepApart(context, source, coords) {
      context.save();
      const [west, south, east, north] = this.about.detail;
      const count = 2 ** source.z;
      const near = ((coords.x + 0.5) / 2 ** (coords.z - 1)) % 1;
      const first = (west + 180) / 360;
      const turn = Math.round(near - first - xFrom(east, west) / 2);
      /** @param {number} share @param {number} tile */
      const units = (share, tile) => (share * count - tile) * UNITS;
      const left = units(first + turn, source.x);
      const [top, bottom] = [units(yOf(north), source.y), units(yOf(south), source.y)];
      const box = new Path2D();
      box.rect(left, top, xFrom(east, west) * count * UNITS, bottom - top);
      const isDetail = source.z > this.about.zooms[1];
      if (!isDetail) box.rect(-UNITS, -UNITS, 3 * UNITS, 3 * UNITS);
      context.clip(box, "evenodd");
    }

    repaint() {
      this.scheme = this.#findScheme();
      for (const tile of this.shown.keys()) this.#paint(tile);
    }

    /** Paint anew what is scaled, so that lines are as wide and as sharp as between two zooms. */
    sharpen() {
      const { map } = this.zone;
      for (const [tile, { coords, scale }] of this.shown) {
        if (!scale || coords.z !== this._tileZoom) continue; // is painted soon, or soon gone
        if (Math.abs(map.getZoomScale(map.getZoom(), coords.z) - scale) > 0.01) this.queue.add(tile);
      }
    }
  }

  ZoneMap.Tiles = Tiles;
})();
