/* Paints tiles onto a canvas by the rules of maps/tiles/style.py: areas, then tunnels, what is on the
   ground, and bridges, each with all its edges before its fills; administrative lines last. */
(() => {
  "use strict";

  const EQUATOR_M = 40_075_016.686;
  const BRIDGE = 10; // what is added to the level of a bridge
  const CASE_SHARE = 0.35; // of the fill's width, on each side
  const [LEAST_CASE_PX, MOST_CASE_PX] = [0.3, 1];
  const TUNNEL_DASH = [4, 3];
  const TUNNEL_ALPHA = 0.55;
  const EDGE_PX = 0.6;
  const BAND = { ink: "province", px: 7, alpha: 0.14 };

  /** @typedef {Map<number, Path2D>} Levels The paths of a rule by their level, tunnels below 0. */
  /** @typedef {{ areas: (Path2D | null)[], lines: Levels[] }} Paths */
  /** @type {WeakMap<ZoneMap.TileLayers, Paths>} */
  const known = new WeakMap();

  /** @param {ZoneMap.TileFeature} feature */
  const levelOf = ({ tags }) => {
    const level = Number(tags.layer) || 0;
    if (tags.tunnel) return Math.min(level, 0) - BRIDGE;
    return tags.bridge ? Math.max(level, 0) + BRIDGE : 0;
  };

  /**
   * @param {Path2D} path
   * @param {ZoneMap.TileFeature} feature
   */
  const addLines = (path, { type, lines }) => {
    for (const line of lines) {
      path.moveTo(line[0], line[1]);
      for (let n = 2; n < line.length; n += 2) path.lineTo(line[n], line[n + 1]);
      if (type === 3) path.closePath();
    }
  };

  /**
   * @param {ZoneMap.TileLayers} layers
   * @param {string} layer
   * @param {string[]} kinds
   * @param {number} type
   */
  const choose = (layers, layer, kinds, type) =>
    (layers.get(layer) ?? []).filter(
      (each) =>
        each.type === type && (!kinds.length || kinds.includes(String(each.tags.kind ?? each.tags.admin_level))),
    );

  /**
   * The paths of a tile, made once: a browser paints them faster than their points.
   * @param {ZoneMap.TileLayers} layers
   * @param {Served.TileStyle} style
   */
  const makePaths = (layers, style) => {
    const found = known.get(layers);
    if (found) return found;
    const areas = style.areas.map(([layer, kinds]) => {
      const chosen = choose(layers, layer, kinds, 3);
      const path = new Path2D();
      for (const each of chosen) addLines(path, each);
      return chosen.length ? path : null;
    });
    const lines = style.lines.map(({ layer, kinds = [] }) => {
      /** @type {Levels} */
      const levels = new Map();
      for (const each of choose(layers, layer, kinds, 2)) {
        const level = levelOf(each);
        const path = levels.get(level) ?? new Path2D();
        addLines(path, each);
        levels.set(level, path);
      }
      return levels;
    });
    const made = { areas, lines };
    known.set(layers, made);
    return made;
  };

  /**
   * The width of lines at a zoom: equal factors between the stops, as maps/tiles/style.py has it.
   * @param {Served.LineRule} rule
   * @param {number} zoom
   * @param {number} pxPerM
   */
  const widthOf = ({ width, metres = 0 }, zoom, pxPerM) => {
    let n = 1;
    while (n < width.length - 1 && zoom > width[n][0]) n += 1;
    const [[z0, w0], [z1, w1]] = [width[n - 1], width[n]];
    const share = Math.min(Math.max((zoom - z0) / (z1 - z0), -1.5), 1.5);
    return Math.max(w0 * (w1 / w0) ** share, metres * pxPerM);
  };

  /**
   * @param {ZoneMap.AnyCanvas} canvas
   * @param {ZoneMap.TileLayers} layers
   * @param {ZoneMap.Painting} how
   */
  ZoneMap.paintTile = (canvas, layers, { style, scheme, zoom, lat, unit }) => {
    const paths = makePaths(layers, style);
    const pxPerM = (256 * 2 ** zoom) / (EQUATOR_M * Math.cos((lat * Math.PI) / 180));
    /** @param {string} ink */
    const colour = (ink) => style.inks[ink][scheme];
    /**
     * @param {Path2D} path
     * @param {string} ink
     * @param {number} px
     * @param {{ dash?: number[], cap?: CanvasLineCap, alpha?: number }} [look]
     */
    const stroke = (path, ink, px, { dash = [], cap = "round", alpha = 1 } = {}) => {
      canvas.globalAlpha = alpha;
      canvas.strokeStyle = colour(ink);
      canvas.lineWidth = px / unit;
      canvas.lineCap = dash.length ? "butt" : cap;
      canvas.setLineDash(dash.map((each) => each / unit));
      canvas.stroke(path);
      canvas.globalAlpha = 1;
    };
    canvas.lineJoin = "round";
    for (const [n, [, , fill, edge]] of style.areas.entries()) {
      const path = paths.areas[n];
      if (!path) continue;
      canvas.fillStyle = colour(fill);
      canvas.fill(path);
      if (edge) stroke(path, edge, EDGE_PX);
    }
    const rules = style.lines.filter(({ from = 0, to = 99 }) => zoom >= from && zoom < to);
    const drawn = rules.map((rule) => ({
      rule,
      levels: paths.lines[style.lines.indexOf(rule)],
      px: widthOf(rule, zoom, pxPerM),
    }));
    const levels = new Set(drawn.flatMap((each) => [...each.levels.keys()]));
    for (const level of [...levels].sort((a, b) => a - b)) {
      const [isTunnel, isBridge] = [level < 0, level > 0];
      for (const { rule, levels: own, px } of drawn) {
        const path = own.get(level);
        if (!path) continue;
        const whole = px + 2 * Math.min(Math.max(px * CASE_SHARE, LEAST_CASE_PX), MOST_CASE_PX);
        const look = isTunnel ? { dash: TUNNEL_DASH, alpha: TUNNEL_ALPHA } : {};
        if (rule.case) stroke(path, rule.case, whole, { ...look, cap: isBridge ? "butt" : "round" });
        else if (isBridge && px > 1) stroke(path, "primary-case", whole, { cap: "butt" });
        if (rule.layer === "boundaries" && rule.ink === BAND.ink) stroke(path, BAND.ink, BAND.px, BAND);
      }
      for (const { rule, levels: own, px } of drawn) {
        const path = own.get(level);
        if (path) stroke(path, rule.ink, px, { dash: rule.dash, alpha: isTunnel ? TUNNEL_ALPHA : 1 });
      }
    }
  };
})();
