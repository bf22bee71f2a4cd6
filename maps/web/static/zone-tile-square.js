/* Paints a square of the map with the tiles that it shows, wherever the canvas is. */
(() => {
  "use strict";

  const UNITS = 4096;

  ZoneMap.paintSquare = (canvas, { side, pieces, ...how }, style, layersOf) => {
    canvas.setTransform(1, 0, 0, 1, 0, 0);
    canvas.clearRect(0, 0, side, side);
    for (const { key, unit, scale, left, top, clip } of pieces) {
      canvas.save();
      canvas.setTransform(scale, 0, 0, scale, left, top);
      if (clip) {
        const box = new Path2D();
        box.rect(...clip.box);
        if (!clip.isWithin) box.rect(-UNITS, -UNITS, 3 * UNITS, 3 * UNITS);
        canvas.clip(box, "evenodd");
      }
      ZoneMap.paintTile(canvas, layersOf(key), { ...how, style, unit });
      canvas.restore();
    }
  };

  ZoneMap.makeBitmap = (square, style, layersOf) => {
    const surface = new OffscreenCanvas(square.side, square.side);
    const canvas = surface.getContext("2d");
    if (!canvas) throw new Error("no canvas for the base map");
    ZoneMap.paintSquare(canvas, square, style, layersOf);
    return surface.transferToImageBitmap();
  };
})();
