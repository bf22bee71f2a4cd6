/* The line that ties a part to its name, where that finds no place in the part or beside it. */
(() => {
  "use strict";

  const { element } = ZoneMap.dom;
  const TIED = ["core", "district", "park"];
  const LEAST_PX = 8; // a part that is drawn smaller stays without its name
  const LEAST_CORE_PX = 3; // but the core is what a zone is known by, on the smallest phone too
  const FIRST_REACH_PX = 3;
  const MOST_REACH_PX = 200;
  const REACH_STEP_PX = 12;
  const LINE_STEP_PX = 4;
  const GAP_PX = 3;
  const ASIDE_PX = [0, 12, 24, 36];
  const INNER = [0, -0.3, 0.3]; // of a part's width or height: where such a line may begin
  const FARTHEST = L.point(MOST_REACH_PX, MOST_REACH_PX);
  const RADIANS = Math.PI / 180;

  /**
   * @param {L.Bounds} box
   * @param {L.Point} by
   */
  const moved = (box, by) => L.bounds(box.getTopLeft().add(by), box.getBottomRight().add(by));
  /**
   * Whether a ray to the east crosses the ring an odd number of times.
   * @param {L.Point} point
   * @param {L.Point[]} ring
   */
  const isWithin = ({ x, y }, ring) => {
    let within = false;
    let b = ring[ring.length - 1];
    for (const a of ring) {
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) within = !within;
      b = a;
    }
    return within;
  };

  /**
   * Moves to below, above, right and left of a shape.
   * @param {L.Point} centre
   * @param {L.Point} size
   * @param {L.Point} label
   */
  const besideMoves = (centre, size, label) => {
    const [x, y] = [(size.x + label.x) / 2 + GAP_PX, (size.y + label.y) / 2 + GAP_PX];
    return [L.point(0, y), L.point(0, -y), L.point(x, 0), L.point(-x, 0)].map((move) => centre.add(move));
  };

  /**
   * Moves to beside a shape, the nearest first, where its name is wanted and no line can tie it.
   * @param {ZoneMap.Label} label
   * @param {L.Bounds} box
   */
  const aroundMoves = ({ shape }, box) => {
    const centre = shape.getCenter().subtract(box.getCenter());
    return ASIDE_PX.flatMap((by) => besideMoves(centre, shape.getSize().add([2 * by, 2 * by]), box.getSize()));
  };

  /** @param {L.Bounds} box */
  const cornersOf = (box) => [box.getTopLeft(), box.getBottomRight(), box.getBottomLeft(), box.getTopRight()];

  /**
   * Whether a label is of another shape that somebody drew or added, which this one is not within.
   * @param {ZoneMap.Label} other
   * @param {ZoneMap.Label} label
   */
  const isOtherShape = (other, { shape }) =>
    other.rank === "drawn" && other.ring !== undefined && other.shape !== shape && !other.shape.contains(shape);

  /**
   * Whether a name would stand on a shape, by points of both.
   * @param {ZoneMap.Label} shape
   * @param {L.Bounds} at
   */
  const covers = ({ ring = [], shape }, at) =>
    shape.overlaps(at) &&
    (ring.some((each) => at.contains(each)) || [at.getCenter(), ...cornersOf(at)].some((each) => isWithin(each, ring)));

  /** @param {ZoneMap.Label} label */
  const isLargeEnough = ({ rank, shape, isFirst }) => {
    if (isFirst) return true; // whoever asks about a part knows that it is there
    const { x, y } = shape.getSize();
    return Math.max(x, y) >= (rank === "core" ? LEAST_CORE_PX : LEAST_PX);
  };
  /**
   * @param {ZoneMap.Label} label
   * @param {L.Bounds} view
   */
  const canBeTied = (label, view) => {
    const { rank, ring, point } = label;
    return Boolean(ring) && TIED.includes(rank) && view.contains(point) && isLargeEnough(label);
  };

  /**
   * Where a part's name lies farther from it, with the line that ties them: the nearest place that is
   * free in view, and whose line crosses neither a name outside the part nor another part.
   * @param {ZoneMap.Label} label
   * @param {L.Bounds} box
   * @param {L.Bounds} view
   * @param {L.Bounds[]} taken
   * @param {ZoneMap.Label[]} labels
   * @returns {ZoneMap.Tie | null}
   */
  const findTied = (label, box, view, taken, labels) => {
    const { ring, shape, point } = label;
    if (!ring || !canBeTied(label, view)) return null;
    const [size, own] = [box.getSize(), shape.getSize()];
    const parts = labels.filter((each) => each.shape !== shape && each.ring && TIED.includes(each.rank));
    const others = parts.filter((each) => !each.shape.contains(shape)).map((each) => each.shape);
    const reachable = L.bounds([point]).extend(point.subtract(size).subtract(own).subtract(FARTHEST));
    reachable.extend(point.add(size).add(own).add(FARTHEST));
    const covered = [...taken, ...others].filter((each) => reachable.overlaps(each));
    const inner = INNER.flatMap((x) => INNER.map((y) => point.add([x * own.x, y * own.y])));
    const anchors = inner.filter((each) => isWithin(each, ring) && !others.some((other) => other.contains(each)));
    for (let reach = FIRST_REACH_PX; reach < MOST_REACH_PX; reach += REACH_STEP_PX) {
      for (let turn = 0; turn < 2 * Math.PI; turn += Math.PI / 16) {
        const away = L.point(own.x / 2 + size.x / 2 + reach, own.y / 2 + size.y / 2 + reach);
        const centre = point.add([Math.cos(turn) * away.x, Math.sin(turn) * away.y]);
        const move = centre.subtract(box.getCenter());
        const at = moved(box, move);
        if (!view.contains(at) || covered.some((other) => other.overlaps(at))) continue;
        for (const from of anchors) {
          const to = nearestIn(at, from);
          const line = pointsBetween(from, to);
          if (line.every((each) => shape.contains(each) || !covered.some((other) => other.contains(each))))
            return { move, from, to, line: line.map((each) => L.bounds([each])) };
        }
      }
    }
    return null;
  };

  /**
   * @param {L.Bounds} box
   * @param {L.Point} point
   */
  const nearestIn = (box, { x, y }) => {
    const [min, max] = [box.getTopLeft(), box.getBottomRight()];
    return L.point(Math.min(max.x, Math.max(min.x, x)), Math.min(max.y, Math.max(min.y, y)));
  };

  /**
   * @param {L.Point} from
   * @param {L.Point} to
   */
  const pointsBetween = (from, to) => {
    const count = Math.max(1, Math.ceil(from.distanceTo(to) / LINE_STEP_PX));
    return Array.from({ length: count }, (_, n) => from.add(to.subtract(from).multiplyBy((n + 0.5) / count)));
  };

  /**
   * Draw the line from a part to its name, or none.
   * @param {ZoneMap.Label} label
   * @param {ZoneMap.Tie | null} tie
   */
  const drawTie = ({ html, rank, point }, tie) => {
    const drawn = html.nextElementSibling;
    if (!tie) return drawn?.remove();
    const line = drawn instanceof HTMLElement ? drawn : element("span", `tie ${rank}`);
    const [{ x, y }, start] = [tie.to.subtract(tie.from), tie.from.subtract(point)];
    line.style.width = `${Math.hypot(x, y)}px`;
    line.style.translate = `${start.x}px ${start.y}px`;
    line.style.rotate = `${Math.atan2(y, x) / RADIANS}deg`;
    html.after(line); // its marker's corner is at the point
  };

  ZoneMap.labelTies = {
    ...{ aroundMoves, besideMoves, canBeTied, cornersOf, covers, drawTie },
    ...{ findTied, isLargeEnough, isOtherShape, isWithin, moved },
  };
})();
