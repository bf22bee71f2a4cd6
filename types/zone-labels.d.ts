/** The names on the map (maps/web/static/zone-labels.js, zone-label-placement.js). */
declare namespace ZoneMap {
  /** A place for a name along a line, in the map's pixels; turned by degrees. */
  interface Stretch {
    at: L.Point;
    turn: number;
    /** Moves to other places along the line. */
    slides?: L.Point[];
  }
  /** From and to which zoom a name is shown, whether with a dot, and where it goes. */
  interface Shown {
    minZoom: number;
    maxZoom: number;
    dot?: boolean;
    find?: (free: L.Bounds) => Stretch | null;
  }

  /** A name on the map. */
  interface Label {
    /** Of the part that it names. */
    id?: string;
    rank: string;
    html: HTMLElement;
    at: L.LatLng;
    minZoom?: number;
    maxZoom?: number;
    /** Where it goes in this view, and how it is turned; null where it has no place. */
    find?: (free: L.Bounds) => Stretch | null;
    turn?: number;
    slides?: L.Point[];
    /** The ring that the name belongs into, on the map of zoom 0. */
    flat?: L.Point[];
    /** The same in the map's pixels; this and what follows are of the present view. */
    ring?: L.Point[];
    point: L.Point;
    shape: L.Bounds;
    isNear: boolean;
    /** Whether somebody asks about it: it comes first, however small its part is. */
    isFirst?: boolean;
    /** Whether it is a distance, or what that leads to: named where that takes no part's name. */
    isWanted?: boolean;
    /** Of a distance, where its line ends; null where that is out of sight. */
    end?: L.Point | null;
    /** Where it stands, from where it would without others. */
    move: L.Point;
    marker?: L.Marker;
  }
  /** A name that lies farther from its part, and the line between them. */
  interface Tie {
    move: L.Point;
    from: L.Point;
    to: L.Point;
    /** What the line covers. */
    line: L.Bounds[];
  }
  interface LabelTies {
    isLargeEnough(label: Label): boolean;
    canBeTied(label: Label, view: L.Bounds): boolean;
    findTied(label: Label, box: L.Bounds, view: L.Bounds, taken: L.Bounds[], labels: Label[]): Tie | null;
    drawTie(label: Label, tie: Tie | null): void;
    isWithin(point: L.Point, ring: L.Point[]): boolean;
    moved(box: L.Bounds, by: L.Point): L.Bounds;
    /** Moves to below, above, right and left of a shape. */
    besideMoves(centre: L.Point, size: L.Point, label: L.Point): L.Point[];
    /** Moves to beside a shape, whatever lies there, the nearest first. */
    aroundMoves(label: Label, box: L.Bounds): L.Point[];
    cornersOf(box: L.Bounds): L.Point[];
    /** Whether a label is of another added shape, which the second one's is not within. */
    isOtherShape(other: Label, label: Label): boolean;
    /** Whether a name would stand on the shape of a label. */
    covers(shape: Label, at: L.Bounds): boolean;
  }

  interface LabelPlacement {
    /** Return what lists the parts in view that are named, among thousands. */
    rankParts(parts: Part[], rankOf: (kind: string) => number): (view: L.LatLngBounds) => Part[];
    /** What the symbols of places and stations cover, in the map's pixels. */
    boxSymbols(map: L.Map, places: Served.Place[], stations: Served.Place[]): Pick<LabelSpace, "dots" | "marks">;
    /** Hide what is cut by an edge, or covered by names or by another one; `shown` takes those that stay. */
    hideCovered(elements: Element[], boxes: L.Bounds[], shown: L.Bounds[], edges: L.Bounds[]): void;
    /**
     * Place the first labels by their rank, hide those that find no place, and return what is covered then.
     * All are measured before it yields, again and again; and at the end all are moved at once.
     */
    placeLabels(ranked: Label[], labels: Label[], space: LabelSpace): Generator<void, L.Bounds[]>;
  }

  interface LabelSpace {
    frame: DOMRect;
    edges: L.Bounds[];
    /** What the reader sees, the dots of places and the marks of stations, in the map's pixels. */
    view: L.Bounds;
    dots: L.Bounds[];
    marks: L.Bounds[];
    /** What other labels cover. */
    taken: L.Bounds[];
    /** The parts whose names come first: the selected one, and where rings start. */
    firsts: (string | null | undefined)[];
  }

  /** What is named, where, and the ring that the name belongs into if there is one. */
  interface Named {
    name: string;
    nameLang: string;
    at: L.LatLngExpression;
    ring?: L.LatLngExpression[];
  }

  interface Labels extends L.Layer {
    /** Nothing is waiting to be placed. */
    isSettled: boolean;
    /** Place the names in the next frame. */
    ask(): void;
    /** Place the names now. */
    settle(): void;
    /** Add a name that is no part's; it is placed when that is asked for next. */
    add(rank: string, about: Named, shown?: Partial<Shown>): Label;
    /** Take names away that `add` brought. */
    drop(gone: Label[]): void;
  }
}
