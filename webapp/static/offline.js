/* The site without a network, after a visit. */
import { closest, element, find, say, showWritten } from "./lib/dom.js";

const SOON_MS = 1200; // what is on the screen loads first

/**
 * Without a network the map stands in for a page that the server makes: say so.
 * @param {import("./app.js").App} app
 */
export const tellOffline = ({ zone, site: { messages } }) => {
  const { home, part } = zone.data.address;
  if (!home || !part) return;
  const [homePath, partPath] = [home, part.split("{id}")[0]].map((each) => new URL(each, location.href).pathname);
  if (location.pathname === homePath || location.pathname.startsWith(partPath)) return;
  find("main", document, HTMLElement).before(element("p", "warning offline-note", messages.needsNetwork));
  say(messages.needsNetwork);
};

/**
 * A brief is made by the server: without a network its link would lead away from the part, to nothing.
 * @param {Served.Messages} messages
 */
export const holdBriefs = (messages) =>
  document.addEventListener("click", (event) => {
    const box = navigator.onLine ? null : closest(event, ".brief-links a")?.parentElement?.closest(".brief-links");
    if (!box) return;
    event.preventDefault();
    const isSaid = box.nextElementSibling?.classList.contains("brief-offline");
    if (!isSaid) box.after(element("p", "warning brief-offline", messages.briefOffline));
    if (box.nextElementSibling instanceof HTMLElement) showWritten(box.nextElementSibling);
  });

/**
 * After a visit the site opens without a network: its worker keeps the pages of this data.
 * @param {Served.Site} site
 */
export const setUpOffline = ({ worker }) => {
  if (!worker || !("serviceWorker" in navigator)) return;
  const register = () => setTimeout(() => navigator.serviceWorker.register(worker).catch(() => {}), SOON_MS);
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
};
