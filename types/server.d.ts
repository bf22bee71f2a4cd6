/** What the server writes into its pages and answers to the scripts. */
declare namespace Served {
  /** Latitude and longitude in degrees, WGS 84. */
  type Point = [lat: number, lon: number];
  /** [[south, west], [north, east]] in degrees. */
  type Box = [Point, Point];
  /** Polygons or lines, each of rings, each an encoded polyline (maps/web/polyline.py). */
  type Paths = string[][];
  type Messages = Record<string, string>;

  /** What parts of one kind, placement and depth have in common. */
  interface Kind {
    nameLang: string;
    kind: string;
    kindLabel: string;
    placement: string;
    placementLabel: string;
    areaKind: string;
    /** How deep it lies in other parts; given where the parts are thousands. */
    depth?: number;
  }
  type PartRow = [id: string, name: string, area: string, kind: number, paths: Paths, doubt: Doubt];
  /**
   * A position uncertainty, how far off the outline may be in words, and in metres: with what an assumed area leaves
   * open (maps/content/uncertainty.py). Null where none is stated.
   */
  type Doubt = [uncertainty_m: number, words: string, reach_m: number] | null;

  /** A county outline or a river. */
  interface Context {
    kind: string;
    host: boolean;
    name: string;
    nameLang: string;
    paths: Paths;
    /** Degrees of a step; that of the context (`ZoneMap.decode`) where it is left out. */
    scale?: number;
  }
  interface Place {
    name: string;
    nameLang: string;
    kind: string;
    kindLabel: string;
    at: Point;
    /** How far off it may be, in metres; null where that is not stated. */
    doubt_m: number | null;
  }

  /** What `L.zoneLayer` is given (maps/web/layer_data.py, maps/web/document.py). */
  interface LayerData {
    lang: string;
    messages: Messages;
    bounds: Record<string, Box>;
    /** Thousands of parts: one canvas, and a list whose rows are made as they are scrolled to. */
    many: boolean;
    /** Degrees that one step of the encoded outlines is. */
    scale: number;
    parts: PartRow[];
    kinds: Kind[];
    context: Context[];
    places: Place[];
    stations: Place[];
    selected: string | null;
    view: string;
    panels: boolean;
    /** `part` holds `{id}`; null in a file, which keeps the selection in the fragment. */
    address: { part: string | null; home: string | null };
    controls: boolean;
    /** The base map, or its address; null without one (maps/web/basemap_data.py). */
    basemap: Basemap | string | null;
    /** What the view stays in. */
    limits: Box | null;
    rays: Ray[];
    rayStart: RayStart;
    /** What tiles of OpenStreetMap are drawn with, or its address; left out without tiles. */
    tiles?: Tiles | string;
    /** From which zoom on they are drawn in place of the base map's own lines. */
    tilesFrom?: number;
    /** The script of the worker that paints tiles. */
    tileWorker?: string;
    /** The ways by road by part, in a file without a server. */
    roads?: Record<string, RoadShapes>;
  }

  /** What a line or a name of the base map is, in the words of the Shortbread schema. */
  interface Mapped {
    layer: string;
    kind: string;
    /** Of an administrative line. */
    level?: number;
    rank: number;
  }
  interface BasemapLine extends Mapped {
    name?: string;
    nameLang?: string;
    onRiver?: boolean;
    paths: Paths;
    /** Degrees of a step; that of the context (`ZoneMap.decode`) where it is left out. */
    scale?: number;
  }
  interface BasemapName extends Mapped {
    name: string;
    nameLang: string;
    at: Point;
  }
  interface Basemap {
    lines: BasemapLine[];
    names: BasemapName[];
  }
  /** A geodesic from the reference part to a city; length and bearing in words, by the part that it is from. */
  interface Ray {
    said: Record<string, string>;
    path: string;
  }
  /** The reference part, where the lines of parts begin, and that in words: without a selected part, and with one. */
  interface RayStart {
    part: string;
    at: Record<string, Point>;
    ofPart: string;
    ofSelected: string;
  }

  /** An online background (maps/web/basemaps.py). */
  interface Background {
    id: string;
    name: string;
    urls: string[];
    datum: string;
    max_zoom: number;
    tile_size_px: number;
    ground: string;
    attribution: string;
    attribution_url: string | null;
    review_number: string | null;
  }

  /** What is reached by road within a time: polygons of rings (maps/content/roads/shapes.py). */
  interface RoadArea {
    label: string;
    text: string;
    polygons: Point[][][];
  }

  /** The ways by road from a part; a route by its place and vehicle. */
  interface RoadShapes {
    routes: Record<string, { text: string; line: Point[] }>;
    areas: RoadArea[];
    title: string;
    notes: string[];
    credit: string;
  }

  /** `#site-data` of the map page (webapp/site/chrome.py, webapp/site/tools.py). */
  interface Site {
    messages: Messages;
    lang: string;
    embed: string;
    picture: string;
    worker: string;
    addresses: {
      names: string;
      locate: string;
      compare: string;
      distances?: string;
      counties: string;
      roads?: string;
      plotTexts: string;
      inspect: string;
      brief: string;
    };
    backgrounds?: Background[];
  }

  /** What the tools of a saved map are given (webapp/saved/tools.py). */
  interface SavedSite {
    messages: Messages;
    lang: string;
    /** One with a box is at its centre. */
    names: (Omit<Name, "at"> & { at?: Point })[];
    /** The counties among the layer's context, in their order there. */
    counties: { id: string; code: string | null; doubt_m: number | null }[];
    /** How far an edge of a part could move with its assumed area, in a sentence; none where it is empty. */
    shifts: Record<string, string>;
    /**
     * Of each part the later ones that it differs from within the uncertainty alone: of its area, then of its
     * distance to each place.
     */
    alike: number[][][];
    /** Of the data. */
    digest: string;
  }

  /** `#site-data` of the bare map (webapp/pages/embed.py). */
  interface Embed {
    messages: Messages;
    /** The origin that may be told how high the map is, if the address named one. */
    parent: string | null;
    marks?: Marks;
    /** What shapes in the fragment are shown by. */
    plots?: { module: string; style: string; messages: Messages };
    backgrounds?: Background[];
  }

  /** What the bare map has drawn on it (webapp/site/marks.py). */
  interface Marks {
    centre: { at: Point; doubt_m: number | null; id: string | null } | null;
    rings_km: number[];
    cities: { name: string; at: Point; doubt_m: number | null }[];
    point: { at: Point; text: string[] } | null;
    compared: { ids: string[]; text: string };
    path: { mode: "line" | "area"; points: Point[] } | null;
  }

  /** One searchable name (maps/content/search_index.py). */
  interface Name {
    group: "part" | "place" | "station" | "county" | "own";
    id: string;
    name: string;
    nameLang: string;
    /** In words. */
    kind: string;
    code: string | null;
    /** The name in the other language. */
    other: string;
    keys: string[];
    at: Point;
    /** Position uncertainty in metres, if it is known; counties have none. */
    doubt_m?: number | null;
    /** Of a place or station, which part is nearest and how far, ± its uncertainty, and which could be nearer. */
    nearest?: string;
    /** Its id. */
    nearestPart?: string;
    /** The same of the parks, where that part is none. */
    nearestPark?: string;
    box?: Box;
  }
}
