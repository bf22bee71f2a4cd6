/* The names in the tiles: settlements, stations, airports, waters, roads and their numbers, by rank and
   in the reader's language, as names of the map's own label engine. */
(() => {
  "use strict";

  const UNITS = 4096;
  const [NAMES_APART_PX, SHIELDS_APART_PX] = [320, 220];
  const [MOST_POINTS, MOST_LINES, MOST_SHIELDS] = [90, 60, 40];
  const [ROAD_BEND, RIVER_BEND] = [1.03, 1.06]; // the length of a stretch by its chord
  const [LETTER_PX, HAN_PX, SPARE_PX] = [6.3, 11.5, 8];
  const LONG = 3; // times a name's length: a stretch with more than one place for it
  const PLATE_PX = 46; // around a plate, without a name
  const HAN = /\p{Script=Han}/u;
  const SAME_DEG = 0.06;
  const FIRST_ROADS = ["motorway", "trunk", "primary", "secondary", "tertiary"];
  /** @type {Record<string, string>} */
  const RANKS = { suburb: "suburb", quarter: "suburb", neighbourhood: "suburb", island: "suburb" };

  /** @typedef {ZoneMap.TileName} Name */
  /** @typedef {{ feature: ZoneMap.TileFeature, source: ZoneMap.TileSource, layer: string }} Item */

  /** @param {string} text */
  const widthOf = (text) => [...text].reduce((sum, letter) => sum + (HAN.test(letter) ? HAN_PX : LETTER_PX), SPARE_PX);

  /**
   * What the tiles in view hold of some layers, each tile once.
   * @param {ZoneMap.TileView} tiles
   * @param {string[]} names
   */
  const listItems = (tiles, names) => {
    /** @type {Map<string, { source: ZoneMap.TileSource, tile: ZoneMap.KeptTile }>} */
    const found = new Map();
    for (const { sources } of tiles.shown.values()) {
      for (const each of sources.flatMap((source) => tiles.present(source))) found.set(each.source.key, each);
    }
    /** @type {Item[]} */
    const items = [];
    for (const { source, tile } of found.values()) {
      for (const layer of names) {
        for (const feature of tile.names.get(layer) ?? []) items.push({ feature, source, layer });
      }
    }
    return items;
  };

  /**
   * @param {L.Map} map
   * @param {ZoneMap.TileSource} source
   */
  const projector = (map, { z, x, y }) => {
    const size = 256 * 2 ** map.getZoom();
    const origin = map.getPixelOrigin().subtract(map.latLngToContainerPoint(map.layerPointToLatLng([0, 0])));
    // the copy of the world that is in view
    const turn = Math.round((map.getCenter().lng + 180) / 360 - (x + 0.5) / 2 ** z) * size;
    /** @param {number[]} line @param {number} n */
    return (line, n) =>
      L.point(
        ((x + line[n] / UNITS) / 2 ** z) * size + turn - origin.x,
        ((y + line[n + 1] / UNITS) / 2 ** z) * size - origin.y,
      );
  };

  /**
   * Places on the straight stretches of a line that are at least so long, with their turn.
   * @param {L.Point[]} points
   * @param {number} least
   * @param {number} bend
   */
  const findStretches = (points, least, bend) => {
    /** @type {{ at: L.Point, turn: number }[]} */
    const found = [];
    for (let from = 0, to = 0, length = 0; from < points.length - 1; from++) {
      while (to < points.length - 1 && length < least) length += points[to].distanceTo(points[++to]);
      if (length < least) break;
      const [a, b] = [points[from], points[to]];
      if (length / a.distanceTo(b) < bend) {
        const turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
        const upright = Math.abs(turn) > 90 ? turn - Math.sign(turn) * 180 : turn;
        const shares = length > LONG * least ? [0.5, 0.2, 0.8] : [0.5];
        for (const share of shares) found.push({ at: a.add(b.subtract(a).multiplyBy(share)), turn: upright });
      }
      length -= points[from].distanceTo(points[from + 1]);
    }
    return found;
  };

  /** @param {ZoneMap.TileView} tiles */
  const makeNamer =
    ({ about }) =>
    (/** @type {ZoneMap.TileFeature} */ { tags }) =>
      String(tags[about.field] ?? tags.name ?? "");

  /**
   * Settlements, stations and airports but those that the zone itself names; the most important first.
   * @param {ZoneMap.Layer} zone
   * @param {ZoneMap.TileView} tiles
   * @param {(feature: ZoneMap.TileFeature) => string} nameOf
   */
  const listPoints = (zone, tiles, nameOf) => {
    const { map, data } = zone;
    const view = L.bounds([0, 0], map.getSize());
    const items = listItems(tiles, ["place_labels", "public_transport", "water_polygons_labels"]);
    const own = [...data.places, ...data.stations];
    /** @type {Map<string, Name & { order: number }>} */
    const found = new Map();
    for (const { feature, source, layer } of items) {
      const name = nameOf(feature);
      if (!name || feature.type !== 1 || !feature.lines.length) continue;
      const point = projector(map, source)(feature.lines[0], 0);
      if (!view.contains(point)) continue;
      const at = map.containerPointToLatLng(point);
      const { kind } = feature.tags;
      const order = Number(feature.tags.rank ?? 6);
      const isSame = own.some(
        (each) =>
          Math.hypot(each.at[0] - at.lat, each.at[1] - at.lng) < SAME_DEG &&
          (each.name === name || each.kind === kind || (each.kind === "airport" && kind === "aerodrome") || order < 4),
      );
      if (isSame) continue;
      let rank = RANKS[String(kind)] ?? (order <= 2 ? "city" : order <= 4 ? "town" : "village");
      if (layer === "public_transport") rank = kind === "aerodrome" ? "airport" : "halt";
      if (layer === "water_polygons_labels") rank = "lake";
      const key = `${rank}|${name}|${at.lat.toFixed(2)}|${at.lng.toFixed(2)}`;
      found.set(key, { key, rank, name, at, order, dot: !["suburb", "lake"].includes(rank) });
    }
    return [...found.values()].sort((a, b) => a.order - b.order).slice(0, MOST_POINTS);
  };

  /**
   * Names along lines, or plates on them, none close to another of the same text.
   * @param {ZoneMap.Layer} zone
   * @param {Item[]} items The most important first.
   * @param {(feature: ZoneMap.TileFeature) => { text: string, rank: string, look?: string[] } | null} say
   * @param {{ apart: number, most: number, bend?: number, plates?: Name[] }} how
   */
  const listAlong = (zone, items, say, { apart, most, bend = ROAD_BEND, plates = [] }) => {
    const { map } = zone;
    const view = L.bounds([20, 20], map.getSize().subtract([20, 20]));
    /** @type {Map<string, L.Point[]>} */
    const placed = new Map();
    /** @type {Name[]} */
    const names = [];
    const avoided = plates.map((each) => map.latLngToContainerPoint(each.at));
    for (const { feature, source } of items) {
      const said = names.length < most && feature.type === 2 ? say(feature) : null;
      if (!said) continue;
      const project = projector(map, source);
      const others = placed.get(said.text) ?? [];
      const isPlate = Boolean(said.look);
      for (const line of feature.lines) {
        const points = Array.from({ length: line.length / 2 }, (_, n) => project(line, 2 * n));
        for (const { at, turn } of findStretches(points, isPlate ? 44 : widthOf(said.text), bend)) {
          if (!view.contains(at) || others.some((each) => each.distanceTo(at) < apart)) continue;
          if (avoided.some((each) => each.distanceTo(at) < PLATE_PX)) continue;
          others.push(at);
          const latlng = map.containerPointToLatLng(at);
          const key = `${said.rank}|${said.text}|${latlng.lat.toFixed(5)}|${latlng.lng.toFixed(5)}`;
          names.push({
            key,
            rank: said.rank,
            name: said.text,
            at: latlng,
            dot: false,
            turn: isPlate ? 0 : turn,
            look: said.look,
          });
          if (names.length >= most) return names;
        }
      }
      placed.set(said.text, others);
    }
    return names;
  };

  /** @param {Item} item */
  const classOf = ({ feature }) => (FIRST_ROADS.indexOf(String(feature.tags.kind)) + 6) % 6; // others last

  /** @param {ZoneMap.Layer} zone @param {ZoneMap.TileView} tiles */
  const listNames = (zone, tiles) => {
    const { style, isChinese } = tiles.about;
    const nameOf = makeNamer(tiles);
    const roads = listItems(tiles, ["street_labels"]).sort((a, b) => classOf(a) - classOf(b));
    const waters = listItems(tiles, ["water_lines_labels"]);
    /** @param {ZoneMap.TileFeature} feature */
    const plateOf = ({ tags }) => {
      if (!tags.ref) return null;
      const [text] = String(tags.ref).split(";");
      const plates = isChinese ? Object.values(style.shields) : [];
      const [, ground, letters] = plates.find(([pattern]) => new RegExp(`^(${pattern})$`).test(text)) ?? [
        "",
        ...style.plain,
      ];
      return { text, rank: "shield", look: [ground, letters] };
    };
    /** @param {string} rank */
    const named = (rank) => (/** @type {ZoneMap.TileFeature} */ feature) => {
      const text = nameOf(feature);
      return text ? { text, rank } : null;
    };
    const plates = listAlong(zone, roads, plateOf, { apart: SHIELDS_APART_PX, most: MOST_SHIELDS });
    return [
      ...listPoints(zone, tiles, nameOf),
      ...listAlong(zone, waters, named("river"), { apart: NAMES_APART_PX, most: MOST_LINES / 3, bend: RIVER_BEND }),
      ...plates,
      ...listAlong(zone, roads, named("road"), { apart: NAMES_APART_PX, most: MOST_LINES, plates }),
    ];
  };

  ZoneMap.nameTiles = (zone, tiles) => {
    const { map, labels } = zone;
    /** @type {Map<string, ZoneMap.Label>} */
    const known = new Map();
    const renew = () => {
      const isDrawn = Math.round(map.getZoom()) >= tiles.about.from;
      const hasOnline = map.getContainer().classList.contains("has-tiles");
      const wanted = new Map((isDrawn && !hasOnline ? listNames(zone, tiles) : []).map((each) => [each.key, each]));
      labels.drop([...known].filter(([key]) => !wanted.has(key)).map(([, label]) => label));
      for (const key of known.keys()) if (!wanted.has(key)) known.delete(key);
      for (const [key, { rank, name, at, dot, turn, look }] of wanted) {
        if (known.has(key)) continue;
        const nameLang = HAN.test(name) ? "zh-Hans" : "";
        const find = turn === undefined ? undefined : () => ({ at: map.latLngToContainerPoint(at), turn });
        const label = labels.add(rank, { name, nameLang, at }, { minZoom: 0, maxZoom: Infinity, dot, find });
        if (look) Object.assign(label.html.style, { background: look[0], color: look[1] });
        known.set(key, label);
      }
      labels.ask();
    };
    let isDue = false;
    const renewWhenStill = ZoneMap.dom.afterQuiet(() => {
      isDue = false;
      if (!map._animatingZoom) renew(); // else once more when it ends
    });
    const askAnew = () => {
      isDue = true;
      renewWhenStill();
    };
    map.on("move", () => {
      if (isDue) renewWhenStill();
    });
    map.on("moveend", () => (ZoneMap.isPrinted() ? renew() : askAnew()));
    map.on("zone:ground", renew);
    tiles.on("painted", askAnew);
    renew();
  };
})();
