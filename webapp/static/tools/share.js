/* Share and embed: ready code for the view that is on the screen, and what of it goes along. */
import { copyButton } from "../lib/clipboard.js";
import { element } from "../lib/dom.js";
import { fill } from "../lib/format.js";
import { readHash } from "../lib/url_state.js";
import { comparisonAddress, embedAddress, fitsPicture, pageAddress, pictureAddress } from "./share_addresses.js";

/** @typedef {import("../app.js").App} App */

const HEIGHT_PX = 480;
// On paper a frame is as wide as the page: of 10/7, two were higher than a sheet of Letter, of 8/5 they fit.
const RATIO = "8/5";
const POLICY = "strict-origin-when-cross-origin";

/** @param {string} text */
const escapeHtml = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * An address as Markdown takes it: a parenthesis would end it and let another link follow.
 * @param {string} address
 */
export const encodeParentheses = (address) => address.replaceAll("(", "%28").replaceAll(")", "%29");

/**
 * @param {App} app
 * @param {{ title: string, plots: string, ratio?: string, note?: string }} about
 */
const makeFrame = (app, { title, plots, ratio = RATIO, note = "" }) => {
  const address = escapeHtml(embedAddress(app, plots));
  const about = `src="${address}" title="${escapeHtml(title)}" loading="lazy" referrerpolicy="${POLICY}"`;
  // Some sites do not let a style through.
  const style = `width:100%;height:auto;aspect-ratio:${ratio};display:block;border:0`;
  const frame = `<iframe ${about} width="100%" height="${HEIGHT_PX}" style="${style}" allowfullscreen></iframe>`;
  return note ? `<figure>${frame}<figcaption>${escapeHtml(note)}</figcaption></figure>` : frame;
};

/**
 * @param {App} app
 * @param {string} title
 * @param {string} plots
 * @returns {[label: string, code: string][]}
 */
const snippets = (app, title, plots) => {
  const { link, plainLink, iframe: frameLabel } = app.site.messages;
  const [page, picture] = [pageAddress(app), pictureAddress(app)];
  const iframe = makeFrame(app, { title, plots });
  const plain = title.replace(/[[\]\\]/g, "");
  const image = `![${plain}](${encodeParentheses(picture)})`;
  /**
   * @param {string} when
   * @param {string} content
   */
  const quarto = (when, content) => `::: {.content-visible ${when}-format="html"}\n${content}\n:::`;
  return [
    [plots ? plainLink : link, page],
    [frameLabel, iframe],
    ["Markdown", `[${image}](${encodeParentheses(page)})`],
    ["Quarto", `${quarto("when", iframe)}\n${quarto("unless", image)}`],
    ["WordPress", `<!-- wp:html -->\n${iframe}\n<!-- /wp:html -->`],
  ];
};

/* Texts by the key in the address: of what embedded maps draw too, and of what only the page has. */
const MARKS = Object.entries({
  from: "sharedRings",
  ask: "sharedPoint",
  line: "sharedLine",
  area: "sharedLine",
  compare: "sharedList",
});
const PAGE_ONLY = Object.entries({ background: "sharedBasemap" });

/**
 * What goes along with the codes, and what does not.
 * @param {App} app
 */
const describe = (app) => {
  const { zone, url } = app;
  const { messages } = app.site;
  const list = new Intl.ListFormat(document.documentElement.lang);
  const part = zone.byId.get(zone.selected ?? "")?.name;
  const view = url.view ? "sharedBounds" : zone.view === "region" ? "sharedRegion" : "sharedZone";
  /** @param {[string, string][]} texts */
  const named = (texts) => new Set(texts.filter(([key]) => url.get(key)).map(([, name]) => messages[name]));
  const [marks, page] = [named(MARKS), named(PAGE_ONLY)];
  const left = url.view && !fitsPicture(app) ? [messages.sharedBounds] : [];
  const parts = part ? [fill(messages.sharedPart, { name: part })] : [];
  const all = [messages[view], ...parts, ...marks, messages.sharedTheme];
  const isNamed = new URL(pageAddress(app)).searchParams.has("lang");
  return [
    fill(messages.shared, { items: list.format(all) }),
    isNamed ? messages.sharedLanguage : messages.sharedLanguageOfCode,
    ...(page.size ? [fill(messages.sharedByLink, { items: list.format(page) })] : []),
    ...(left.length ? [fill(messages.sharedPicture, { items: list.format(left) })] : []),
  ];
};

/**
 * The link with what the person added, and what is said of it; neither without data on the map.
 * @param {App} app
 * @returns {Promise<{ rows: [label: string, code: string][], said: string[], plots: string }>}
 */
const shareData = async (app) => {
  const nothing = { rows: [], said: [], plots: "" };
  if (!app.keeping) return nothing;
  const { linkShown } = await import("../plots/keeping/link.js");
  const made = await linkShown(app);
  if (!made) return nothing;
  const { messages } = app.site;
  if (made.isMany) return { ...nothing, said: [messages.linkTooMany] };
  if (!made.fits) return { ...nothing, said: [fill(messages.dataNotShared, { count: made.count })] };
  const plots = readHash(new URL(made.link).hash).values.get("plots") ?? "";
  return { rows: [[messages.dataLink, made.link]], said: [messages.dataShared], plots };
};

/**
 * The form that makes a page of the view; nothing where its texts cannot be had, as without a network.
 * @param {App} app
 * @param {string} plots
 */
const makeForm = async (app, plots) => {
  try {
    const { makePageForm } = await import("./make_page.js");
    /** @type {import("./make_page.js").Frame} */
    const frame = (about) => makeFrame(app, { ...about, plots });
    return [await makePageForm(app, { address: pageAddress(app), title: document.title, frame })];
  } catch {
    return [];
  }
};

/** @param {Served.Messages} messages */
const makeDialog = (messages) => {
  const dialog = element("dialog", "share");
  dialog.setAttribute("aria-labelledby", "share-title");
  const head = Object.assign(element("h2", "", messages.share), { id: "share-title" });
  const close = Object.assign(element("button", "close", "×"), { type: "button", ariaLabel: messages.close });
  close.addEventListener("click", () => dialog.close());
  const bar = element("header");
  bar.append(close, head);
  const [about, link, paper, list] = ["quiet", "codes", "", "codes"].map((name) =>
    element(name === "codes" ? "dl" : "div", name),
  );
  dialog.append(bar, about, link, paper, list);
  document.body.append(dialog);
  return { dialog, about, link, paper, list };
};

/** @param {App} app */
export const setUp = (app) => {
  const { toolbar, site } = app;
  const { dialog, about, link, paper, list } = makeDialog(site.messages);
  /** @param {[label: string, code: string]} named */
  const makeRow = ([label, code]) => {
    const [row, value] = [element("div"), element("dd")];
    value.append(
      element("code", "", code),
      copyButton(() => code, site.messages),
    );
    row.append(element("dt", "", label), value);
    return row;
  };
  /** @type {import("./toolbar.js").Tool | null} Whose card is open again when the dialog closes. */
  let replaced = null;
  const tool = toolbar.add({
    name: "share",
    async start(before) {
      replaced = before;
      if (app.url.view?.includes("/")) app.url.keepView(); // an older address: zoom, latitude, longitude
      const data = await shareData(app);
      if (data.plots && !app.url.view) app.url.keepView(); // the link with these has it, and so do all
      const [first, ...others] = [...data.rows, ...snippets(app, document.title, data.plots)];
      about.replaceChildren(...[...data.said, ...describe(app)].map((text) => element("p", "", text)));
      const compared = comparisonAddress(app); // whoever gets the link alone sees ticks, not figures
      link.replaceChildren(makeRow(first), ...(compared ? [makeRow([site.messages.comparison, compared])] : []));
      list.replaceChildren(...others.map(makeRow));
      paper.replaceChildren();
      if (toolbar.active === tool && !dialog.open) dialog.showModal();
      paper.replaceChildren(...(await makeForm(app, data.plots)));
    },
    escape() {
      dialog.close();
      return true; // its end leaves the tool, for the one before
    },
    stop() {
      if (dialog.open) dialog.close();
    },
  });
  dialog.addEventListener("close", () => {
    if (toolbar.active === tool) toolbar.use(replaced);
    tool.button.focus();
  });
};
