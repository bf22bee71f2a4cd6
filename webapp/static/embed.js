/* What the bare map gets of the site: its backgrounds. */
import { find } from "./lib/dom.js";
import { setUp } from "./tools/backgrounds.js";

const container = find(".zone-map", document, HTMLElement);

const start = () => {
  const { zone } = container;
  if (!zone) return;
  /** @type {Served.Embed} */
  const site = JSON.parse(find("#site-data", document, HTMLScriptElement).text);
  setUp({ map: zone.map, zone, site });
};
if (container.zone) start();
else container.addEventListener("zone:ready", start, { once: true });
