/* The tiles that were asked for: fetched once, and kept as long as there is room. */
(() => {
  "use strict";

  const MOST_KEPT = 96; // tiles in memory, some 200 kB each

  ZoneMap.fetchMap = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for the base map`);
    return answer;
  };

  ZoneMap.TileStore = class TileStore {
    /** @param {Served.Tiles} about */
    constructor(about) {
      this.about = about;
      /** @type {Map<string, ZoneMap.TileLayers | null>} */
      this.kept = new Map();
      /** @type {Map<string, Promise<ZoneMap.TileLayers | null>>} */
      this.asked = new Map();
    }

    /** @param {ZoneMap.TilePlace} place */
    async #fetch({ z, x, y }) {
      const { url, tiles } = this.about;
      if (tiles) return tiles[`${z}/${x}/${y}`] ? ZoneMap.unpackTile(tiles[`${z}/${x}/${y}`]) : null;
      const at = url.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
      const answer = await ZoneMap.fetchMap(at);
      return answer.status === 204 ? null : ZoneMap.readTile(new Uint8Array(await answer.arrayBuffer()));
    }

    /**
     * @param {ZoneMap.TilePlace} place
     * @returns {ZoneMap.TileLayers | null | undefined} Undefined while it is not here.
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
      if (this.kept.size > MOST_KEPT) this.kept.delete(oldest);
    }
  };
})();
