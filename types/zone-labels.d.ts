/** The map's names (maps/web/static/zone-labels.js, zone-label-placement.js). */
declare namespace ZoneMap {
  interface LabelSpace {
    frame: DOMRect;
    /** What the reader sees, the dots of places and the marks of stations, in the map's pixels. */
    view: L.Bounds;
    dots: L.Bounds[];
    marks: L.Bounds[];
    /** What other labels cover. */
    taken: L.Bounds[];
  }

  interface Labels extends L.Layer {
    /** Nothing is waiting to be placed. */
    isSettled: boolean;
    /** Place the names in the next frame. */
    ask(): void;
    /** Place the names now. */
    settle(): void;
    /** Add a name that is no part's; it is placed when that is asked for next. */
    add(rank: string, about: { name: string; nameLang: string; at: L.LatLngExpression }, shown: Shown): void;
  }
}
