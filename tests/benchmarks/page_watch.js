/* In every page that is compared, before its own scripts: when its outlines are painted and when a
   click on one is answered, how long it blocks, how much it shifts. */
((isPressed) => {
  if (!location.protocol.startsWith("http")) return;
  const found = { painted_ms: null, first_paint_ms: null, clickable_ms: null, blocking_ms: 0, shift: 0 };
  window.found = found;
  const OUTLINES = 8;
  const listOutlines = () =>
    [...document.querySelectorAll("path.part, path.leaflet-interactive")].filter((path) => {
      const box = path.getBoundingClientRect();
      return box.width > 2 && box.height > 2 && path.checkVisibility({ visibilityProperty: true });
    });

  /* A message that is sent from a frame's callback arrives once that frame is drawn. */
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    found.painted_ms ??= performance.now();
  };
  const look = () => {
    if (listOutlines().length >= OUTLINES) port2.postMessage(null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const press = () => {
    for (const path of listOutlines()) {
      const box = path.getBoundingClientRect();
      const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
      if (document.elementFromPoint(at.clientX, at.clientY) !== path) continue;
      for (const kind of ["mousedown", "mouseup", "click"]) {
        path.dispatchEvent(new MouseEvent(kind, { ...at, bubbles: true, cancelable: true, view: window }));
      }
      return;
    }
  };
  /* Ours answers with the panel of the part, the others with a tooltip. */
  const isAnswered = () => document.querySelector(".detail:not([hidden]), body:not(.page) .leaflet-tooltip");
  const ask = () => {
    if (found.painted_ms !== null) press();
    if (isAnswered()) found.clickable_ms = performance.now();
    else setTimeout(ask, 8);
  };
  if (isPressed) ask();

  /** @param {string} type @param {(entry: PerformanceEntry) => void} add */
  const observe = (type, add) =>
    new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true });
  observe("longtask", ({ duration }) => {
    found.blocking_ms += duration - 50;
  });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") found.first_paint_ms = startTime;
  });
  observe("layout-shift", ({ value }) => {
    found.shift += value;
  });
})
