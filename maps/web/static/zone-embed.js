/* The map inside somebody else's page: it leaves the wheel and one finger to that page, follows
   the view of the address, and reports its height only to an origin that the address named, or that
   the browser confirms as the embedding page's. */
(() => {
  "use strict";

  const { element, find, isPhone } = ZoneMap.dom;
  const VERSION = 1;
  const HINT_MS = 1400;
  const [LEAST_PX, MOST_PX] = [320, 720];
  const PANEL_PX = 260; // below the map on a phone
  const LEAST_FREE = 0.5; // of the width, between an open legend and a panel

  /** @type {Served.Embed} */
  const site = JSON.parse(find("#site-data").textContent);
  const container = find(".zone-map");

  const hint = element("p", "gesture-hint");
  hint.hidden = true;
  find(".map-frame").append(hint);
  let hiding = 0;
  /** @param {string} text */
  const say = (text) => {
    hint.textContent = text;
    hint.hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => {
      hint.hidden = true;
    }, HINT_MS);
  };

  /** @param {L.Map} map */
  const leaveGestures = (map) => {
    map.scrollWheelZoom.disable();
    container.addEventListener(
      "wheel",
      (event) => {
        const isMeant = event.ctrlKey || event.metaKey;
        map.scrollWheelZoom[isMeant ? "enable" : "disable"]();
        if (isMeant) event.preventDefault();
        else say(site.messages.wheel);
      },
      { passive: false, capture: true },
    );
    if (!matchMedia("(pointer: coarse)").matches) return;
    map.dragging.disable();
    container.addEventListener(
      "touchmove",
      (event) => {
        if (event.touches.length === 1) say(site.messages.touch);
      },
      { passive: true },
    );
  };

  /* { type: "zonemap:height", version: 1, height }: never to an unknown origin. The
     embedding page may ask before the map exists, so the height does not depend on the map. */
  const tellHeight = () => {
    if (window.parent === window) return;
    let origin = site.parent;
    const tell = () => {
      if (!origin || !innerWidth) return; // not laid out yet: a resize follows
      const stacked = document.querySelector(".detail:not([hidden])") && isPhone() ? PANEL_PX : 0;
      const height = Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, innerWidth * 0.68)) + stacked);
      window.parent.postMessage({ type: "zonemap:height", version: VERSION, height }, origin);
    };
    /** @param {MessageEvent} event */
    const answer = (event) => {
      const { data } = event;
      if (event.source !== window.parent || data?.type !== "zonemap:hello" || data.version !== VERSION) return;
      const embedder = document.referrer && new URL(document.referrer).origin;
      if (!site.parent && event.origin === embedder) origin = embedder;
      if (event.origin === origin) tell();
    };
    window.addEventListener("message", answer);
    ZoneMap.asked.forEach(answer);
    window.addEventListener("resize", tell);
    tell();
    new ResizeObserver(tell).observe(find(".detail"));
  };

  /**
   * Shapes that somebody added are in the fragment, which only this page sees.
   * @param {ZoneMap.Layer} zone
   */
  const showPlots = async (zone) => {
    const text = /[#&]plots=([\w-]+)/.exec(location.hash)?.[1];
    const { plots } = site;
    if (!text || !plots) return;
    document.head.append(Object.assign(element("link"), { rel: "stylesheet", href: plots.style }));
    const coming = import(new URL(plots.module, location.href).href); // without an origin this script has no base
    ZoneMap.tellMissing("no-tools", coming);
    const module = await coming;
    await module.showPlots(zone, text, { ...site.messages, ...plots.messages });
  };

  /* In a small frame a part is a line, its name and its area, until that is pressed: the map has the rest. */
  const sheet = find(".sheet");
  const unfold = Object.assign(element("button", "unfold"), { type: "button", hidden: true });
  sheet.classList.add("foldable");
  sheet.prepend(unfold);
  /** @param {ZoneMap.Layer} zone */
  const foldPart = ({ map, data: { messages } }) => {
    /** @param {boolean} isOpen */
    const fold = (isOpen) => {
      sheet.classList.toggle("unfolded", isOpen);
      unfold.setAttribute("aria-expanded", String(isOpen));
      unfold.setAttribute("aria-label", messages[isOpen ? "full" : "peek"]);
      sheet.scrollTop = 0;
    };
    unfold.addEventListener("click", () => {
      fold(!sheet.classList.contains("unfolded"));
      map.fire("zone:free");
    });
    unfold.hidden = false;
    fold(false);
  };

  /**
   * A legend beside a panel can leave too little of the map: it is folded for as long.
   * @param {ZoneMap.Layer} zone
   */
  const foldLegend = ({ map }) => {
    const legend = document.querySelector(".legend:not(.backgrounds)");
    const panel = find(".detail");
    if (!(legend instanceof HTMLDetailsElement)) return;
    let isFolded = false;
    const follow = () => {
      const room = map.getSize().x * LEAST_FREE;
      const [left, right] = [legend, panel].map((each) => each.getBoundingClientRect());
      const isTight = right.width > 0 && right.left - left.right < room;
      if (isTight && legend.open) {
        legend.open = false;
        isFolded = true;
      } else if (isFolded && !right.width) {
        legend.open = !("tight" in legend.dataset);
        isFolded = false;
      }
    };
    new ResizeObserver(follow).observe(panel);
  };

  tellHeight();
  container.addEventListener("zone:ready", () => {
    const { zone } = container;
    if (!zone) return;
    leaveGestures(zone.map);
    foldPart(zone);
    foldLegend(zone);
    showPlots(zone);
    window.addEventListener("hashchange", () => zone.showAddress(location.hash));
  });
})();
