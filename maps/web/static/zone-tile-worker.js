/* In a worker: reads and paints tiles where no frame of the page waits for it. */
(() => {
  "use strict";

  ZoneMap.makeTileWorkshop = () => {
    /** @type {Map<string, Uint8Array | ZoneMap.TileLayers>} */
    const kept = new Map();
    /** @type {Served.TileStyle} */
    let style;

    /** @param {string} key */
    const layersOf = (key) => {
      const found = kept.get(key);
      if (!found) throw new Error(`no tile ${key}`);
      const layers = found instanceof Uint8Array ? ZoneMap.readTile(found) : found;
      kept.set(key, layers);
      return layers;
    };

    return (order) => {
      if ("style" in order) style = order.style;
      else if ("bytes" in order) kept.set(order.key, order.bytes);
      else if ("drop" in order) kept.delete(order.drop);
      else {
        try {
          return { id: order.id, bitmap: ZoneMap.makeBitmap(order.square, style, layersOf) };
        } catch (error) {
          return { id: order.id, fault: String(error) };
        }
      }
      return null;
    };
  };

  if (!("WorkerGlobalScope" in globalThis)) return;
  const follow = ZoneMap.makeTileWorkshop();
  addEventListener("message", ({ data }) => {
    const answer = follow(data);
    if (answer) postMessage(answer, { transfer: "bitmap" in answer ? [answer.bitmap] : [] });
  });
})();
