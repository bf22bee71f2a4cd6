/* The list of thousands of parts: only the rows in view are elements. One row is in the order of
   Tab; arrow keys, Page up and down, Home and End go from row to row, to every part. */
(function () {
  "use strict";

  const { element, named, token } = L.zoneText;
  const SPARE_ROWS = 12;

  L.zoneList = (page) => {
    const { zone, data: { parts, address } } = page;
    const list = document.querySelector(".windowed > ul");
    const scrollers = [list.closest(".list"), page.sheet];
    const places = new Map(parts.map(({ id }, n) => [id, n]));
    const rows = new Map();
    let current = 0;
    const row = list.firstElementChild?.offsetHeight || 58;

    const make = (n) => {
      const part = parts[n];
      const link = element("a", "entry");
      link.href = address.part ? page.partAddress(part.id) : `#part=${encodeURIComponent(part.id)}`;
      link.dataset.part = part.id;
      const name = element("span", "entry-name");
      name.append(named("bdi", "", part.name, part.nameLang));
      const measure = element("span", "entry-measure", `${part.area} `);
      measure.append(element("span", "entry-kind", `${part.kindLabel} · ${part.areaKind}`));
      const swatch = element("span", `swatch kind-${token(part.kind)} placement-${token(part.placement)}`);
      swatch.setAttribute("aria-hidden", "true");
      link.append(swatch, name, measure);
      link.tabIndex = n === current ? 0 : -1;
      if (part.id === zone.selected) link.setAttribute("aria-current", "true");
      const line = element("li");
      line.setAttribute("aria-setsize", parts.length);
      line.setAttribute("aria-posinset", n + 1);
      line.style.top = `${n * row}px`;
      line.style.paddingInlineStart = `${part.depth}rem`;
      line.append(link);
      page.entries.set(part.id, link);
      rows.set(n, line);
      list.insertBefore(line, [...rows].filter(([m]) => m > n).sort(([a], [b]) => a - b)[0]?.[1] ?? null);
    };

    /* Make the rows in view and some more; keep the one in the order of Tab. */
    const draw = () => {
      const box = list.getBoundingClientRect();
      const tops = scrollers.map((each) => each.getBoundingClientRect());
      const top = Math.max(...tops.map((each) => each.top));
      const bottom = Math.min(innerHeight, ...tops.filter((each) => each.height).map((each) => each.bottom));
      const first = Math.max(0, Math.floor((top - box.top) / row) - SPARE_ROWS);
      const last = Math.min(parts.length - 1, Math.ceil((bottom - box.top) / row) + SPARE_ROWS);
      for (const [n, line] of rows) {
        if ((n >= first && n <= last) || n === current) continue;
        line.remove();
        rows.delete(n);
        page.entries.delete(parts[n].id);
      }
      for (const n of [current, ...Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => first + k)]) if (!rows.has(n)) make(n);
    };

    const turn = (n) => {
      const before = rows.get(current)?.firstElementChild;
      if (before) before.tabIndex = -1;
      current = n;
      if (!rows.has(n)) make(n);
      const link = rows.get(n).firstElementChild;
      link.tabIndex = 0;
      link.scrollIntoView({ block: "nearest" });
      draw();
      return link;
    };

    list.addEventListener("keydown", (event) => {
      const leap = Math.max(1, Math.floor(list.closest(".list").clientHeight / row) - 2);
      const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + leap, PageUp: current - leap, Home: 0, End: parts.length - 1 }[event.key];
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      turn(Math.min(parts.length - 1, Math.max(0, to))).focus({ preventScroll: true });
    });
    list.addEventListener("focusin", ({ target }) => {
      const n = places.get(target.dataset.part);
      if (n !== undefined && n !== current) turn(n);
    });
    let asked = 0;
    const later = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(draw);
    };
    for (const each of scrollers) each.addEventListener("scroll", later, { passive: true });
    new ResizeObserver(later).observe(page.sheet);
    new ResizeObserver(later).observe(list.closest(".list"));
    list.replaceChildren();
    list.style.height = `${parts.length * row}px`;
    page.entries.clear();
    draw();
    page.entry = (id) => (places.has(id) ? turn(places.get(id)) : null);
  };
})();
