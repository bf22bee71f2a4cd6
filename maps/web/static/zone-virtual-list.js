/* The list of thousands of parts: only the rows in view are elements. One row is in the order of
   Tab; arrow keys, Page up and down, Home and End go from row to row, to every part. */
(() => {
  "use strict";

  const { closest, element, find, named, token } = ZoneMap.dom;
  const SPARE_ROWS = 12;
  const ROW_PX = 58; // until one has been measured

  /**
   * @param {ZoneMap.Part} part
   * @param {string} address
   */
  const makeLink = (part, address) => {
    const link = element("a", "entry");
    link.href = address;
    link.dataset.part = part.id;
    const name = element("span", "entry-name");
    name.append(named("bdi", "", part.name, part.nameLang));
    const measure = element("span", "entry-measure", `${part.area} `);
    measure.append(
      element("span", "visually-hidden", `${part.kindLabel} `),
      element("span", "entry-kind", part.areaKind),
    );
    const swatch = element("span", `swatch kind-${token(part.kind)} placement-${token(part.placement)}`);
    swatch.setAttribute("aria-hidden", "true");
    link.append(swatch, name, measure);
    return link;
  };

  ZoneMap.setUpVirtualList = (page) => {
    const {
      zone,
      data: { parts, address },
    } = page;
    const list = find(".windowed > ul");
    const section = find(".windowed");
    const scrollers = [section, page.sheet];
    const places = new Map(parts.map(({ id }, n) => [id, n]));
    /** @type {Map<number, { line: HTMLElement, link: HTMLElement }>} */
    const rows = new Map();
    const first = list.firstElementChild;
    const rowPx = (first instanceof HTMLElement && first.offsetHeight) || ROW_PX;
    let current = 0;

    /** @param {number} n */
    const make = (n) => {
      const part = parts[n];
      const link = makeLink(part, address.part ? page.partAddress(part.id) : `#part=${encodeURIComponent(part.id)}`);
      link.tabIndex = n === current ? 0 : -1;
      if (part.id === zone.selected) link.setAttribute("aria-current", "true");
      const line = element("li");
      line.setAttribute("aria-setsize", String(parts.length));
      line.setAttribute("aria-posinset", String(n + 1));
      line.style.top = `${n * rowPx}px`;
      line.style.paddingInlineStart = `${part.depth}rem`;
      line.append(link);
      page.entries.set(part.id, link);
      const [next] = [...rows.keys()].filter((m) => m > n).sort((a, b) => a - b);
      list.insertBefore(line, rows.get(next)?.line ?? null);
      const row = { line, link };
      rows.set(n, row);
      return row;
    };
    /** @param {number} n */
    const rowAt = (n) => rows.get(n) ?? make(n);

    /* Make the rows in view and some more; keep the one in the order of Tab. */
    const draw = () => {
      const box = list.getBoundingClientRect();
      const frames = scrollers.map((each) => each.getBoundingClientRect());
      const top = Math.max(...frames.map((each) => each.top));
      const bottom = Math.min(innerHeight, ...frames.filter(({ height }) => height).map((each) => each.bottom));
      const from = Math.max(0, Math.floor((top - box.top) / rowPx) - SPARE_ROWS);
      const to = Math.min(parts.length - 1, Math.ceil((bottom - box.top) / rowPx) + SPARE_ROWS);
      for (const [n, { line }] of rows) {
        if ((n >= from && n <= to) || n === current) continue;
        line.remove();
        rows.delete(n);
        page.entries.delete(parts[n].id);
      }
      rowAt(current);
      for (let n = from; n <= to; n += 1) rowAt(n);
    };

    /** @param {number} n */
    const turn = (n) => {
      const before = rows.get(current);
      if (before) before.link.tabIndex = -1;
      current = n;
      const { link } = rowAt(n);
      link.tabIndex = 0;
      link.scrollIntoView({ block: "nearest" });
      draw();
      return link;
    };

    list.addEventListener("keydown", (event) => {
      const leap = Math.max(1, Math.floor(section.clientHeight / rowPx) - 2);
      /** @type {Record<string, number>} */
      const targets = {
        ArrowDown: current + 1,
        ArrowUp: current - 1,
        PageDown: current + leap,
        PageUp: current - leap,
        Home: 0,
        End: parts.length - 1,
      };
      const to = targets[event.key];
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      turn(Math.min(parts.length - 1, Math.max(0, to))).focus({ preventScroll: true });
    });
    list.addEventListener("focusin", (event) => {
      const n = places.get(closest(event, "[data-part]")?.dataset.part ?? "");
      if (n !== undefined && n !== current) turn(n);
    });
    let asked = 0;
    const later = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(draw);
    };
    for (const each of scrollers) each.addEventListener("scroll", later, { passive: true });
    for (const each of [page.sheet, section]) new ResizeObserver(later).observe(each);
    list.replaceChildren();
    list.style.height = `${parts.length * rowPx}px`;
    page.entries.clear();
    draw();
    page.entry = (id) => {
      const n = places.get(id);
      return n === undefined ? null : turn(n);
    };
  };
})();
