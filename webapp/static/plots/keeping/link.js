/* What a person added, as an address: the text is in the fragment, which browsers never send to a
   server, and is read back by whoever opens it. */
import { copyText } from "../../lib/clipboard.js";
import { say, warn } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { readHash, writeHash } from "../../lib/url_state.js";
import { DRAWN_ID } from "../drawing/drawn_layer.js";
import { retellFeatures, retellName } from "../drawing/made_names.js";
import { measureLayer } from "../measuring.js";
import { showNotice } from "../notice.js";
import { openBench } from "../workbench.js";
import { areFew, packLayers, unpackLayers } from "./link_text.js";

/** @typedef {import("../../app.js").App} App */

const [KEY, FILTER] = ["plots", "filter"];
const LONG = 2_000; // characters that some programs cut off
const MOST = 8_000;

/**
 * The address of this page as it is seen, with some layers in it: the view, the tools' marks, the filter.
 * @param {import("../workbench.js").Bench} bench
 * @param {Pick<Plots.Layer, "name" | "origin" | "features" | "rows">[]} layers
 */
const makeLink = async ({ app, filter }, layers) => {
  const address = new URL(location.href);
  const { values } = readHash(location.hash);
  // Drawn shapes are among the layers.
  for (const key of ["view", "line", "area", "drawn", FILTER, KEY]) values.delete(key);
  const asked = filter.write();
  if (asked) values.set(FILTER, asked);
  values.set(KEY, await packLayers(layers));
  const { view } = app.url; // as it is told elsewhere: written anew it has the rounding and the cards of this screen
  const isTold = view?.startsWith("bounds=");
  address.hash = writeHash({ view: isTold ? view : ZoneMap.writeView(app.zone), values });
  return address.href;
};

/**
 * The address of the layers that are shown, its length in words, whether they are too many for a link,
 * and whether it can be sent; null when there are none.
 * @param {App} app
 */
export const linkShown = async (app) => {
  const bench = await openBench(app);
  const { layers } = bench.store;
  const shown = layers.filter(({ isShown, features }) => isShown && features.length);
  if (!shown.length) return null;
  const link = await makeLink(bench, shown);
  const count = new Intl.NumberFormat(app.site.lang).format(link.length);
  const isMany = !areFew(shown);
  return { link, count, isMany, fits: !isMany && link.length < MOST };
};

/**
 * Copy the address of the layers that are shown, unless it is too long; return what to say of it.
 * @param {App} app
 */
export const copyLink = async (app) => {
  const { messages } = app.site;
  const made = await linkShown(app);
  if (!made) return "";
  const { link, count, fits, isMany } = made;
  if (isMany) {
    say(messages.linkTooMany);
    return messages.linkTooMany;
  }
  const isCopied = fits && (await copyText(link));
  const isLong = link.length >= LONG;
  const text = isLong ? fill(messages.linkLong, { count }) : messages.linkCopied;
  const fault = fits ? messages.copyFailed : fill(messages.linkTooLong, { count });
  const said = isCopied ? text : fault;
  say(said);
  return said;
};

/**
 * Bring what was added into view and list it, unless the address has a view: then the map is what was sent, and the
 * table stays folded. The only one is selected where no point was asked about, whose answer is read first; one card
 * is open.
 * @param {import("../workbench.js").Bench} bench
 * @param {string[]} ids
 */
const showAdded = ({ app, dock, store, layer }, ids) => {
  const entries = store.entries().filter((each) => ids.includes(each.layer.id));
  const { view } = app.url;
  if (!view) dock.open();
  if (entries.length === 1 && !app.url.get("ask")) {
    app.toolbar.use(null);
    store.select(entries[0].key, "map");
  }
  if (view) app.zone.showAddress(view);
  else layer.zoomTo(entries);
};

/** @type {Set<string>} What addresses of this page have brought. */
const read = new Set();

/** @param {App} app */
const leaveAddress = ({ url }) => {
  for (const key of [KEY, FILTER]) url.set(key, null, { push: false });
};

/**
 * Shapes with their names, to be compared; names that the program made are those of this page.
 * @param {Pick<Plots.Layer, "features">[]} layers
 * @param {Served.Messages} messages
 */
const listShapes = (layers, messages) =>
  layers
    .flatMap(({ features }) => retellFeatures(features, messages))
    .map(({ geometry, properties }) =>
      JSON.stringify([properties?.name, "coordinates" in geometry && geometry.coordinates]),
    );

/**
 * The address has what it brought as long as that is on the map as it was sent: passed on, it brings the same.
 * @param {import("../workbench.js").Bench} bench
 * @param {string} text
 * @param {() => boolean} isHere
 */
const holdInAddress = ({ app, store, filter }, text, isHere) => {
  history.replaceState({ ...history.state, [KEY]: true }, ""); // entries after this one have the mark too
  const follow = () => {
    if (app.url.get(KEY) !== text) return;
    if (isHere()) app.url.set(FILTER, filter.write() || null, { push: false });
    else leaveAddress(app);
  };
  store.on("layers", follow);
  store.on("filter", follow);
};

/**
 * Add what the address brings, unless it is on the map already, as after a reload.
 * @param {App} app
 * @param {string | null} text
 */
const readLink = async (app, text) => {
  if (text === null) return;
  const asked = app.url.get(FILTER);
  await app.texts();
  const sent = await unpackLayers(text).catch(() => null);
  if (!sent) {
    leaveAddress(app);
    showNotice(app, app.site.messages.linkUnreadable);
    return;
  }
  const bench = await openBench(app);
  const { store } = bench;
  const { messages } = app.site;
  const shapes = listShapes(sent, messages);
  const isHere = () => {
    const now = new Set(listShapes(store.layers, messages));
    return shapes.every((each) => now.has(each));
  };
  const isBack = read.has(text) && history.state?.[KEY]; // to an entry from before it was changed or removed
  if (isBack && !isHere()) return leaveAddress(app);
  if (isHere()) {
    if (asked) bench.filter.read(asked);
    if (!read.has(text)) holdInAddress(bench, text, isHere);
    read.add(text);
    return;
  }
  bench.dock.opensItself = app.url.view === null;
  const added = sent.map((each) => {
    const { isDrawn } = each;
    const isFree = isDrawn && store.layer(DRAWN_ID) === null;
    const name = isDrawn ? retellName(each.name, messages) : each.name;
    const features = isDrawn ? retellFeatures(each.features, messages) : each.features;
    const { id } = store.add({ name, features, ...(isFree ? { id: DRAWN_ID, origin: "drawn" } : { origin: "link" }) });
    measureLayer(app, store, id);
    return id;
  });
  bench.dock.opensItself = true;
  const { linkRead, linkKeep, linkRemove } = messages;
  const remove = () => {
    for (const id of added) store.remove(id);
  };
  showNotice(app, linkRead, [
    { text: linkKeep, act: () => {} },
    { text: linkRemove, act: remove },
  ]);
  showAdded(bench, added); // clear of the notice
  if (asked) bench.filter.read(asked);
  holdInAddress(bench, text, isHere);
  read.add(text);
};

/**
 * Read what the address brings, now and when it changes.
 * @param {App} app
 */
export const setUp = (app) => {
  app.url.keep(KEY, (text) => {
    readLink(app, text).catch(() => warn(app.site.messages.toolFailed));
  });
};
