/* The table of plots: only the rows in view are elements. One row is in the order of Tab; arrow keys,
   Page up and down, Home and End go from row to row. */
import { copyFrom } from "../../lib/clipboard.js";
import { closest } from "../../lib/dom.js";
import { makeRoom } from "./card_room.js";
import { columnsOf, sortRows } from "./columns.js";
import { keepWidths, setWidths } from "./fit_columns.js";
import { pickRows, sayPrinted } from "./rows_made.js";
import { makeFrame, makeHead, makeRow } from "./table_row.js";

/** @typedef {import("./columns.js").Column} Column */
/** @typedef {Plots.Entry} Entry */

const ROW_PX = 36; // until one has been measured
/** @param {Event} event */
const keyAt = (event) => closest(event, "[data-key]")?.dataset.key ?? null;

export class PlotTable {
  /** @type {Entry[]} */
  #rows = [];
  /** @type {Column[]} */
  #columns = [];
  /** @type {Map<number, HTMLTableRowElement>} */
  #made = new Map();
  /** @type {Map<string, number>} */
  #places = new Map();
  #current = 0;
  #rowPx = ROW_PX;
  #sort = { key: "verdict", isDescending: false };
  #asked = 0;
  #isStale = false;
  #isOnPaper = false;
  options = { datum: "wgs84", hasOwn: false };

  /** @param {import("../workbench.js").Bench} bench */
  constructor(bench) {
    this.bench = bench;
    const { store, page } = bench;
    this.frame = makeFrame(page.messages.tableOfPlots);
    for (const kind of /** @type {const} */ (["layers", "filter"])) store.on(kind, () => this.refresh());
    store.on("hover", ({ detail: { before, key } }) => {
      this.#lineOf(before)?.classList.remove("hovered");
      this.#lineOf(key)?.classList.add("hovered");
    });
    store.on("select", ({ detail }) => this.#follow(detail));
    this.#listen();
  }

  /** Show the rows of the store; once a frame, however often that is asked for. */
  refresh() {
    if (this.#isStale) return;
    this.#isStale = true;
    requestAnimationFrame(() => this.#build());
  }

  #build() {
    this.#isStale = false;
    const { store, page } = this.bench;
    const shown = store.shownEntries();
    this.#columns = columnsOf(shown, page, this.options);
    const column = this.#columns.find(({ key }) => key === this.#sort.key) ?? this.#columns[0];
    this.#rows = sortRows(shown, column, this.#sort.isDescending, page.lang);
    this.#places = new Map(this.#rows.map(({ key }, n) => [key, n]));
    this.#current = Math.min(this.#current, Math.max(0, this.#rows.length - 1));
    this.frame.table.setAttribute("aria-rowcount", String(this.#rows.length + 1));
    this.#buildHead();
    this.#empty();
    this.draw();
  }

  #buildHead() {
    const focused = closest({ target: document.activeElement }, "[data-sort]")?.dataset.sort;
    setWidths(this.frame, this.#columns);
    this.frame.head.replaceChildren(makeHead(this.#columns, this.#sort));
    const again = focused && this.frame.head.querySelector(`[data-sort="${CSS.escape(focused)}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  #empty() {
    for (const line of this.#made.values()) line.remove();
    this.#made.clear();
  }

  /** Make the rows in view and some more. */
  draw() {
    const view = this.#isOnPaper ? null : this.frame.scroller;
    const [first, end] = pickRows(this.#rows.length, this.#rowPx, view);
    for (const [n, line] of this.#made) {
      if (n >= first && n < end) continue;
      if (line.contains(document.activeElement)) this.frame.scroller.focus({ preventScroll: true });
      line.remove();
      this.#made.delete(n);
    }
    if (!this.#made.has(this.#current)) this.#turn(Math.min(Math.max(this.#current, first), Math.max(first, end - 1)));
    let next = null;
    for (let n = end - 1; n >= first; n -= 1) {
      const line = this.#made.get(n) ?? this.#make(n);
      if (line.nextSibling !== next || !line.isConnected) this.frame.body.insertBefore(line, next);
      next = line;
    }
    this.frame.before.style.height = `${first * this.#rowPx}px`;
    this.frame.after.style.height = `${(this.#rows.length - end) * this.#rowPx}px`;
    this.#measure();
  }

  /** @param {boolean} isOnPaper */
  #print(isOnPaper) {
    this.#isOnPaper = isOnPaper;
    this.frame.scroller.dataset.printed = sayPrinted(this.#rows.length, this.bench.page);
    this.draw();
  }

  #measure() {
    if (this.#isOnPaper) return;
    const [line] = this.#made.values();
    const height = line?.offsetHeight || this.#rowPx;
    if (Math.abs(height - this.#rowPx) < 0.5) return;
    this.#rowPx = height;
    this.draw();
  }

  /** @param {number} n */
  #make(n) {
    const { selected, hovered } = this.bench.store;
    const line = makeRow(this.#columns, this.#rows[n], n, { selected, hovered, isCurrent: n === this.#current });
    this.#made.set(n, line);
    return line;
  }

  /**
   * Take another row into the order of Tab.
   * @param {number} n
   */
  #turn(n) {
    for (const [at, tab] of /** @type {const} */ ([
      [this.#current, -1],
      [n, 0],
    ])) {
      const button = this.#made.get(at)?.querySelector(".plot-name");
      if (button instanceof HTMLElement) button.tabIndex = tab;
    }
    this.#current = n;
  }

  /** @param {number} n */
  #scrollTo(n) {
    const { scroller } = this.frame;
    const head = this.frame.head.offsetHeight;
    const top = n * this.#rowPx;
    const space = scroller.clientHeight - head - this.#rowPx;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top > scroller.scrollTop + space) scroller.scrollTop = top - space;
    this.draw();
  }

  /** @param {number} n */
  #focus(n) {
    this.#scrollTo(n);
    this.#turn(n);
    const button = this.#made.get(n)?.querySelector(".plot-name");
    if (button instanceof HTMLElement) button.focus({ preventScroll: true });
  }

  /** @param {string} key */
  focusRow(key) {
    const n = this.#places.get(key);
    if (n !== undefined) this.#focus(n);
  }

  /** @param {string | null} key */
  #lineOf(key) {
    return this.#made.get(this.#places.get(key ?? "") ?? -1);
  }

  /** @param {{ key: string | null, before: string | null, by: Plots.By }} detail */
  #follow({ key, before, by }) {
    this.#lineOf(before)?.removeAttribute("aria-current");
    const n = this.#places.get(key ?? "");
    if (n === undefined) return;
    if (by !== "table") this.#scrollTo(n);
    this.#turn(n);
    this.#lineOf(key)?.setAttribute("aria-current", "true");
  }

  #listen() {
    const { scroller, head, body } = this.frame;
    scroller.addEventListener(
      "scroll",
      () => {
        cancelAnimationFrame(this.#asked);
        this.#asked = requestAnimationFrame(() => this.draw());
      },
      { passive: true },
    );
    keepWidths(this.frame, () => this.#columns);
    new ResizeObserver(() => this.draw()).observe(scroller);
    this.bench.app.map.on("zone:print", () => this.#print(true)).on("zone:printed", () => this.#print(false));
    head.addEventListener("click", (event) => {
      const key = closest(event, "[data-sort]")?.dataset.sort;
      if (key === undefined) return;
      this.#sort = { key, isDescending: this.#sort.key === key && !this.#sort.isDescending };
      scroller.scrollTop = 0;
      this.#current = 0;
      this.#build();
    });
    body.addEventListener("click", (event) => this.#press(event));
    body.addEventListener("dblclick", (event) => {
      const entry = this.bench.store.entry(keyAt(event));
      if (entry) this.bench.layer.zoomTo([entry]);
    });
    body.addEventListener("mouseover", (event) => this.bench.store.hover(keyAt(event)));
    body.addEventListener("mouseleave", () => this.bench.store.hover(null));
    scroller.addEventListener("keydown", (event) => this.#step(event));
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const { store, page, layer } = this.bench;
    const button = closest(event, "[data-copy]");
    if (button) {
      const text = button.dataset.copy ?? "";
      copyFrom(button, text, { ...page.messages, copy: text });
      return;
    }
    const entry = store.entry(keyAt(event));
    if (!entry) return;
    store.select(entry.key, "table");
    makeRoom(this.bench.app);
    layer.zoomTo([entry], { isGentle: true });
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const leap = Math.max(1, Math.floor(this.frame.scroller.clientHeight / this.#rowPx) - 2);
    const last = this.#rows.length - 1;
    /** @type {Record<string, number>} */
    const targets = {
      ArrowDown: this.#current + 1,
      ArrowUp: this.#current - 1,
      PageDown: this.#current + leap,
      PageUp: this.#current - leap,
      Home: 0,
      End: last,
    };
    const to = targets[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey || closest(event, "thead")) return;
    event.preventDefault();
    if (last >= 0) this.#focus(Math.min(last, Math.max(0, to)));
  }
}
