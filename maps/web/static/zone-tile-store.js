/* The tiles that were asked for: fetched once, and kept as long as there is room. */
(() => {
  "use strict";

  const MOST_KEPT = 96; // tiles in memory, some 200 kB each where the page paints them
  const NAMED = ["place_labels", "public_transport", "water_polygons_labels", "street_labels", "water_lines_labels"];

  ZoneMap.fetchMap = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for the base map`);
    return answer;
  };

  /** Read only as far as the page needs it: what a worker paints, for its names alone. */
  class KeptTile {
    /** @type {ZoneMap.TileLayers | null} */
    #layers = null;
    /** @type {ZoneMap.TileLayers | null} */
    #names = null;

    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
    }

    get layers() {
      this.#layers ??= ZoneMap.readTile(this.bytes);
      return this.#layers;
    }

    get names() {
      this.#names ??= this.#layers ?? ZoneMap.readTile(this.bytes, NAMED);
      return this.#names;
    }
  }

  ZoneMap.TileStore = class TileStore {
    /**
     * @param {Served.Tiles} about
     * @param {ZoneMap.TileWorkerClient} apart
     */
    constructor(about, apart) {
      this.about = about;
      this.apart = apart;
      /** @type {Map<string, KeptTile | null>} */
      this.kept = new Map();
      /** @type {Map<string, Promise<KeptTile | null>>} */
      this.asked = new Map();
    }

    /** @param {ZoneMap.TilePlace} place */
    async #load({ z, x, y }) {
      const { url, tiles } = this.about;
      if (tiles) return tiles[`${z}/${x}/${y}`] ? ZoneMap.unpackTile(tiles[`${z}/${x}/${y}`]) : null;
      const at = url.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
      const answer = await ZoneMap.fetchMap(at);
      return answer.status === 204 ? null : new Uint8Array(await answer.arrayBuffer());
    }

    /** @param {ZoneMap.TilePlace} place */
    async #fetch(place) {
      const bytes = await this.#load(place);
      if (!bytes) return null;
      const tile = new KeptTile(bytes);
      void (this.apart.isOpen ? tile.names : tile.layers); // rejects where it is damaged
      this.apart.keep(place.key, bytes);
      return tile;
    }

    /**
     * @param {ZoneMap.TilePlace} place
     * @returns {KeptTile | null | undefined} Undefined while it is not here.
     */
    get({ key }) {
      const found = this.kept.get(key);
      if (found !== undefined) {
        this.kept.delete(key);
        this.kept.set(key, found);
      }
      return found;
    }

    /** @param {ZoneMap.TilePlace} place */
    async ask(place) {
      const { key } = place;
      if (this.kept.has(key)) return;
      const asked = this.asked.get(key) ?? this.#fetch(place);
      this.asked.set(key, asked);
      try {
        this.kept.set(key, await asked);
      } finally {
        this.asked.delete(key);
      }
      const [oldest] = this.kept.keys();
      if (this.kept.size <= MOST_KEPT) return;
      this.kept.delete(oldest);
      this.apart.drop(oldest);
    }
  };
})();
