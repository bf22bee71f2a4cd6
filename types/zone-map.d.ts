/** The map's classic scripts (maps/web/static): what each adds to the one global that they share. */
declare namespace ZoneMap {
  interface Scripts extends LabelPlacement, EarlyScripts {
    dom: Dom;
    /** Only in a saved map: put the language that the address asks for on the page; resolves with what it has. */
    speak?(): Promise<Served.SavedSite>;
    /** Only in a saved map: the layer's data in that language. */
    localize?(data: Served.LayerData): Served.LayerData;
    /** Only where there is a server: get a panel that the page does not hold. */
    fetchPanel?(page: Page, id: string): Promise<void>;
    Layer: new (data: Served.LayerData) => Layer;
    Canvas: new () => L.Canvas;
    Tooltip: new (map: L.Map) => Tooltip;
    Outlines: new (zone: Layer, pane: HTMLElement) => Outlines;
    Graticule: new (zone: Layer) => L.LayerGroup;
    /** Draw where the outlines may lie, and what of it the legend says. */
    addBands(zone: Layer): void;
    Labels: new (zone: Layer) => Labels;
    labelTies: LabelTies;
    Page: new (zone: Layer) => Page;
    /** Return the points of encoded lines; `scale` is a step in degrees, that of the context where none is given. */
    decode(paths: Served.Paths, scale?: number): Served.Point[][][];
    hasRoom(map: L.Map): boolean;
    /** Resolves once there is room to draw in: a tab, a slide or an accordion may be closed until then. */
    opened(map: L.Map): Promise<void>;
    /** Degrees that bring a longitude to the copy of the world that shows the zone. */
    turn(lon: number, zone: number[][]): number;
    /** The view that an address names, beside the zone; null if there is none. */
    readView(text: string, zone: number[][]): View | null;
    /** What the map shows, as an address names it. */
    writeView(zone: Layer): string;
    /** The edges of the map and of the panels over it: a name that lies on one is cut. */
    findEdges(frame: DOMRect): L.Bounds[];
    /** Where elements are in a frame, in its pixels; those that are not shown are left out. */
    boxesWithin(frame: DOMRect, elements: Element[]): L.Bounds[];
    freeArea(map: L.Map): Space & { bounds: L.Bounds };
    /** Whether nothing lies over the bounds. */
    isFree(map: L.Map, bounds: L.LatLngBounds): boolean;
    /** Fit bounds into what nothing lies over. */
    fitFree(map: L.Map, bounds: L.LatLngBoundsExpression, margin: number, options?: L.FitBoundsOptions): void;
    /** The same, beyond the base map too where that ends too near. */
    fitWhole(map: L.Map, bounds: L.LatLngBounds, margin: number, options?: L.FitBoundsOptions): void;
    fitInto(map: L.Map, space: Space, bounds: L.LatLngBoundsExpression, options?: L.FitBoundsOptions): void;
    Fitting: new (zone: Layer) => Fitting;
    /** The first frame, if the page has one and it shows what the address asks for. */
    takeFirstFrame(container: HTMLElement): FirstFrame | null;
    addControls(zone: Layer): void;
    /** Draw the base map beneath the zone, and rays to the cities. */
    addBasemap(zone: Layer): Promise<void>;
    /** Lower a phone's sheet for the view `region`; return the map. */
    makeRoom(zone: Layer, view: string): L.Map;
    /** Only where the zone has figures by road: draw what a panel's buttons ask for, or say `failure`. */
    setUpRoads?(zone: Layer, load: (part: string) => Promise<Served.RoadShapes>, failure: string): void;
    /** Keep the view where the base map is. */
    FAR_ZOOM: number;
    keepInside(zone: Layer): void;
    /** Let the view be anywhere from now on if there is one; return it. */
    endLimits(map: L.Map, view: View | null): View | null;
    putControl(map: L.Map, position: L.ControlPosition, box: HTMLElement): L.Control;
    setUpBottomSheet(page: Page): void;
    setUpTable(page: Page): void;
    setUpKeys(): void;
    setUpPrint(page: Page): void;
    /** Only on the pages of thousands of parts. */
    setUpVirtualList?(page: Page): void;
  }

  /** What a saved map has packed, by the codes of its languages (maps/web/saved.py). */
  interface Packed {
    /** Of a language that is not the page's own, what has to be set to make the own one's. */
    site: Record<string, Served.SavedSite>;
    /** What has to be set in the map's data; only of languages that are not the page's own. */
    map: Record<string, object>;
    /** Of each part that nobody has chosen yet, by language. */
    panels: Record<string, string>[];
  }

  interface Dom {
    /** After a move, before thousands of parts are drawn anew. */
    QUIET_MS: number;
    element<K extends keyof HTMLElementTagNameMap>(tag: K, className?: string, text?: string): HTMLElementTagNameMap[K];
    /** An element that holds a name in its own language and direction. */
    named<K extends keyof HTMLElementTagNameMap>(
      tag: K,
      className: string,
      text: string,
      lang: string,
    ): HTMLElementTagNameMap[K];
    /** The element that the page must have; throws when it has none. */
    find(selector: string, within?: ParentNode): HTMLElement;
    findAll(selector: string, within?: ParentNode): HTMLElement[];
    /** The element around an event's target that fits the selector. */
    closest(event: Event, selector: string): HTMLElement | null;
    /** A word of the data as part of a class name. */
    token(word: string): string;
    /** A mark that shows an element at a point of the map, and takes no clicks. */
    marker(at: L.LatLngExpression, html: HTMLElement, pane: string): L.Marker;
    /** A function that calls another once it has not been called for QUIET_MS. */
    /** Make a pane of marks that is scaled as a whole while a zoom is animated: one layer to blend, not one a mark. */
    scaleWithZoom(map: L.Map, name: string, zIndex: number): void;
    afterQuiet(act: () => void): () => void;
    isPhone(): boolean;
    rested: Scripts["rested"];
    /** Go through work a few milliseconds at a time, as long as it is wanted; tell whether all is done. */
    takeSteps(steps: Generator<void>, isWanted: () => boolean): Promise<boolean>;
    painted: Scripts["painted"];
  }

  type View =
    | { bounds: Served.Box; zoom?: undefined; at?: undefined }
    | { bounds?: undefined; zoom: number; at: Served.Point };

  /** Keeps a view fitted. */
  interface Fitting {
    /** Show the view `zone` or `region`: in the free area within a margin, or where the first frame has it. */
    show(view: string, frame?: FirstFrame | null): void;
    showAddress(text: string): void;
    /** Fit the view again if something lies over it. */
    uncover(): void;
    /** Show a part, and no view. */
    showPart(fit: () => void): void;
    followReader(): void;
    followSize(): void;
    /** Set which view the map shows, and tell the controls. */
    setView(view: string | null): void;
  }

  /** A part of the map's container, in its pixels. */
  interface Space {
    min: L.Point;
    max: L.Point;
  }

  /** The zone as the server drew it; `min` and `max` are where it fits the view. */
  interface FirstFrame extends Space {
    /** Return the part that was pressed until now, if any. */
    removeParts(): string | null;
    remove(): void;
  }

  type Focusable = HTMLElement | SVGElement;

  interface Part extends Served.Kind {
    id: string;
    name: string;
    area: string;
    paths: Served.Paths;
    doubt: Served.Doubt;
    /** Empty until it is drawn. */
    latlngs: L.LatLng[][][];
  }
  interface Context extends Served.Context {
    /** Empty until it is drawn. */
    latlngs: Served.Point[][][];
  }
  interface Data extends Omit<Served.LayerData, "parts" | "context" | "kinds"> {
    parts: Part[];
    context: Context[];
  }

  /** How a part was selected, and from which link or outline. */
  interface Selecting {
    by?: "map" | "keyboard" | "list" | "address" | "close";
    from?: Focusable;
  }
  interface SelectEvent extends Selecting {
    id: string | null;
    before: string | null;
  }

  /** The zone on a map. */
  interface Layer extends L.Layer {
    data: Data;
    map: L.Map;
    byId: Map<string, Part>;
    selected: string | null;
    /** The part that rings and lines start from, whose name comes first too. */
    origin?: string | null;
    /** As far as the rings reach that are drawn, which the view of the region holds. */
    ringed?: L.LatLngBounds;
    labels: Labels;
    page: Page | null;
    /** While a tool takes the clicks. */
    isBusy: boolean;
    /** While the map moves by itself to show a view. */
    isFitting: boolean;
    /** `zone`, `region` or `given` (by the address) while the map shows just that. */
    view: string | null;
    select(id: string | null, how?: Selecting): void;
    hover(id: string, on: boolean): void;
    /** Show the view `zone` or `region`. */
    show(view: string): void;
    /** Show the view that an address names, if it names one. */
    showAddress(text: string): void;
    /** Bring a part into view, unless the address says what to show. */
    reveal(id: string): void;
    /** Bring what a tool drew into view, if something lies over it. */
    uncover(bounds: L.LatLngBounds): void;
    /** Fit bounds into what is free of the map, and again when its size changes. */
    fit(bounds: L.LatLngBounds, margin: number, options?: L.FitBoundsOptions): void;
    /** Bring the middle of a part into view, if something lies over it. */
    uncoverPart(id: string): void;
    /** Move the map, at once, in a way that is no move of the reader's: the view keeps its name. */
    moveByItself(move: () => void): void;
    /** Take the size that the map's container has now. */
    resize(): void;
    /** What nothing lies over, in the map's pixels: no panel, sheet, bar, card or credits. */
    free(): L.Bounds;
  }

  /** What the outline says that the pointer, or the keyboard, is at. */
  interface Tooltip {
    open(part: Part, latlng: L.LatLng): Promise<void>;
    move(latlng: L.LatLng): void;
    close(): void;
  }

  /** The parts' outlines on the map. */
  interface Outlines {
    boundsOf(id: string): L.LatLngBounds | undefined;
    /** Draw a part hovered or selected, or as it is otherwise. */
    mark(id: string, state: "hovered" | "selected", on: boolean): void;
  }

  /** The page around the map: list, panel, sheet and address. */
  interface Page {
    zone: Layer;
    map: L.Map;
    data: Data;
    sheet: HTMLElement;
    detail: HTMLElement;
    status: HTMLElement;
    /** The rows of the list by part. */
    entries: Map<string, HTMLElement>;
    /** The row of a part; made if need be where the rows are thousands. */
    entry(id: string): HTMLElement | null;
    partAddress(id: string): string;
    /** Sets the phone's sheet to `peek`, `half` or `full`; does nothing where there is no sheet. */
    setHeight(height: string): void;
  }
}

declare var ZoneMap: ZoneMap.Scripts;

interface HTMLElement {
  /** The zone's layer, on the map's container, from the event `zone:ready` on. */
  zone?: ZoneMap.Layer;
}
