/* The state of the map in the address: `#bounds=…&ask=…&rings=…`, with back and forward. */
import { findAll } from "./dom.js";

/** @typedef {{ view: string | null, values: Map<string, string> }} State  `view` as zone-view.js reads it. */

const ASKED = "ask";

/** @param {string} text */
const decode = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * @param {string} hash
 * @returns {State}
 */
export const readHash = (hash) => {
  const pieces = hash.replace(/^#/, "").split("&").filter(Boolean);
  /** @type {State} */
  const state = { view: null, values: new Map() };
  for (const piece of pieces) {
    const sign = piece.indexOf("=");
    if (/^bounds=|^[\d.]+\/.+\//.test(piece)) state.view = piece;
    else if (sign > 0) state.values.set(piece.slice(0, sign), decode(piece.slice(sign + 1)));
  }
  return state;
};

/** @param {string} value */
export const encodeValue = (value) => encodeURIComponent(value).replace(/%(2C|3B|3A)/g, decodeURIComponent);

/** @param {State} state */
export const writeHash = ({ view, values }) => {
  const pieces = [...values].map(([key, value]) => `${key}=${encodeValue(value)}`);
  if (view) pieces.unshift(view);
  return pieces.length ? `#${pieces.join("&")}` : "";
};

/**
 * @param {string | null} text
 * @returns {Served.Point[]}
 */
export const readPoints = (text) =>
  (text || "").split(";").flatMap((each) => {
    const [lat, lon, ...more] = each.split(",").map((piece) => (piece.trim() ? Number(piece) : NaN));
    const isPoint = Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && !more.length;
    return isPoint ? [[lat, lon]] : [];
  });

/** @param {Served.Point[]} points */
export const writePoints = (points) => points.map((point) => point.join(",")).join(";");

/**
 * A point within 180 degrees, with the six digits that addresses carry.
 * @param {L.LatLng} latlng
 * @returns {Served.Point}
 */
export const rounded = (latlng) => {
  const { lat, lng } = latlng.wrap();
  return [Number(lat.toFixed(6)), Number(lng.toFixed(6))];
};

/**
 * The copy of a point beside the zone: a zone across 180 degrees is drawn beyond 180.
 * @param {{ data: { bounds: Record<string, number[][]> } }} zone
 * @param {Served.Point} point
 * @returns {Served.Point}
 */
export const beside = ({ data }, [lat, lng]) => [lat, lng + ZoneMap.turn(lng, data.bounds.zone)];

/* Documents of `srcdoc`, `data:` and `blob:` have no address that could be changed or opened again. */
const hasAddress = () => /^(https?|file):$/.test(location.protocol);

/* The other language keeps the part, the view and the tools. */
const keepStateInLanguageLinks = () => {
  if (!hasAddress()) document.querySelector(".languages")?.remove(); // which would lead to nowhere
  for (const link of findAll(".languages a", document, HTMLAnchorElement)) {
    const lang = new URL(link.href).searchParams.get("lang") ?? "";
    const follow = () => {
      const here = new URL(location.href);
      here.searchParams.set("lang", lang);
      link.href = here.href;
    };
    for (const kind of ["pointerdown", "focus", "click"]) link.addEventListener(kind, follow);
  }
};

export class UrlState {
  #state = readHash(location.hash);
  #isMovedByHand = false;
  /** @type {Map<string, (value: string | null) => void>} */
  #restorers = new Map();
  /** @type {Map<string, () => Promise<void>>} */
  #loaders = new Map();

  /** @param {ZoneMap.Layer} zone */
  constructor(zone) {
    this.zone = zone;
    /** True while values of the address are handed out, whose effects make no entry in the history. */
    this.isRestoring = false;
    this.#followMap(zone.map);
    window.addEventListener("popstate", () => this.#goBack());
    keepStateInLanguageLinks();
  }

  /** The view that somebody moved the map to, as the address has it. */
  get view() {
    return this.#state.view;
  }

  /** Whether the address says what the map shows: what it draws leaves that as it is. */
  get isViewTold() {
    const asked = new URLSearchParams(location.search).get("view");
    return Boolean(this.view || this.get("view") || asked === "region");
  }

  /** @param {string} key */
  get(key) {
    return this.#state.values.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string | null} value Nothing takes the key away.
   * @param {{ push?: boolean }} [options] Whether it is an entry of its own in the history.
   */
  set(key, value, { push = true } = {}) {
    if ((value || null) === this.get(key)) return;
    if (value) this.#state.values.set(key, value);
    else this.#state.values.delete(key);
    this.#write(push);
  }

  /**
   * Hand out a value at the start and on back and forward.
   * @param {string} key
   * @param {(value: string | null) => void} restore
   */
  keep(key, restore) {
    this.#loaders.delete(key);
    this.#restorers.set(key, restore);
  }

  /**
   * Load the tool that keeps a value once the address has one.
   * @param {string} key
   * @param {() => Promise<void>} load
   */
  keepLater(key, load) {
    this.#loaders.set(key, load);
  }

  /** Write the view that is on the screen. */
  keepView() {
    this.#state.view = ZoneMap.writeView(this.zone);
    this.#state.values.delete("view");
    this.#write(false);
  }

  async restore() {
    this.#show(null);
    await this.#restoreAll(() => true);
    this.#show(null);
  }

  /**
   * Only a view that somebody moved to is written; one that the page fitted follows from the rest of
   * the address.
   * @param {L.Map} map
   */
  #followMap(map) {
    const byHand = () => {
      this.#isMovedByHand = true;
    };
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(kind, byHand, { capture: true, passive: true });
    }
    map.on("moveend", () => {
      if (this.#isMovedByHand && !this.zone.isFitting) this.keepView();
    });
    map.on("zone:select", ({ id, by }) => {
      if (id !== null && by !== "address") this.forgetView();
      if (id === null && by === "close" && !this.zone.view) this.keepView(); // that of the part, which stays
    });
    map.on("zone:free", ({ by }) => {
      const isTold = this.view && this.zone.view !== "given"; // that of an address stays as it was written
      if (by === "closed" && isTold && !this.isRestoring) this.keepView();
    });
    map.on("zone:view", ({ view }) => {
      this.forgetView();
      this.set("view", view === "region" ? view : null, { push: !this.isRestoring });
    });
  }

  /** @param {boolean} push */
  #write(push) {
    if (!hasAddress()) return;
    const address = location.pathname + location.search + writeHash(this.#state);
    history[push ? "pushState" : "replaceState"](history.state, "", address);
  }

  /** What is shown now follows from the rest of the address. */
  forgetView() {
    this.#isMovedByHand = false;
    if (!this.#state.view) return;
    this.#state.view = null;
    this.#write(false);
  }

  /** @param {string | null} before The view that the address named until now. */
  #show(before) {
    this.#isMovedByHand = false;
    this.zone.resize(); // the container may have been resized since
    const { view } = this.#state;
    if (view) this.zone.showAddress(view);
    else if (this.get("view") || before) this.zone.show(this.get("view") ?? "zone");
  }

  /** @param {(key: string) => boolean} isNew */
  async #restoreAll(isNew) {
    const wanted = [...this.#loaders].filter(([key]) => this.#state.values.has(key));
    await Promise.all(wanted.map(([, load]) => load()));
    this.isRestoring = true;
    // The answer about a point is what is read first of all that an address has: its card stays open.
    const order = [...this.#restorers].sort(([a], [b]) => Number(a === ASKED) - Number(b === ASKED));
    for (const [key, restore] of order) if (isNew(key)) restore(this.get(key));
    this.isRestoring = false;
  }

  async #goBack() {
    const before = this.#state.values;
    this.#state = readHash(location.hash);
    await this.#restoreAll((key) => (before.get(key) ?? null) !== this.get(key));
    setTimeout(() => this.#show(before.get("view") ?? null));
  }
}
