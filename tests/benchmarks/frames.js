/* Moves a Leaflet map as a reader does, and returns how long its frames took (ms), by what was done:
   from the first frame of a move to the one after the last, with what is painted when it ends. */
async (map) => {
  const PAN_PX = [700, 260];
  const PAN_S = 0.7;
  const AFTER_MS = 250; // in which what a move leaves to its end is drawn
  const TURNS = 3;

  /** @param {() => void} start @param {string} end */
  const watch = (start, end) =>
    new Promise((done) => {
      const found = [];
      let last = 0;
      let stopAt = Infinity;
      map.once(end, () => {
        stopAt = performance.now() + AFTER_MS;
      });
      const look = (now) => {
        if (last) found.push(now - last);
        else start();
        last = now;
        if (now < stopAt) requestAnimationFrame(look);
        else done(found);
      };
      requestAnimationFrame(look);
    });

  /** @param {number} turn */
  const pan = (turn) => () => map.panBy(PAN_PX.map((px) => px * turn), { animate: true, duration: PAN_S, easeLinearity: 1 });
  const middle = map.getCenter();
  const zoom = map.getZoom();
  /** @param {number} by */
  const change = (by) => () => map.setView(middle, zoom + by, { animate: true });

  const found = { pan: [], zoom: [] };
  for (let n = 0; n < TURNS; n++) {
    for (const turn of [1, -1, -1, 1]) found.pan.push(...(await watch(pan(turn), "moveend")));
    for (const by of [1, 0, -1, 0]) found.zoom.push(...(await watch(change(by), "zoomend")));
  }
  return found;
}
