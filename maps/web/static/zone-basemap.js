/* The base map beneath the zone: lines as a few paths, names by rank, and rays to the cities. It is
   drawn after the parts, and takes the place of the context's own lines. */
(() => {
  "use strict";

  const { FAR_ZOOM } = ZoneMap;
  const LEAST_RAY_PX = 80; // a shorter ray has no room for its words
  const LEAST_TOLD_PX = 48; // of a narrow screen: beside the city
  const NARROW_PX = 600;
  const LONG_RAY_PX = 150; // a shorter one has none for where it begins, which the others say
  const BESIDE_PX = 20; // from a ray to the middle of words beside it
  const SLIDES = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5].map((n) => n * 0.07); // of a ray, from where its words go first
  const CHORD_PX = 70; // of a river's stretch that is straight enough for a name
  const MOST_BEND = 1.06;
  const BESIDE_DEGREES = 0.1;
  const TWIN_ZOOM = 13;
  /** @type {Record<string, [rank: string, zoom: number]>} */
  const NAMED_FROM = {
    city: ["city", 5],
    town: ["town", 8.25],
    village: ["village", 10.5],
    station: ["halt", 10],
    boundary_labels: ["province", 5],
  };

  const ORDER = ["rail", "level-6", "level-5", "level-4", "rank-4", "rank-3", "rank-2", "rank-1", "runway"];
  /** @param {string} className */
  const orderOf = (className) => ORDER.findIndex((word) => className.includes(word));

  /** @param {string} address */
  const load = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for the base map`);
    return answer.json();
  };

  /** @param {Served.BasemapLine} line */
  const classOf = ({ layer, kind, level, rank, onRiver }) =>
    // `river` is a line of the context
    `${layer} ${kind === "river" ? "" : kind || `level-${level}`} rank-${rank}${onRiver ? " on-river" : ""}`;

  /**
   * One path for each class, since a browser moves few paths faster than many.
   * @param {L.Map} map
   * @param {Served.BasemapLine[]} lines
   */
  const drawLines = (map, lines) => {
    /** @type {Map<string, Served.Point[][]>} */
    const byClass = new Map();
    const decoded = lines.map((line) => ZoneMap.decode(line.paths, line.scale).flat());
    for (const [n, line] of lines.entries()) {
      const known = byClass.get(classOf(line)) ?? [];
      known.push(...decoded[n]);
      byClass.set(classOf(line), known);
    }
    /** @param {string} className */
    const isBand = (className) => className.includes("boundaries") && !className.includes("level-6");
    const drawn = [...byClass].sort(([a], [b]) => orderOf(a) - orderOf(b));
    /** @param {string} className */
    const draw = (className) =>
      L.polyline(byClass.get(className.replace("band ", "")) ?? [], {
        pane: "basemap",
        interactive: false,
        smoothFactor: 0.6,
        className,
      }).addTo(map);
    for (const [className] of drawn) if (isBand(className)) draw(`band ${className}`);
    for (const [className] of drawn) draw(className);
    return decoded;
  };

  /**
   * Where a river's name goes: the middle of a straight stretch near the middle of the view, and the
   * turn of it; null where no stretch is straight.
   * @param {L.Map} map
   * @param {Served.Point[][]} pieces
   * @param {L.Bounds} view
   */
  const findStretch = (map, pieces, view) => {
    const middle = view.getCenter();
    /** @type {ZoneMap.Stretch | null} */
    let best = null;
    let least = Infinity;
    for (const piece of pieces) {
      const points = piece.map((at) => map.latLngToContainerPoint(at));
      for (let from = 0, to = 0, length = 0; from < points.length; from++) {
        while (to < points.length - 1 && length < CHORD_PX) length += points[to].distanceTo(points[++to]);
        if (length < CHORD_PX) break;
        const [a, b] = [points[from], points[to]];
        const at = a.add(b).divideBy(2);
        const away = at.distanceTo(middle);
        if (length / a.distanceTo(b) < MOST_BEND && away < least && view.contains(at)) {
          const turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
          best = { at, turn: Math.abs(turn) > 90 ? turn - Math.sign(turn) * 180 : turn };
          least = away;
        }
        length -= points[from].distanceTo(points[from + 1]);
      }
    }
    return best;
  };

  /**
   * Whether a station has the name of a place beside it: far off, the name alone would stand there twice.
   * @param {Served.Basemap["names"]} names
   * @param {Served.Basemap["names"][number]} station
   */
  const hasPlace = (names, { name, kind, at: [lat, lon] }) =>
    names.some((each) => {
      const isBeside = Math.abs(each.at[0] - lat) < BESIDE_DEGREES && Math.abs(each.at[1] - lon) < BESIDE_DEGREES;
      return each.name === name && each.kind !== kind && isBeside;
    });

  /**
   * @param {ZoneMap.Layer} zone
   * @param {Served.Basemap} found
   * @param {Served.Point[][][]} decoded
   */
  const addNames = (zone, { lines, names }, decoded) => {
    const { labels, data } = zone;
    const until = data.tilesFrom ?? Infinity; // from where on tiles name these
    for (const each of names) {
      const [rank, from] = NAMED_FROM[each.kind] ?? NAMED_FROM[each.layer] ?? ["village", 11];
      const minZoom = rank === "halt" && hasPlace(names, each) ? Math.max(from, TWIN_ZOOM) : from;
      labels.add(rank, each, { minZoom, maxZoom: rank === "province" ? FAR_ZOOM : until, dot: rank !== "province" });
    }
    for (const [n, { layer, rank, name, nameLang }] of lines.entries()) {
      if (!name || !nameLang || layer !== "water_lines") continue;
      const find = (/** @type {L.Bounds} */ free) => findStretch(zone.map, decoded[n], free);
      labels.add("river", { name, nameLang, at: decoded[n][0][0] }, { minZoom: 5 + rank, maxZoom: until, find });
    }
  };

  /**
   * Where the distance of a short ray stands, level: below or above the name of the place that it leads to.
   * @param {HTMLElement} html
   * @param {string} distance
   * @param {L.Point} end
   * @returns {ZoneMap.Stretch}
   */
  const besideEnd = (html, distance, end) => {
    html.textContent = distance;
    const aside = html.offsetWidth / 2 + 8;
    const [first, ...others] = [aside, 0, -aside].flatMap((x) => [1, -1].map((y) => L.point(x, y * BESIDE_PX)));
    return { at: end.add(first), turn: 0, slides: [L.point(0, 0), ...others.map((each) => each.subtract(first))] };
  };

  /* From the selected part, or else from the reference part, which is named then where there is room. */
  /** @param {ZoneMap.Layer} zone */
  const addRays = (zone) => {
    const { map, data } = zone;
    const { part, at, ofPart, ofSelected } = data.rayStart;
    for (const { said, path } of data.rays) {
      const [[known]] = ZoneMap.decode([[path]]);
      let [points, told, start] = [known, "", ""];
      const drawn = L.polyline(points, { pane: "basemap", interactive: false, className: "ray" }).addTo(map);
      const find = () => {
        const [a, b] = [points[0], points[points.length - 1]].map((at) => map.latLngToContainerPoint(at));
        const length = a.distanceTo(b);
        const least = map.getSize().x < NARROW_PX ? LEAST_TOLD_PX : LEAST_RAY_PX;
        const isLong = map.getZoom() < FAR_ZOOM && length > least;
        const isTold = isLong && L.bounds([0, 0], map.getSize()).contains(b); // a number needs its place in sight
        drawn.getElement()?.classList.toggle("short", !isTold); // a line without it says nothing
        label.end = isTold ? b : null;
        if (!isTold) return null;
        if (length < LEAST_RAY_PX) return besideEnd(label.html, told.split("\n")[0], b);
        label.html.textContent = length < LONG_RAY_PX ? told : `${told}\n${start}`;
        const turn = (Math.atan((b.y - a.y) / (b.x - a.x)) * 180) / Math.PI;
        const along = b.subtract(a);
        const aside = L.point(-along.y, along.x).multiplyBy(BESIDE_PX / length);
        const slides = [0, 1, -1].flatMap((side) =>
          SLIDES.map((share) => along.multiplyBy(share).add(aside.multiplyBy(side))),
        );
        return { at: a.add(along.multiplyBy(0.55)), turn, slides };
      };
      const about = { name: "", nameLang: data.lang, at: points[0] };
      const label = zone.labels.add("ray", about, { minZoom: 0, maxZoom: FAR_ZOOM, find });
      const begin = () => {
        const id = at[zone.selected ?? ""] ? (zone.selected ?? part) : part;
        const [[lat, lon], [toLat, toLon]] = [known[0], at[id]];
        /* The end stays where it is; each point moves the less the nearer to it. */
        points = known.map((point, n) => {
          const share = 1 - n / (known.length - 1);
          return [point[0] + (toLat - lat) * share, point[1] + (toLon - lon) * share];
        });
        drawn.setLatLngs(points);
        [told, start] = [said[id], id === zone.selected ? ofSelected : ofPart];
      };
      begin();
      map.on("zone:select", begin);
    }
  };

  /** @param {ZoneMap.Layer} zone */
  ZoneMap.addBasemap = async (zone) => {
    const { map, data } = zone;
    const pane = map.getPane("basemap") ?? map.getContainer();
    const scale = () => {
      const zoom = map.getZoom();
      pane.style.setProperty("--line-scale", String(Math.min(2.2, Math.max(0.75, 0.8 + (zoom - 7) * 0.2))));
    };
    scale();
    map.on("zoomend", scale);
    addRays(zone);
    if (!data.basemap) return;
    const found = typeof data.basemap === "string" ? await load(data.basemap) : data.basemap;
    const decoded = drawLines(map, found.lines);
    map.getContainer().classList.add("has-basemap");
    addNames(zone, found, decoded);
    zone.labels.ask();
  };
})();
