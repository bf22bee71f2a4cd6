/* The map inside somebody else's page: it leaves the wheel and one finger to the page, takes its
   view from the address, and tells its height to the page that it was told, or could verify. */
(function () {
  "use strict";

  const VERSION = 1;
  const site = JSON.parse(document.getElementById("site-data").textContent);
  const frame = document.querySelector(".map-frame");
  const container = document.querySelector(".zone-map");

  const hint = document.createElement("p");
  hint.className = "gesture-hint";
  hint.hidden = true;
  frame.append(hint);
  let hiding;
  const say = (text) => {
    hint.textContent = text;
    hint.hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => { hint.hidden = true; }, 1400);
  };

  const gentle = (map) => {
    map.scrollWheelZoom.disable();
    container.addEventListener("wheel", (event) => {
      const meant = event.ctrlKey || event.metaKey;
      map.scrollWheelZoom[meant ? "enable" : "disable"]();
      if (meant) event.preventDefault();
      else say(site.messages.wheel);
    }, { passive: false, capture: true });
    if (!matchMedia("(pointer: coarse)").matches) return;
    map.dragging.disable();
    container.addEventListener("touchmove", (event) => {
      if (event.touches.length === 1) say(site.messages.touch);
    }, { passive: true });
  };

  /* #zoom/latitude/longitude */
  const viewFromAddress = (map) => {
    const found = /^#(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(location.hash);
    if (!found) return;
    const [zoom, lat, lon] = found.slice(1).map(Number);
    if (Math.abs(lat) <= 85 && Math.abs(lon) <= 540) map.setView([lat, lon], Math.min(zoom, 18), { animate: false });
  };

  /* { type: "zonemap:height", version: 1, height }: never to an origin that is not known. Who asks
     may ask before the map is there: what it is told does not depend on the map. */
  const tellHeight = () => {
    if (window.parent === window) return;
    let origin = site.parent;
    const tell = () => {
      if (!origin || !innerWidth) return; // not laid out yet: a resize follows
      const detail = document.querySelector(".detail:not([hidden])");
      const stacked = detail && matchMedia("(max-width: 719px)").matches ? 260 : 0;
      const height = Math.round(Math.min(720, Math.max(320, innerWidth * 0.68)) + stacked);
      window.parent.postMessage({ type: "zonemap:height", version: VERSION, height }, origin);
    };
    window.addEventListener("message", (event) => {
      const { data } = event;
      if (event.source !== window.parent || data?.type !== "zonemap:hello" || data.version !== VERSION) return;
      const embedder = document.referrer && new URL(document.referrer).origin;
      if (!site.parent && event.origin === embedder) origin = embedder;
      if (event.origin === origin) tell();
    });
    window.addEventListener("resize", tell);
    tell();
    new ResizeObserver(tell).observe(document.querySelector(".detail"));
  };

  tellHeight();
  container.addEventListener("zone:ready", () => {
    const map = container.zone._map;
    gentle(map);
    viewFromAddress(map);
    window.addEventListener("hashchange", () => viewFromAddress(map));
  });
})();
