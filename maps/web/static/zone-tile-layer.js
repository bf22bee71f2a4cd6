/* The tiles of OpenStreetMap beneath the zone: fetched as vectors, painted in the page's scheme. */
(() => {
  "use strict";

  const TILE_PX = 512;
  const UNITS = 4096;
  const TOGETHER_MS = 100; // in which tiles that replace others are awaited: each frame blends the whole map
  const MARGIN_PX = 1; // tiles overlap by it, so that no seam shows between them
  const [LIGHT, DARK] = [0, 1];

  const { tileSources } = ZoneMap;

  class Tiles extends L.GridLayer {
    /** @type {{ tile: HTMLElement, shown: ZoneMap.TileSquare, turn: number, bitmap: ImageBitmap }[]} */
    #painted = [];
    #painting = 0;
    #timer = 0;
    #isFirst = true;

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
      this.apart = new ZoneMap.TileWorkerClient(about.style, zone.data.tileWorker);
      this.store = new ZoneMap.TileStore(about, this.apart);
      /** @type {Map<HTMLElement, ZoneMap.TileSquare>} */
      this.shown = new Map();
      this.scheme = LIGHT;
      this.queue = new ZoneMap.TileQueue(
        (tile) => this.#paint(tile),
        (tile) => this.#send(tile),
      );
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
      this.queue.hold(true);
      super._animateZoom({ ...event, noUpdate: true });
    }

    #findScheme() {
      const ground = getComputedStyle(this.zone.map.getContainer()).getPropertyValue("--ground").trim();
      return ground === this.about.ground[DARK] ? DARK : LIGHT;
    }

    /**
     * @override
     * @param {L.Coords} coords
     * @param {L.DoneCallback} done
     */
    createTile(coords, done) {
      const tile = ZoneMap.dom.element("div", "vector-tile");
      const canvas = tile.appendChild(document.createElement("canvas"));
      const sources = tileSources.find(this.about, coords);
      this.shown.set(tile, { coords, canvas, sources, scale: 0, turn: 0, isWhole: false, done });
      const isHere = sources.every((each) => this.store.get(each) !== undefined);
      if (isHere || sources.some((each) => this.present(each).length)) this.queue.add(tile);
      if (isHere) return tile;
      Promise.all(sources.map((each) => this.store.ask(each)))
        .then(() => this.shown.has(tile) && this.queue.add(tile))
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
      if (own !== undefined) return own ? [{ source, tile: own }] : [];
      for (let up = 1; up <= source.z - this.about.zooms[0]; up++) {
        const [x, y] = [source.x >> up, source.y >> up];
        const place = { z: source.z - up, x, y, key: `${source.z - up}/${x}/${y}` };
        const tile = this.store.get(place);
        const [left, top] = [source.x - (x << up), source.y - (y << up)].map((each) => each * source.over);
        const over = source.over * 2 ** up;
        if (tile) return [{ tile, source: { ...place, over, left: source.left + left, top: source.top + top } }];
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
        const tile = this.store.get(source);
        if (tile) found.push({ source, tile });
      }
      return found;
    }

    /**
     * What is to be painted now.
     * @param {ZoneMap.TileSquare} shown
     * @returns {ZoneMap.Square}
     */
    #plan(shown) {
      const { coords, sources } = shown;
      const { map } = this.zone;
      const scale = map.getZoomScale(map.getZoom(), coords.z) || 1;
      const ratio = Math.min(2, (window.devicePixelRatio || 1) * scale);
      shown.scale = scale;
      shown.turn += 1;
      shown.isWhole = sources.every((each) => this.store.get(each) !== undefined);
      const pieces = sources
        .flatMap((each) => this.present(each))
        .map(({ source }) => {
          const unit = (TILE_PX * source.over) / UNITS;
          const [left, top] = [source.left, source.top].map((each) => (MARGIN_PX - each * TILE_PX) * ratio);
          const clip = sources.length > 1 ? tileSources.clip(this.about, source, coords) : null;
          return { key: source.key, unit: unit * scale, scale: unit * ratio, left, top, clip };
        });
      return {
        side: Math.round((TILE_PX + 2 * MARGIN_PX) * ratio),
        scheme: this.scheme,
        zoom: coords.z + Math.log2(scale),
        lat: tileSources.latOf((coords.y + 0.5) / 2 ** (coords.z - 1)),
        pieces,
      };
    }

    /** @param {string} key */
    #layersOf = (key) => this.store.kept.get(key)?.layers ?? new Map();

    /**
     * Paint here, as part of this frame.
     * @param {HTMLElement} tile
     */
    #paint(tile) {
      const shown = this.shown.get(tile);
      if (!shown) return;
      const square = this.#plan(shown);
      const { canvas } = shown;
      const { style } = this.about;
      if (ZoneMap.canPaintApart()) this.#show(canvas, ZoneMap.makeBitmap(square, style, this.#layersOf));
      else {
        if (canvas.width !== square.side) canvas.width = canvas.height = square.side;
        const context = canvas.getContext("2d");
        if (context) ZoneMap.paintSquare(context, square, style, this.#layersOf);
      }
      this.#finish(tile, shown);
    }

    /**
     * Have it painted by the worker; null where there is none.
     * @param {HTMLElement} tile
     */
    #send(tile) {
      const shown = this.shown.get(tile);
      return shown && this.apart.isOpen ? this.#receive(tile, shown) : null;
    }

    /** @param {HTMLElement} tile @param {ZoneMap.TileSquare} shown */
    async #receive(tile, shown) {
      const square = this.#plan(shown);
      const { turn } = shown;
      this.#painting += 1;
      try {
        this.#painted.push({ tile, shown, turn, bitmap: await this.apart.paint(square) });
      } catch (error) {
        if (!this.apart.isOpen) this.queue.add(tile);
        else shown.done?.(error instanceof Error ? error : new Error(String(error)), tile);
      }
      this.#painting -= 1;
      const areAll = !this.#painting && !this.queue.waiting.size;
      if (areAll || this.#isFirst) this.#showPainted();
      else this.#timer ||= setTimeout(() => this.#showPainted(), TOGETHER_MS);
      if (areAll) this.#isFirst = false;
    }

    #showPainted() {
      clearTimeout(this.#timer);
      this.#timer = 0;
      for (const { tile, shown, turn, bitmap } of this.#painted.splice(0)) {
        if (this.shown.has(tile) && turn === shown.turn) {
          this.#show(shown.canvas, bitmap);
          this.#finish(tile, shown);
        } else bitmap.close();
      }
    }

    /**
     * A browser without a graphics card copies each canvas that is drawn on anew in every frame in which
     * the map moves, but not one that was given a bitmap.
     * @param {HTMLCanvasElement} canvas
     * @param {ImageBitmap} bitmap
     */
    #show(canvas, bitmap) {
      if (canvas.width !== bitmap.width) canvas.width = canvas.height = bitmap.width;
      canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
    }

    /** @param {HTMLElement} tile @param {ZoneMap.TileSquare} shown */
    #finish(tile, shown) {
      if (!shown.done || !shown.isWhole) return;
      shown.done(undefined, tile);
      shown.done = null;
      this.fire("painted");
    }

    repaint() {
      this.scheme = this.#findScheme();
      for (const [tile, { scale }] of this.shown) if (scale) this.queue.add(tile);
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
