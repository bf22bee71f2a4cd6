/* Share and embed: ready code for the view that is on the screen. */
import { copyButton } from "../lib/clipboard.js";
import { element } from "./toolbar.js";

const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

export const embedAddress = (zone, site) => {
  const map = zone._map;
  const made = new URL(site.embed, location.href);
  made.searchParams.set("lang", site.lang);
  if (zone.selected !== null) made.searchParams.set("part", zone.selected);
  const { lat, lng } = map.getCenter();
  made.hash = `${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
  return made.href;
};

/* The address of what is shown now; a view named in the query may have been left since. */
const pageAddress = (zone) => {
  const page = new URL(location.href);
  if (zone.shownView() === "zone") page.searchParams.delete("view");
  return page.href;
};

export const snippets = (zone, site, title) => {
  const page = pageAddress(zone);
  const embed = embedAddress(zone, site);
  const picture = new URL(`${site.picture}`, location.href);
  picture.searchParams.set("lang", site.lang);
  if (zone.selected !== null) picture.searchParams.append("part", zone.selected);
  if (zone.shownView() === "region") picture.searchParams.set("view", "region");
  const iframe = `<iframe src="${escaped(embed)}" title="${escaped(title)}" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" style="width:100%;aspect-ratio:10/7;border:0" allowfullscreen></iframe>`;
  const plain = title.replace(/[[\]\\]/g, "");
  return [
    [site.messages.link, page],
    [site.messages.iframe, iframe],
    ["Markdown", `[![${plain}](${picture})](${page})`],
    ["Quarto", `::: {.content-visible when-format="html"}\n${iframe}\n:::\n::: {.content-visible unless-format="html"}\n![${plain}](${picture})\n:::`],
    ["WordPress", `<!-- wp:html -->\n${iframe}\n<!-- /wp:html -->`],
  ];
};

export const setUp = (zone, site) => {
  const { messages } = site;
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
  const tool = zone.addTool({
    name: "share",
    start() {
      const rows = snippets(zone, site, document.title).map(([label, text]) => {
        const row = element("div");
        const value = element("dd");
        const code = element("code", "", text);
        value.append(code, copyButton(() => text, messages));
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
    if (zone.activeTool() === tool) zone.useTool(null);
    tool.button.focus();
  });
};
