/* The tool that draws and measures on the map: sites, lines and plots, by mouse, touch and keyboard. */
import { say, warn } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";
import { takePoints } from "../../tools/crosshair.js";
import { DrawCard } from "./draw_card.js";
import { DrawMap } from "./draw_map.js";
import { Drawing } from "./drawing.js";
import { MOST } from "./handles.js";

/** @typedef {Served.Point} Point */
/** @typedef {import("./sketch.js").Sketch} Sketch */

export class DrawTool {
  /** @type {Point | null} */
  #ahead = null;
  /** @type {(() => void) | null} */
  #stopAiming = null;
  /** @type {number | null} */
  #chosen = null;
  #note = "";
  #gone = "";

  /** @param {import("../../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.drawing = new Drawing(app);
    this.onMap = new DrawMap(app, {
      preview: (points) => this.#preview(points),
      move: (n, point) => this.#change((sketch) => sketch.move(n, point)),
      insert: (n, point) => this.#change((sketch) => sketch.insert(n, point), n),
      remove: (n) => this.#change((sketch) => sketch.remove(n)),
      press: (n) => this.#press(n),
    });
    this.card = new DrawCard(app.site.messages, {
      become: (kind) => this.#become(kind),
      rename: (name) => this.drawing.rename(name),
      edit: (id) => this.#edit(id),
      act: (name) => this.#acts[name](),
    });
    this.drawing.addEventListener("change", () => this.#show());
    app.map.on("moveend", () => this.#showHandles());
    this.tool = app.toolbar.add({
      name: "measure",
      start: () => this.#start(),
      stop: () => this.#endAiming(),
      clear: () => this.drawing.clearAll(),
      escape: () => this.#escape(),
    });
    this.#show();
  }

  /** @type {Record<import("./draw_card.js").Act, () => unknown>} */
  #acts = {
    undo: () => this.step("undo"),
    redo: () => this.step("redo"),
    finish: () => this.#finish(),
    cancel: () => this.#cancel(),
    continue: () => this.#aim(),
    another: () => this.#become(this.drawing.sketch.kind),
    delete: () => this.#takeAway(fill(this.app.site.messages.drawDeleted, { name: this.drawing.name ?? "" })),
    deletePoint: () => this.#change((sketch) => sketch.remove(this.#chosen ?? sketch.points.length)),
    link: () => this.#copyLink(),
    clear: () => this.#takeAway(this.app.site.messages.drawCleared, () => this.drawing.clearAll()),
  };

  get isActive() {
    return this.app.toolbar.active === this.tool;
  }

  /**
   * Show what the address has.
   * @param {"line" | "area"} kind
   * @param {string | null} text
   */
  restore(kind, text) {
    if (!this.drawing.restore(kind, text)) return;
    const { points } = this.drawing.sketch;
    if (points.length) this.app.toolbar.use(this.tool);
    this.#endAiming();
    if (points.length) this.app.zone.uncover(this.onMap.boundsOf(points));
    else if (this.isActive) {
      this.#aim(); // somebody went back past the first point, and goes on drawing
      say(this.drawing.sentence);
    }
  }

  /** @param {import("./sketch.js").State} state Of one that was not finished. */
  resume(state) {
    this.drawing.resume(state);
    this.app.toolbar.use(this.tool);
  }

  /** Know what was drawn before. */
  connect() {
    this.drawing.connect().catch(() => warn(this.app.site.messages.toolFailed));
  }

  #start() {
    if (!this.app.url.isRestoring) this.connect();
    if (this.drawing.sketch.points.length) this.#show();
    else this.#aim();
  }

  /**
   * @param {(sketch: Sketch) => void} act
   * @param {number | null} [chosen]
   */
  #change(act, chosen = null) {
    this.drawing.change(act);
    this.#chosen = chosen;
    this.#show();
    say(this.drawing.sentence);
  }

  /** @param {"undo" | "redo"} way */
  step(way) {
    [this.#chosen, this.#gone] = [null, ""];
    this.drawing[way]();
    say(this.drawing.sentence);
  }

  /** @param {number} n */
  #press(n) {
    const { kind, points, isValid } = this.drawing.sketch;
    const isEnd = kind === "area" ? n === 0 : n === points.length - 1;
    if (this.#stopAiming && isEnd && isValid) return void this.#finish();
    this.#chosen = this.#chosen === n ? null : n;
    this.#show();
  }

  /** @param {import("./sketch.js").Kind} kind */
  #become(kind) {
    const { sketch, id } = this.drawing;
    this.#gone = "";
    if (id !== null || sketch.isBlank) this.drawing.begin(kind);
    else this.drawing.change((each) => each.become(kind));
    this.#aim();
  }

  /** @param {number} id */
  #edit(id) {
    this.#endAiming();
    if (this.drawing.edit(id)) this.app.zone.uncover(this.onMap.boundsOf(this.drawing.sketch.points));
  }

  #aim() {
    this.#chosen = null;
    this.#stopAiming ??= takePoints(this.app, {
      point: (at) => this.#take(at),
      move: (at) => {
        const { kind, points } = this.drawing.sketch;
        this.#ahead = points.length && kind !== "site" ? at : null;
        if (!this.onMap.handles.isDragging) this.#show();
      },
      undo: () => this.step("undo"),
    });
    this.#show();
  }

  #endAiming() {
    this.#stopAiming?.();
    [this.#stopAiming, this.#ahead, this.#chosen, this.#note] = [null, null, null, ""];
    this.#show();
  }

  /** @param {Point} at The same point again ends it. */
  #take(at) {
    this.#ahead = null;
    const isNew = this.drawing.append(at);
    if (!isNew) this.#finish();
    else if (this.drawing.sketch.kind === "site") this.#join();
    else say(this.drawing.sentence);
  }

  async #join() {
    const name = await this.drawing.finish().catch(() => null);
    if (name !== null) say(fill(this.app.site.messages.drawnJoined, { name, result: this.drawing.result }));
  }

  async #finish() {
    if (!this.drawing.sketch.isValid) return;
    this.#endAiming();
    await this.#join();
    this.card.focus("another");
  }

  /** @param {string} said What the card says in the place of measures. */
  #takeAway(said, clear = () => this.drawing.change((sketch) => sketch.clear())) {
    clear();
    this.#gone = said;
    this.#show();
    say(said);
    this.card.focus("undo");
  }

  #cancel() {
    this.#takeAway(this.app.site.messages.drawCancelled);
    this.#aim();
  }

  #escape() {
    const isUnfinished = this.#stopAiming && this.drawing.sketch.points.length && this.drawing.name === null;
    if (this.#chosen !== null) {
      this.#chosen = null;
      this.#show();
      return true;
    }
    if (isUnfinished) this.#cancel();
    return Boolean(isUnfinished);
  }

  async #copyLink() {
    this.#note = (await this.app.keeping?.copyLink()) ?? "";
    this.#show();
  }

  #showHandles() {
    const { kind, points } = this.drawing.sketch;
    const isAiming = this.#stopAiming !== null;
    if (this.isActive && points.length > MOST) this.onMap.showHandles({ kind, points, isAiming, chosen: this.#chosen });
  }

  #show() {
    const { sketch, id, drawn } = this.drawing;
    const [isAiming, chosen, ahead] = [this.#stopAiming !== null, this.#chosen, this.#ahead];
    this.app.toolbar.setMarked("measure", sketch.points.length > 0 || drawn.length > 0);
    this.onMap.show({ sketch, hasJoined: id !== null, isActive: this.isActive, isAiming, ahead, chosen });
    this.#showCard(ahead ? [...sketch.points, ahead] : sketch.points);
  }

  /** @param {Point[]} points While one of them is dragged. */
  #preview(points) {
    this.onMap.drawMarks(this.drawing.sketch.kind, points);
    this.#showCard(points);
  }

  /** @param {Point[]} points */
  #showCard(points) {
    if (points.length) this.#gone = "";
    this.card.show({
      ...this.drawing.look,
      canLink: this.app.keeping !== undefined,
      ...this.drawing.describe(points),
      ...(this.#gone && { texts: ["", this.#gone] }),
      isAiming: this.#stopAiming !== null,
      chosen: this.#chosen,
      note: this.#note,
    });
  }
}
