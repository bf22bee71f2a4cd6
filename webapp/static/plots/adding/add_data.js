/* Adding data: dropped on the page, chosen, or pasted; read with a bar and a way to stop, and asked about
   where something is open. */
import { find } from "../../lib/dom.js";
import { openBench } from "../workbench.js";
import { makeCard } from "./add_card.js";
import { Adding } from "./adding.js";
import { readTaken } from "./dropped.js";
import { setUpOverlay } from "./overlay.js";

/** @param {import("../../app.js").App} app */
const open = async (app) => {
  const bench = await openBench(app);
  const card = makeCard(bench);
  const adding = new Adding(bench, card);
  const tool = app.toolbar.add({
    name: "add",
    start: () => find("h2", card.section, HTMLElement).focus({ preventScroll: true }),
    stop: () => adding.leave(),
  });
  card.open = () => app.toolbar.use(tool);
  card.close = () => {
    if (app.toolbar.active === tool) app.toolbar.use(null);
  };
  card.listen((source) => adding.add(source));
  setUpOverlay(bench);
  return { adding, card };
};

/** @type {ReturnType<typeof open> | null} */
let opened = null;

/** @param {import("../../app.js").App} app */
export const setUp = (app) => {
  opened ??= open(app).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
};

/** @param {import("../../app.js").App} app */
export const openCard = async (app) => (await setUp(app)).card.open();

/** @param {import("../../app.js").App} app @param {string} id Of a layer. */
export const askOpen = async (app, id) => {
  const { adding } = await setUp(app);
  await adding.askOpen(id).catch((error) => adding.complain(error));
};

/**
 * Add what was dropped or pasted.
 * @param {import("../../app.js").App} app
 * @param {import("./dropped.js").Taken} taken
 */
export const receive = async (app, taken) => {
  const { adding, card } = await setUp(app);
  const source = await readTaken(taken).catch(() => null);
  if (source) {
    card.open();
    await adding.add(source);
  } else if (taken.files.length) adding.complain(new Error(app.site.messages.noFiles));
};
