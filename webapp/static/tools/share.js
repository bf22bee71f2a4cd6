/* Share and embed: ready code for the view that is on the screen. */
import { copyButton } from "../lib/clipboard.js";
import { element } from "../lib/dom.js";

/** @typedef {import("../app.js").App} App */

const POLICY = "strict-origin-when-cross-origin";
const STYLE = "width:100%;aspect-ratio:10/7;border:0";

/** @param {string} text */
const escapeHtml = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * An address as Markdown takes it: a parenthesis would end it and let another link follow.
 * @param {string} address
 */
export const encodeParentheses = (address) => address.replaceAll("(", "%28").replaceAll(")", "%29");

/** @param {App} app */
const embedAddress = ({ map, zone, site }) => {
  const made = new URL(site.embed, location.href);
  made.searchParams.set("lang", site.lang);
  if (zone.selected !== null) made.searchParams.set("part", zone.selected);
  const { lat, lng } = map.getCenter();
  made.hash = `${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
  return made.href;
};

/** @param {App} app */
const pictureAddress = ({ zone, site }) => {
  const made = new URL(site.picture, location.href);
  made.searchParams.set("lang", site.lang);
  if (zone.selected !== null) made.searchParams.append("part", zone.selected);
  if (zone.view === "region") made.searchParams.set("view", "region");
  return made.href;
};

/**
 * The address of what is shown now; a view named in the query may have been left since.
 * @param {App} app
 */
const pageAddress = ({ zone }) => {
  const page = new URL(location.href);
  if (zone.view === "zone") page.searchParams.delete("view");
  return page.href;
};

/**
 * @param {App} app
 * @param {string} title
 * @returns {[label: string, code: string][]}
 */
const snippets = (app, title) => {
  const { link, iframe: frameLabel } = app.site.messages;
  const [page, embed, picture] = [pageAddress(app), embedAddress(app), pictureAddress(app)];
  const about = `src="${escapeHtml(embed)}" title="${escapeHtml(title)}" loading="lazy" referrerpolicy="${POLICY}"`;
  const iframe = `<iframe ${about} style="${STYLE}" allowfullscreen></iframe>`;
  const plain = title.replace(/[[\]\\]/g, "");
  const image = `![${plain}](${encodeParentheses(picture)})`;
  /**
   * @param {string} when
   * @param {string} content
   */
  const quarto = (when, content) => `::: {.content-visible ${when}-format="html"}\n${content}\n:::`;
  return [
    [link, page],
    [frameLabel, iframe],
    ["Markdown", `[${image}](${encodeParentheses(page)})`],
    ["Quarto", `${quarto("when", iframe)}\n${quarto("unless", image)}`],
    ["WordPress", `<!-- wp:html -->\n${iframe}\n<!-- /wp:html -->`],
  ];
};

/** @param {Served.Messages} messages */
const makeDialog = (messages) => {
  const dialog = element("dialog", "share");
  dialog.setAttribute("aria-labelledby", "share-title");
  const head = element("h2", "", messages.share);
  head.id = "share-title";
  const close = element("button", "close", "×");
  close.type = "button";
  close.setAttribute("aria-label", messages.close);
  close.addEventListener("click", () => dialog.close());
  const list = element("dl", "codes");
  dialog.append(close, head, element("p", "quiet", messages.shareHint), list);
  document.body.append(dialog);
  return { dialog, list };
};

/** @param {App} app */
export const setUp = (app) => {
  const { toolbar, site } = app;
  const { dialog, list } = makeDialog(site.messages);
  const tool = toolbar.add({
    name: "share",
    start() {
      const rows = snippets(app, document.title).map(([label, code]) => {
        const row = element("div");
        const value = element("dd");
        value.append(
          element("code", "", code),
          copyButton(() => code, site.messages),
        );
        row.append(element("dt", "", label), value);
        return row;
      });
      list.replaceChildren(...rows);
      dialog.showModal();
    },
    stop() {
      if (dialog.open) dialog.close();
    },
  });
  dialog.addEventListener("close", () => {
    if (toolbar.active === tool) toolbar.use(null);
    tool.button.focus();
  });
};
