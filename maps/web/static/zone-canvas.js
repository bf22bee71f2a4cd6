/* Thousands of parts on one canvas. */
(function () {
  "use strict";

  /* A canvas half a view larger on every side, drawn anew only when the view leaves it. */
  const ZoneCanvas = L.Canvas.extend({
    _update() {
      const map = this._map;
      const view = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
      const drawn = this._drawn;
      if (drawn?.zoom === map.getZoom() && drawn.origin.equals(map.getPixelOrigin()) && this._bounds.contains(view)) return;
      this._drawn = { zoom: map.getZoom(), origin: map.getPixelOrigin() };
      L.Canvas.prototype._update.call(this);
    },
  });
  L.zoneCanvas = () => new ZoneCanvas({ pane: "parts", padding: 0.5, tolerance: 2 });
})();
