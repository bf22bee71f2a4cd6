/** What `POST /api/inspect` answers, and what the page keeps of it (webapp/static/plots). */
declare namespace Served {
  interface Inspected {
    layers: InspectedLayer[];
    data_hash: string;
    /** How it was measured, in one sentence. */
    method: string;
    made: { version: string };
  }

  /** One layer of the files that were sent. */
  interface InspectedLayer {
    /** The names of the files that it was read from, which are sent again with an answer. */
    files: string[];
    name: string;
    format: string;
    /** Its name in a file of several. */
    layer: string;
    /** What was read and how, a sentence each. */
    steps: string[];
    /** Those of them that warn. */
    warnings: string[];
    left_out: { row: number; reason: string; raw: string }[];
    /** By the codes of the other languages; none where the page read the file by itself. */
    told?: Record<string, { steps: string[]; warnings: string[]; reasons: string[] }>;
    /** Why nothing could be read; then there are no features. */
    refusal: string | null;
    questions: InspectedQuestion[];
    columns: InspectedColumn[];
    features: GeoJSON.FeatureCollection<GeoJSON.Geometry, InspectedProperties>;
    /** A row of each feature, in the same order. */
    rows: InspectedRow[];
    totals: InspectedTotals;
  }
  type InspectedProperties = Record<string, unknown>;
  interface InspectedColumn {
    name: string;
    role: "name" | "stated_area" | null;
    unit: "mu" | "ha" | "m2" | "km2" | null;
  }
  interface InspectedTotals {
    features: number;
    plots: number;
    sites: number;
    lines: number;
    area_m2: number | null;
    length_m: number | null;
  }

  interface InspectedQuestion {
    name: string;
    sentence: string;
    evidence: string[];
    /** Nothing is read before it is answered. */
    is_blocking: boolean;
    choices: InspectedChoice[];
    /** The label of what was assumed meanwhile. */
    answered: string | null;
  }
  interface InspectedChoice {
    label: string;
    /** Query parameters to send the files again with. */
    options: Record<string, string>;
    preview: GeoJSON.Geometry | null;
    /** Text as this choice reads it. */
    sample: string[] | null;
    is_likely: boolean;
  }

  /** What `POST /api/inspect/zone` answers. */
  interface MadeBoundaries {
    file_name: string;
    boundaries: import("../webapp/static/plots/zone/edits.js").Boundaries;
    fields: { columns: string[]; by_field: Record<string, string>; named_after: Record<string, string> };
    steps: string[];
    repairs: { part: string; sentence: string; outline_before: GeoJSON.Geometry | null }[];
    findings: Finding[];
    changes: Change[];
    changed_ground: GeoJSON.FeatureCollection<GeoJSON.Geometry, { part: string; change: "gained" | "lost" }>;
    /** Where to put the file, code in backquotes. */
    placing: string;
  }
  interface Finding {
    severity: "error" | "warning" | "info";
    /** The severity in words. */
    label: string;
    part: string | null;
    /** What the part is called by its name, its id only where it has none; empty for the whole zone. */
    part_name: string;
    sentence: string;
    fix: string | null;
    lon: number | null;
    lat: number | null;
  }
  interface Change {
    id: string;
    status: string;
    /** The status in words. */
    label: string;
    old_id: string | null;
    name: string | null;
    [other: `name_${string}`]: string | null;
    old_area_m2: number;
    new_area_m2: number;
    gained_m2: number;
    lost_m2: number;
  }

  type Verdict = "certain" | "possible" | "not_known";
  /** [lon, lat] in degrees. */
  type LonLat = [lon: number, lat: number];
  /** A plot (polygon), a site (point) or a line with its measures; null where one doesn't apply. */
  interface InspectedRow {
    number: number;
    name: string;
    kind: "plot" | "site" | "line";
    verdict: Verdict;
    reason: string;
    /** Outside as drawn, it may lie in this one. */
    possible_part?: { id: string; name: string } | null;
    /** It may reach these though as drawn it does not, the likeliest first. */
    possible_parts?: { id: string; name: string }[];
    parts: {
      id: string;
      name: string;
      /** In it and in no part further inside; of a plot they add up to 1 with what lies outside. */
      share: number | null;
      /** With what lies in parts further inside. */
      overlap_share: number | null;
      area_m2: number | null;
      is_touch: boolean;
    }[];
    outside_share: number | null;
    area_m2: number | null;
    perimeter_m: number | null;
    length_m: number | null;
    stated_area_m2: number | null;
    stated_difference_m2: number | null;
    /** The stated area in its own unit with the column, and the difference with as many decimals. */
    stated_text?: string | null;
    difference_text?: string | null;
    plane_area_m2: number | null;
    plane_crs: string | null;
    county: string | null;
    /** Nothing where the page alone measured. */
    county_verdict?: Verdict;
    inside_point: { wgs84: LonLat; cgcs2000: LonLat; gcj02: LonLat } | null;
    nearest: { id: string; name: string; distance_m: number; uncertainty_m: number | null } | null;
    distances: {
      place: string;
      name: string;
      distance_m: number;
      bearing_deg: number;
      /** Of the place; the digits shown follow it. */
      uncertainty_m?: number | null;
    }[];
    /** From the point inside, where the server has routing tiles. */
    roads?: {
      ways: {
        place: string;
        name: string;
        vehicle: string;
        direction: "to" | "from";
        label: string;
        status: string;
        distance_m: number | null;
        time_s: number | null;
        /** Length and time, or why there is none; the description has tolls and ferries too. */
        text: string;
        description: string;
      }[];
      gap_m: number | null;
      /** The gap, the conditions and the credit. */
      notes: string[];
    };
    warnings: string[];
  }
}

/** Plots, sites and lines that a person added to the map. */
declare namespace Plots {
  type Origin = "file" | "paste" | "drawn" | "link";
  type Feature = GeoJSON.Feature<GeoJSON.Geometry, Served.InspectedProperties>;

  /** What a layer is made of; without the rest it is an empty one that somebody draws in. */
  interface NewLayer {
    name: string;
    origin: Origin;
    format?: string;
    steps?: string[];
    warnings?: string[];
    leftOut?: Served.InspectedLayer["left_out"];
    questions?: Served.InspectedQuestion[];
    columns?: Served.InspectedColumn[];
    /** Those that it was read from, to send them again with an answer; gone after a reload. */
    files?: File[];
    /** The text that it was read from, for the same; gone after a reload too. */
    text?: string;
    /** Query parameters that it was read with. */
    options?: Record<string, string>;
    features?: Feature[];
    rows?: Served.InspectedRow[];
    /** Measured by the page itself, without the server. */
    isLocal?: boolean;
    method?: string;
    dataHash?: string;
    /** What is said of the file, by the codes of the other languages. */
    told?: NonNullable<Served.InspectedLayer["told"]>;
    /** The language of its words, where that may not be the page's; else empty. */
    lang?: string;
    /** Overlaps with plots of other layers: sentences of all together, and one of each row. */
    across?: { warnings: string[]; rows: (string | null)[] };
  }
  interface Layer extends Required<NewLayer> {
    id: string;
    /** Which of the colours and patterns of the theme. */
    hue: number;
    isShown: boolean;
  }
  /** A layer as it is kept and put back: with its id, hue and whether it is shown. */
  type Kept = NewLayer & Partial<Pick<Layer, "id" | "hue" | "isShown">>;

  /** A feature with its measures. The key stays while the feature keeps its id. */
  interface Entry {
    key: string;
    layer: Layer;
    index: number;
    feature: Feature;
    row: Served.InspectedRow;
  }
  type By = "map" | "table" | "panel" | "draw" | "filter" | "search";
  type Predicate = (entry: Entry) => boolean;

  interface Events {
    /** Layers were added, replaced, removed, renamed, shown or hidden. */
    layers: CustomEvent<{ id: string | null }>;
    select: CustomEvent<{ key: string | null; before: string | null; by: By }>;
    hover: CustomEvent<{ key: string | null; before: string | null }>;
    /** Other rows pass the filter. */
    filter: CustomEvent<null>;
  }
}
