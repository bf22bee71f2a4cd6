/** The tiles of OpenStreetMap: what the server says of them, and what the scripts make of them. */
declare namespace Served {
  /** On the light map, the dark one, and paper. */
  type TileInk = [light: string, dark: string, paper: string];
  interface LineRule {
    layer: string;
    kinds?: string[];
    ink: string;
    /** Zooms and widths in pixels. */
    width: [number, number][];
    case?: string;
    metres?: number;
    dash?: number[];
    from?: number;
    to?: number;
  }
  /** Colours and rules in the order of painting (maps/tiles/style.py). */
  interface TileStyle {
    inks: Record<string, TileInk>;
    areas: [layer: string, kinds: string[], fill: string, edge: string][];
    lines: LineRule[];
    /** A pattern of numbers, and the colours of their plate. */
    shields: Record<string, [pattern: string, ground: string, letters: string]>;
    plain: [ground: string, letters: string];
  }
  /** maps/tiles/description.py */
  interface Tiles {
    /** With `{z}`, `{x}` and `{y}`. */
    url: string;
    /** The tag with names in the reader's language. */
    field: string;
    from: number;
    /** West, south, east, north in degrees; so is `detail`. */
    bounds: [number, number, number, number];
    /** The first zoom of tiles, the last of the region, the last of the detail. */
    zooms: [number, number, number];
    detail: [number, number, number, number];
    isChinese: boolean;
    /** Of each kind of line its ink, that of its edge or none, and words. */
    legend: [ink: string, edge: string, text: string][];
    /** The map's own ground, by which its scheme is known. */
    ground: [light: string, dark: string];
    style: TileStyle;
    /** In a file without a server: the tiles themselves, base64 of gzip, by `z/x/y`. */
    tiles?: Record<string, string>;
  }
}

declare namespace ZoneMap {
  type TileTags = Record<string, string | number | boolean>;
  interface TileFeature {
    /** 1 points, 2 lines, 3 areas. */
    type: number;
    tags: TileTags;
    /** x and y one after the other, 4096 a tile's side. */
    lines: number[][];
  }
  type TileLayers = Map<string, TileFeature[]>;
  type AnyCanvas = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  interface TilePlace {
    z: number;
    x: number;
    y: number;
    key: string;
  }
  /** A tile, and which part of it a square of the map shows. */
  interface TileSource extends TilePlace {
    /** How many squares its side is. */
    over: number;
    left: number;
    top: number;
  }
  interface TileSquare {
    coords: L.Coords;
    canvas: HTMLCanvasElement;
    sources: TileSource[];
    /** Of the map when it was painted; 0 before. */
    scale: number;
    /** Counts how often it was painted; what comes back late is not shown. */
    turn: number;
    /** Whether all was here that it shows, when it was painted last. */
    isWhole: boolean;
    /** Leaflet waits for it; null once it is told. */
    done: L.DoneCallback | null;
  }
  /** Where in a tile (units) it is painted, or but there. */
  interface TileClip {
    box: [left: number, top: number, width: number, height: number];
    isWithin: boolean;
  }
  /** What of a tile is painted in a square. */
  interface TilePiece {
    key: string;
    /** Pixels of the map that a unit of the tile is. */
    unit: number;
    /** Pixels of the canvas that a unit is. */
    scale: number;
    left: number;
    top: number;
    clip: TileClip | null;
  }
  /** A square of the map, as it is to be painted. */
  interface Square extends Omit<Painting, "style" | "unit"> {
    /** In pixels of the canvas. */
    side: number;
    pieces: TilePiece[];
  }
  type TileOrder =
    | { style: Served.TileStyle }
    | { key: string; bytes: Uint8Array }
    | { drop: string }
    | { id: number; square: Square };
  type TileAnswer = { id: number; bitmap: ImageBitmap } | { id: number; fault: string };
  /** A worker that paints tiles, if there is one. */
  interface TileWorkerClient {
    readonly isOpen: boolean;
    keep(key: string, bytes: Uint8Array): void;
    drop(key: string): void;
    paint(square: Square): Promise<ImageBitmap>;
    close(): void;
  }
  interface KeptTile {
    readonly bytes: Uint8Array;
    readonly layers: TileLayers;
    /** Only the layers that have names. */
    readonly names: TileLayers;
  }
  interface TileQueue {
    readonly waiting: ReadonlySet<HTMLElement>;
    add(tile: HTMLElement): void;
    hold(isHeld: boolean): void;
    drop(tile: HTMLElement): void;
    paintAtOnce(isAtOnce: boolean): void;
  }
  interface TileView extends L.GridLayer {
    about: Served.Tiles;
    shown: Map<HTMLElement, TileSquare>;
    store: TileStore;
    /** What is here of a source, or in its place. */
    present(source: TileSource): { source: TileSource; tile: KeptTile }[];
  }
  interface TileStore {
    /** Undefined while it is not here, null where there is nothing. */
    get(place: TilePlace): KeptTile | null | undefined;
    kept: Map<string, KeptTile | null>;
    ask(place: TilePlace): Promise<void>;
  }
  /** A name to be placed; `look` are the colours of a plate. */
  interface TileName {
    key: string;
    rank: string;
    name: string;
    at: L.LatLng;
    dot: boolean;
    turn?: number;
    look?: string[];
  }
  interface Painting {
    style: Served.TileStyle;
    /** The place of the colour in an ink. */
    scheme: number;
    zoom: number;
    lat: number;
    /** Pixels of the map that a unit of the tile is. */
    unit: number;
  }
  interface Scripts {
    /** Of layers that are not wanted, without their features. */
    readTile(data: Uint8Array, wanted?: string[]): TileLayers;
    paintTile(canvas: AnyCanvas, layers: TileLayers, how: Painting): void;
    paintSquare(
      canvas: AnyCanvas,
      square: Square,
      style: Served.TileStyle,
      layersOf: (key: string) => TileLayers,
    ): void;
    makeBitmap(square: Square, style: Served.TileStyle, layersOf: (key: string) => TileLayers): ImageBitmap;
    makeTileWorkshop(): (order: TileOrder) => TileAnswer | null;
    TileWorkerClient: new (style: Served.TileStyle, address: string | undefined) => TileWorkerClient;
    /** Whether this browser has canvases that belong to no page. */
    canPaintApart(): boolean;
    tileSources: {
      latOf(y: number): number;
      find(about: Served.Tiles, coords: { x: number; y: number; z: number }): TileSource[];
      clip(about: Served.Tiles, source: TileSource, coords: { x: number; z: number }): TileClip;
    };
    /** Fetch what belongs to the map; rejects where that fails. */
    fetchMap(address: string): Promise<Response>;
    TileStore: new (about: Served.Tiles, apart: TileWorkerClient) => TileStore;
    TileQueue: new (paint: (tile: HTMLElement) => void, send: (tile: HTMLElement) => Promise<void> | null) => TileQueue;
    Tiles: new (
      zone: Layer,
      about: Served.Tiles,
    ) => TileView & { repaint(): void; sharpen(): void; scheme: number; queue: TileQueue };
    unpackTile(packed: string): Promise<Uint8Array>;
    /** Draw the tiles of OpenStreetMap beneath the zone, if it has some. */
    addTiles?(zone: Layer): Promise<void>;
    nameTiles(zone: Layer, tiles: TileView): void;
    isPrinted(): boolean;
  }
}
