/* The panel of what was added: beneath the map, or in the sheet of a phone. It holds the layers, the
   filters, the exports and the table. */
import { element, find, findAll, isPhone, say } from "../../lib/dom.js";
import { field, iconButton, select, setOpener, tick } from "./controls.js";
import { makeExport } from "./export.js";
import { makeFilters } from "./filters.js";
import { makeLayerList } from "./layer_list.js";
import { setUpResizer } from "./resizer.js";
import { PlotTable } from "./table.js";
import { describeShown, listCredits, listWarnings } from "./totals.js";

/** @typedef {import("../workbench.js").Bench} Bench */
/**
 * @typedef {object} Dock
 * @property {HTMLElement} section
 * @property {PlotTable} table
 * @property {boolean} opensItself Whether it does for what comes from outside, as a file or a link.
 * @property {HTMLElement[]} told Warnings that are read elsewhere, while they stand there: not said again.
 * @property {() => void} refresh
 * @property {() => void} open Show it, in the sheet of a phone too.
 * @property {(part: HTMLElement) => void} addNote Put something above the table.
 */

const WIDE = matchMedia("(min-width: 1100px)");

/**
 * @param {string} id
 * @param {HTMLElement[]} content
 */
const makeDrawer = (id, ...content) => {
  const drawer = element("div", "plot-drawer");
  drawer.id = id;
  drawer.hidden = true;
  drawer.append(...content);
  return drawer;
};

/**
 * @param {Bench} bench
 * @param {PlotTable} table
 */
const makeColumnChoice = ({ page: { messages } }, table) => {
  const datum = select(
    [
      ["wgs84", "WGS 84"],
      ["cgcs2000", "CGCS2000"],
      ["gcj02", "GCJ-02"],
    ],
    messages.datumOfInside,
  );
  datum.addEventListener("change", () => {
    table.options.datum = datum.value;
    table.refresh();
  });
  const own = tick(messages.ownColumns, false, (isChecked) => {
    table.options.hasOwn = isChecked;
    table.refresh();
  });
  return [own, field(messages.datumOfInside, datum)];
};

/**
 * The two contents of a phone's sheet.
 * @param {Bench} bench
 * @param {HTMLElement} sheet
 * @param {(isOfPlots: boolean) => void} after
 */
const makeTabs = ({ page: { messages } }, sheet, after) => {
  const tabs = element("div", "plot-tabs segments");
  tabs.setAttribute("role", "group");
  tabs.setAttribute("aria-label", messages.sheetTabs);
  const buttons = [messages.partsTab, messages.yourData].map((text) => {
    const made = element("button", "", text);
    made.type = "button";
    tabs.append(made);
    return made;
  });
  /** @param {boolean} isOfPlots */
  const turn = (isOfPlots) => {
    sheet.classList.toggle("of-plots", isOfPlots);
    for (const [n, each] of buttons.entries()) each.setAttribute("aria-pressed", String(isOfPlots === (n === 1)));
    after(isOfPlots);
  };
  for (const [n, each] of buttons.entries()) each.addEventListener("click", () => turn(n === 1));
  turn(false);
  return { tabs, turn };
};

/**
 * @param {Bench} bench
 * @returns {Dock}
 */
export const setUpDock = (bench) => {
  const { app, store, page } = bench;
  const { messages } = page;
  const sheet = find(".sheet", document, HTMLElement);
  const section = element("section", "plots");
  section.setAttribute("aria-labelledby", "plots-title");
  section.hidden = true;
  const title = element("h2", "", messages.yourData);
  title.id = "plots-title";
  title.tabIndex = -1;
  const table = new PlotTable(bench);
  const { search, form, kept } = makeFilters(bench);
  bench.filter = kept;
  const filterDrawer = makeDrawer("plots-filter", form);
  const columnDrawer = makeDrawer("plots-columns", ...makeColumnChoice(bench, table));
  const exportDrawer = makeDrawer("plots-export", makeExport(bench));
  const layers = makeLayerList(bench);
  layers.id = "plots-layers";
  /* One at a time, so that rows are left; the layers have room beside them where it is wide. */
  /** @param {HTMLElement} opened */
  const closeOthers = (opened) => {
    for (const { turn, drawer } of controls) {
      const isBeside = WIDE.matches && [opened, drawer].includes(layers);
      if (drawer !== opened && !drawer.hidden && !isBeside) turn(false);
    }
  };
  /** @type {{ made: HTMLElement, turn: (isOpen: boolean) => void, drawer: HTMLElement }[]} */
  const controls = [
    { name: "layers", text: messages.layers, drawer: layers },
    { name: "filter", text: messages.filter, drawer: filterDrawer },
    { name: "columns", text: messages.columns, drawer: columnDrawer },
    { name: "export", text: messages.export, drawer: exportDrawer },
  ].map(({ name, text, drawer }) => {
    const made = iconButton(name, text, () => {});
    made.classList.add(`opens-${name}`);
    const turn = setOpener(made, drawer, (isOpen) => {
      if (isOpen) closeOthers(drawer);
      if (isOpen) setFolded(false);
      table.draw();
    });
    return { made, turn, drawer };
  });
  form.addEventListener("filtered", () => {
    controls[1].made.classList.toggle("is-active", form.dataset.active === "true");
  });
  const tools = element("div", "plot-tools");
  const add = iconButton("add", messages.addShort, () => app.add());
  tools.append(search, ...controls.map(({ made }) => made), add);
  const header = element("header");
  const totals = element("p", "plot-totals");
  const warned = element("p", "plot-warned warning");
  const fold = iconButton("fold", "", () => setFolded(!section.classList.contains("folded")), {
    isBare: true,
    about: messages.fold,
  });
  fold.classList.add("fold");
  header.append(title, tools, fold);
  const empty = element("p", "plot-empty quiet");
  const body = element("div", "plot-body");
  const main = element("div", "plot-main");
  main.append(filterDrawer, columnDrawer, exportDrawer, table.frame.scroller, empty, totals, warned);
  body.append(layers, main);
  section.append(setUpResizer(app, section, messages), header, body);

  /** @param {boolean} isFolded */
  const setFolded = (isFolded) => {
    section.classList.toggle("folded", isFolded);
    fold.setAttribute("aria-expanded", String(!isFolded));
    for (const { turn, drawer } of isFolded ? controls.slice(1) : []) if (!drawer.hidden) turn(false);
    if (!isFolded) table.draw();
  };
  const { tabs, turn } = makeTabs(bench, sheet, (isOfPlots) => {
    if (!isOfPlots) return;
    setFolded(false); // a phone has no button that unfolds it
    if (sheet.dataset.height === "peek") app.zone.page?.setHeight("half");
  });
  const open = () => {
    const [partsTable] = findAll(".table-view:not([hidden]) .close", document, HTMLElement);
    partsTable?.click();
    setFolded(false);
    if (isPhone()) turn(true);
  };
  /** @type {Dock} */
  const dock = {
    section,
    table,
    open,
    opensItself: true,
    told: [],
    refresh: () => refresh(),
    addNote: (part) => main.prepend(part),
  };
  const refresh = () => {
    const wasHidden = section.hidden;
    section.hidden = !store.layers.length && !store.canUndo;
    tabs.hidden = section.hidden;
    sheet.classList.toggle("has-plots", !section.hidden);
    if (section.hidden) turn(false);
    empty.hidden = store.shownEntries().length > 0;
    empty.textContent = store.layers.length ? messages.noneShown : messages.noneAdded;
    totals.textContent = [describeShown(store, page), ...listCredits(store.shownEntries())].join(" · ");
    const told = dock.told.flatMap((each) => (each.isConnected ? each.textContent : []));
    warned.textContent = listWarnings(store, page)
      .filter((each) => !told.includes(each))
      .join(" ");
    warned.hidden = !warned.textContent;
    if (wasHidden !== section.hidden) {
      if (wasHidden && dock.opensItself && store.layers.some(({ origin }) => origin !== "drawn")) open();
      else setFolded(true); // the map stays as it is while somebody draws on it
      app.zone.resize();
    }
  };
  sheet.querySelector(".grip")?.after(tabs);
  tabs.hidden = true;
  sheet.append(section);
  if (!WIDE.matches) controls[0].turn(false);
  store.on("layers", refresh);
  store.on("filter", () => {
    refresh();
    say(totals.textContent ?? "");
  });
  return dock;
};
