/* The state of the map in the address: `#zoom/lat/lon&ask=…&rings=…`, with back and forward. */

/* A hash as { view: [zoom, lat, lon] or null, values: Map }. */
export const readHash = (hash) => {
  const pieces = hash.replace(/^#/, "").split("&").filter(Boolean);
  const state = { view: null, values: new Map() };
  for (const piece of pieces) {
    const view = piece.split("/").map(Number);
    const sign = piece.indexOf("=");
    if (view.length === 3 && view.every(Number.isFinite) && Math.abs(view[1]) <= 90) state.view = view;
    else if (sign > 0) state.values.set(piece.slice(0, sign), decoded(piece.slice(sign + 1)));
  }
  return state;
};

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const writeHash = ({ view, values }) => {
  const pieces = [...values].map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%(2C|3B|3A)/g, decodeURIComponent)}`);
  if (view) pieces.unshift(view.map((each, n) => Number(each.toFixed(n ? 5 : 2))).join("/"));
  return pieces.length ? `#${pieces.join("&")}` : "";
};

export const readPoints = (text) => (text || "").split(";").map((each) => each.split(",").map(Number))
  .filter((point) => point.length === 2 && point.every(Number.isFinite) && Math.abs(point[0]) <= 90);
export const writePoints = (points) => points.map((point) => point.join(",")).join(";");

/* As [latitude, longitude] within 180, with the six digits that addresses carry. */
export const rounded = (latlng) => {
  const { lat, lng } = latlng.wrap();
  return [Number(lat.toFixed(6)), Number(lng.toFixed(6))];
};

export const setUpAddress = (zone) => {
  const map = zone._map;
  const restorers = new Map();
  const awaited = new Map();
  let state = readHash(location.hash);
  let moved = false;

  const write = (push) => {
    const address = location.pathname + location.search + writeHash(state);
    history[push ? "pushState" : "replaceState"](null, "", address);
  };

  /* What a tool keeps in the address: it is told the value at the start and on back and forward.
     A tool that has not been loaded yet is, when the address has a value for it. */
  zone.keep = (key, restore) => {
    awaited.delete(key);
    restorers.set(key, restore);
  };
  zone.keepLater = (key, load) => awaited.set(key, load);
  zone.state = (key) => state.values.get(key) ?? null;
  zone.setState = (key, value, { push = true } = {}) => {
    if ((value || null) === zone.state(key)) return;
    if (value) state.values.set(key, value);
    else state.values.delete(key);
    write(push);
  };

  /* The view is written when a person moved the map; what the page fits by itself needs no words. */
  const byHand = () => { moved = true; };
  for (const kind of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(kind, byHand, { capture: true, passive: true });
  map.on("zone:select", ({ id, by }) => {
    if (id !== null && by !== "address") forgetView();
    if (id === null && by === "close" && !zone.shownView()) keepView(); // that of the part, which stays
  });
  map.on("zone:view", ({ view }) => {
    forgetView();
    zone.setState("view", view === "region" ? view : null, { push: !zone.restoring });
  });
  const forgetView = () => {
    moved = false;
    if (!state.view) return;
    state.view = null;
    write(false);
  };
  const keepView = () => {
    const { lat, lng } = map.getCenter().wrap();
    state.view = [map.getZoom(), lat, lng];
    state.values.delete("view");
    write(false);
  };
  map.on("moveend", () => { if (moved) keepView(); });
  zone.keepView = keepView;

  const show = (before = null) => {
    moved = false;
    map.invalidateSize({ pan: false }); // the middle is that of what is there now
    if (state.view) map.setView([state.view[1], state.view[2]], state.view[0], { animate: false });
    else if (zone.state("view") || before) zone.show(zone.state("view") ?? "zone");
  };

  zone.restore = async () => {
    show();
    await restoreAll(() => true);
    show();
  };
  const restoreAll = async (isNew) => {
    await Promise.all([...awaited].filter(([key]) => state.values.has(key)).map(([, load]) => load()));
    zone.restoring = true;
    for (const [key, restore] of restorers) if (isNew(key)) restore(zone.state(key));
    zone.restoring = false;
  };
  window.addEventListener("popstate", async () => {
    const before = state;
    state = readHash(location.hash);
    await restoreAll((key) => (before.values.get(key) ?? null) !== zone.state(key));
    setTimeout(show, 0, before.values.get("view"));
  });

  /* The other language keeps the part, the view and the tools. */
  for (const link of document.querySelectorAll(".languages a")) {
    const asked = new URL(link.href).searchParams.get("lang");
    const follow = () => {
      const here = new URL(location.href);
      here.searchParams.set("lang", asked);
      link.href = here;
    };
    for (const kind of ["pointerdown", "focus", "click"]) link.addEventListener(kind, follow);
  }
};
