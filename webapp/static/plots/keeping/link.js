/* What a person added, as an address: the text is in the fragment, which browsers never send to a
   server, and is read back by whoever opens it. */
import { copyText } from "../../lib/clipboard.js";
import { say } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { DRAWN_ID } from "../drawing/drawn_layer.js";
import { measureLayer } from "../measuring.js";
import { showNotice } from "../notice.js";
import { openBench } from "../workbench.js";
import { areFew, packLayers, unpackLayers } from "./link_text.js";

/** @typedef {import("../../app.js").App} App */

const KEY = "plots";
const LONG = 2_000; // characters that some programs cut off
const MOST = 8_000;

/**
 * The address of this page with some layers in it.
 * @param {Pick<Plots.Layer, "name" | "origin" | "features" | "rows">[]} layers
 */
export const makeLink = async (layers) => {
  const address = new URL(location.href);
  address.hash = `${KEY}=${await packLayers(layers)}`;
  return address.href;
};

/**
 * The address of the layers that are shown, its length in words, whether they are too many for a link,
 * and whether it can be sent; null when there are none.
 * @param {App} app
 */
export const linkShown = async (app) => {
  const { layers } = await app.plots();
  const shown = layers.filter(({ isShown, features }) => isShown && features.length);
  if (!shown.length) return null;
  const link = await makeLink(shown);
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
 * List what was added, bring it into view, and select it if it is the only one.
 * @param {import("../workbench.js").Bench} bench
 * @param {string[]} ids
 */
const showAdded = ({ dock, store, layer }, ids) => {
  const entries = store.rows().filter((each) => ids.includes(each.layer.id));
  dock.open();
  if (entries.length === 1) store.select(entries[0].key, "map");
  layer.zoomTo(entries);
};

/**
 * Add what the address brings. It leaves the address then, which would else bring it again.
 * @param {App} app
 * @param {string | null} text
 */
const readLink = async (app, text) => {
  if (text === null) return;
  app.url.set(KEY, null, { push: false });
  await app.texts();
  const sent = await unpackLayers(text).catch(() => null);
  if (!sent) {
    showNotice(app, app.site.messages.linkUnreadable);
    return;
  }
  const bench = await openBench(app);
  const { store } = bench;
  const added = sent.map(({ name, isDrawn, features }) => {
    const isFree = isDrawn && store.layer(DRAWN_ID) === null;
    const { id } = store.add({ name, features, ...(isFree ? { id: DRAWN_ID, origin: "drawn" } : { origin: "link" }) });
    measureLayer(app, store, id);
    return id;
  });
  showAdded(bench, added);
  showNotice(app, app.site.messages.linkRead);
};

/**
 * Read what the address brings, now and when it changes.
 * @param {App} app
 */
export const setUp = (app) => {
  app.url.keep(KEY, (text) => {
    readLink(app, text).catch(() => say(app.site.messages.toolFailed));
  });
};
