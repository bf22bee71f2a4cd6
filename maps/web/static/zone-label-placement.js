/* Where a name stands: clear of those that rank higher and of what lies in its shape. */
(() => {
  "use strict";

  const { aroundMoves, besideMoves, canBeTied, cornersOf, covers, drawTie, findTied } = ZoneMap.labelTies;
  const { isLargeEnough, isOtherShape, isWithin, moved } = ZoneMap.labelTies;
  /** @typedef {{ label: ZoneMap.Label, box: L.Bounds, pieces: L.Bounds[], moves: () => Iterable<L.Point> }} Measured */

  /** @type {Record<string, string[]>} */
  const KEEPS_OFF = {
    core: ["park", "district"],
    district: ["park", "core"],
    park: ["park", "core"],
    parcel: ["parcel", "core"],
    county: ["core", "district", "park"],
    station: ["core", "park"],
    town: ["core", "park", "district"],
    halt: ["core", "park", "district"],
    village: ["core", "park", "district"],
  };
  const BESIDE = ["place", "station", "drawn"]; // right or left of a dot
  const ABOVE = ["place", "drawn"]; // and below, where neither side is free
  const LEANING = [0.5, 0.3, 0.7]; // of its width to the left: over the middle of its dot, then less and more
  const LOWERED = [0.2, -0.2, 0.4, -0.4, 0.6, -0.6]; // of its height: clear of a symbol beside its dot
  const [DOT_PX, DOT_RADIUS_PX, SIGN_RADIUS_PX, DOTTED_PX] = [18, 8, 6, 10]; // of dots and signs, with gaps
  const RADIANS = Math.PI / 180;
  const MOST_TIED = 40; // parts on the screen; among more, each search would go through all
  const MOST_TRIES = 6;
  const ACROSS = [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4];

  /** @param {L.Bounds} box */
  const grown = (box) => L.bounds(box.getTopLeft().subtract([3, 1]), box.getBottomRight().add([3, 1]));

  /**
   * What a name covers: its box, or pieces along the middle line of one that is turned.
   * @param {ZoneMap.Label} label
   * @param {L.Bounds} box
   * @param {L.Point} size Before it was turned.
   */
  const piecesOf = ({ html, turn }, box, { x: width, y: height }) => {
    const dot_px = html.classList.contains("dotted") ? DOTTED_PX : 0; // which stands before the name
    if (!turn) return [L.bounds(box.getTopLeft().subtract([dot_px, 0]), box.getBottomRight())];
    const along = L.point(Math.cos(turn * RADIANS), Math.sin(turn * RADIANS));
    const half = L.point(height / 2, height / 2);
    const steps = Math.max(1, Math.ceil(width / height));
    return Array.from({ length: steps }, (_, n) => {
      const at = box.getCenter().add(along.multiplyBy((width - height) * (steps > 1 ? n / (steps - 1) - 0.5 : 0)));
      return L.bounds(at.subtract(half), at.add(half));
    });
  };

  /**
   * Moves within a shape, from where the name is outwards.
   * @param {L.Point} centre
   * @param {L.Point} size
   */
  const gridMoves = (centre, size) => {
    const grid = ACROSS.flatMap((x) => ACROSS.map((y) => centre.add([x * size.x, y * size.y])));
    return [L.point(0, 0), ...grid].sort((a, b) => a.x ** 2 + a.y ** 2 - b.x ** 2 - b.y ** 2);
  };

  /**
   * The moves that bring a name to where it may stand, one after the other. A place's: right or left of its dot, a
   * little lower or higher, then above or below; a station's right or left, first where no core or park is. A part's
   * or county's: within it and clear of what lies in it, the nearest to its middle first; a part's also beside it.
   * @param {ZoneMap.Label} label
   * @param {L.Bounds} box
   * @param {ZoneMap.Label[]} labels
   */
  function* movesOf(label, box, labels) {
    const { ring, rank, shape, slides } = label;
    if (slides) return yield* slides;
    const kept = KEEPS_OFF[rank] ?? [];
    const others = labels.filter((each) => each.shape !== shape && each.ring && kept.includes(each.rank));
    const drawn = rank === "drawn" ? labels.filter((each) => isOtherShape(each, label)) : [];
    /** @param {L.Bounds} at */
    const isClear = (at) =>
      !others.some((other) => other.shape.overlaps(at)) && !drawn.some((each) => covers(each, at));
    if (!ring) {
      const { x: width, y: height } = box.getSize();
      const [right, left] = [L.point(0, 0), L.point(-width - DOT_PX, 0)];
      if (BESIDE.includes(rank)) yield* isClear(box) ? [right, left] : [left, right];
      if (rank === "place")
        yield* LOWERED.flatMap((share) => [right, left].map((side) => side.add([0, share * height])));
      const leaning = label.isWanted ? LEANING : [0.5];
      if (ABOVE.includes(rank))
        yield* leaning.flatMap((share) => [-1, 1].map((side) => L.point(left.x * share, side * height)));
      else if (!BESIDE.includes(rank) && isClear(box)) yield right;
      return;
    }
    const size = shape.getSize();
    if (!isLargeEnough(label)) return;
    const centre = shape.getCenter().subtract(box.getCenter());
    let isHomeless = true;
    for (const move of size.contains(box.getSize()) ? gridMoves(centre, size) : []) {
      const at = moved(box, move);
      if (!isClear(at) || !cornersOf(at).every((corner) => isWithin(corner, ring))) continue;
      isHomeless = false;
      yield move;
    }
    if (rank !== "county") {
      yield* besideMoves(centre, size, box.getSize()).filter((move) => isClear(moved(box, move)));
    } else if (isHomeless) yield L.point(0, 0);
  }

  /**
   * Its moves, each computed once, however often a place is sought for it.
   * @param {ZoneMap.Label} label
   * @param {L.Bounds} box
   * @param {ZoneMap.Label[]} labels
   */
  const keptMoves = (label, box, labels) => {
    const computed = movesOf(label, box, labels);
    /** @type {L.Point[]} */
    const known = [];
    return function* () {
      yield* known;
      for (let next = computed.next(); !next.done; next = computed.next()) {
        known.push(next.value);
        yield next.value;
      }
    };
  };

  /** @param {L.Bounds} box @param {L.Bounds[]} edges */
  const isCut = (box, edges) => edges.some((edge) => edge.overlaps(box) && !edge.contains(box));

  /**
   * The first move to where nothing is yet and the reader sees it; out of view, the first that no edge cuts.
   * @param {Measured} measured
   * @param {L.Bounds[]} taken
   * @param {ZoneMap.LabelSpace} space
   */
  const findMove = ({ label, box, pieces, moves }, taken, { view, edges }) => {
    let first = null;
    for (const move of moves()) {
      const at = moved(box, move);
      const covered = pieces.map((piece) => moved(piece, move));
      if (taken.some((other) => covered.some((piece) => other.overlaps(piece)))) continue;
      if (view.contains(at)) return move;
      if (!isCut(at, edges)) first ??= move;
      if (!view.overlaps(label.ring ? label.shape : at)) break;
    }
    return view.contains(label.point) ? null : first;
  };

  /**
   * A place for each label in turn, clear of those before it.
   * @param {Measured[]} order
   * @param {ZoneMap.Label[]} labels
   * @param {ZoneMap.LabelSpace} space
   */
  function* choosePlaces(order, labels, space) {
    const { view, dots, marks, taken } = space;
    const [frame, ...panels] = space.edges;
    const areFew = order.filter(({ label }) => canBeTied(label, view)).length <= MOST_TIED;
    const shown = [...taken];
    /** @type {Map<ZoneMap.Label, { move: L.Point, tie: ZoneMap.Tie | null }>} */
    const places = new Map();
    for (const measured of order) {
      yield; // a step
      const { label, box, pieces } = measured;
      /** @param {L.Bounds[]} symbols */
      const find = (symbols) => findMove(measured, [...shown, ...symbols], space);
      const others = [...dots, ...marks].filter((each) => label.ring || !each.contains(label.point));
      const near = find(others);
      const tie = near || !areFew ? null : findTied(label, box, view, [...shown, ...others], labels);
      const isOptional = label.rank === "station" || label.minZoom !== undefined;
      const last = label.ring ? dots : []; // rather over a symbol than no name
      const around = label.isFirst && label.ring ? () => aroundMoves(label, box) : null; // on other parts too
      const move =
        near ??
        tie?.move ??
        (isOptional ? null : find(last)) ??
        (around && findMove({ ...measured, moves: around }, [...shown, ...dots, ...panels], { ...space, view: frame }));
      if (!move) continue;
      places.set(label, { move, tie });
      shown.push(...pieces.map((piece) => grown(moved(piece, move))), ...(tie?.line ?? []));
    }
    const isMissed = (/** @type {Measured} */ { label }) =>
      !places.has(label) && (label.isWanted || canBeTied(label, view));
    const unnamed = areFew ? order.filter(isMissed) : [];
    return { places, shown, unnamed };
  }

  /** @param {ZoneMap.Label} label */
  const isMain = ({ rank, isFirst }) => rank === "core" || isFirst;
  /** @param {{ unnamed: Measured[] }} places  Main names are missed more than all others, distances less. */
  const missed = ({ unnamed }) =>
    unnamed.reduce((sum, { label }) => sum + (isMain(label) ? MOST_TIED : label.isWanted ? 1 / MOST_TIED : 1), 0);

  ZoneMap.boxSymbols = (map, places, stations) => {
    /** @param {Served.Place} place @param {number} px */
    const boxOf = ({ at }, px) => {
      const middle = map.latLngToContainerPoint(at);
      return L.bounds(middle.subtract([px, px]), middle.add([px, px]));
    };
    return {
      dots: places.map((each) => boxOf(each, DOT_RADIUS_PX)),
      marks: stations.map((each) => boxOf(each, SIGN_RADIUS_PX)),
    };
  };

  ZoneMap.hideCovered = (elements, boxes, shown, edges) => {
    for (const [n, each] of elements.entries()) {
      const isCovered = isCut(boxes[n], edges) || shown.some((other) => other.overlaps(boxes[n]));
      each.classList.toggle("crowded", isCovered);
      if (!isCovered) shown.push(boxes[n]);
    }
  };

  ZoneMap.placeLabels = function* (ranked, labels, space) {
    const { frame, firsts } = space;
    const ends = ranked.flatMap(({ end }) => end ?? []);
    for (const label of ranked) {
      label.isFirst = label.id !== undefined && firsts.includes(label.id);
      label.isWanted = Boolean(label.end) || ends.some((end) => end.distanceTo(label.point) < 1);
    }
    const boxes = ranked.map(({ html }) => html.getBoundingClientRect()); // all read before any is moved
    const sizes = ranked.map(({ html, turn }) =>
      L.point(turn === undefined ? [0, 0] : [html.offsetWidth, html.offsetHeight]),
    );
    const order = ranked.flatMap((label, n) => {
      const { left, top, width, height } = boxes[n];
      if (!width) return [];
      const corner = L.point(left - frame.left, top - frame.top).subtract(label.move);
      const box = L.bounds(corner, corner.add([width, height]));
      return [{ label, box, pieces: piecesOf(label, box, sizes[n]), moves: keptMoves(label, box, labels) }];
    });
    let best = yield* choosePlaces(order, labels, space);
    /** @type {Map<Measured, number>} */
    const failures = new Map();
    for (let tries = 0, { unnamed } = best; unnamed.length && tries < MOST_TRIES; tries += 1) {
      for (const each of unnamed) failures.set(each, (failures.get(each) ?? 0) + 1);
      order.sort((a, b) => (failures.get(b) ?? 0) - (failures.get(a) ?? 0)); // they choose before the others
      const next = yield* choosePlaces(order, labels, space);
      if (missed(next) < missed(best)) best = next;
      ({ unnamed } = next);
    }
    for (const label of ranked) {
      const place = best.places.get(label);
      label.html.classList.toggle("crowded", !place);
      drawTie(label, place?.tie ?? null);
      if (!place) continue;
      label.move = place.move;
      label.html.style.translate = `${place.move.x}px ${place.move.y}px`;
    }
    return best.shown;
  };
})();
