/* Thousands of parts on one canvas. It is half a view larger on every side, and drawn anew only when
   the view leaves it. */
(() => {
  "use strict";

  ZoneMap.Canvas = class ZoneCanvas extends L.Canvas {
    constructor() {
      super({ pane: "parts", padding: 0.5, tolerance: 2 });
      /** @type {{ zoom: number, origin: L.Point } | null} */
      this.drawn = null;
    }

    /** @override */
    _update() {
      const map = this._map;
      const corners = [L.point(0, 0), map.getSize()].map((at) => map.containerPointToLayerPoint(at));
      const [zoom, origin] = [map.getZoom(), map.getPixelOrigin()];
      const isCurrent = this.drawn?.zoom === zoom && this.drawn.origin.equals(origin);
      if (isCurrent && this._bounds.contains(L.bounds(corners))) return;
      this.drawn = { zoom, origin };
      super._update();
    }
  };
})();
