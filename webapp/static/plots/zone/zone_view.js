/* "Use as boundaries": an added layer becomes the zone's boundaries in three steps, in place of the table. */
import { addStyle, element, isPhone, say, setSheet, showWritten } from "../../lib/dom.js";
import { button, select, setOptions } from "../panel/controls.js";
import { makeCheckStep } from "./check_step.js";
import { makeFieldsStep } from "./fields_step.js";
import { makePartsStep } from "./parts_step.js";
import { countOutlines, ZoneDraft } from "./zone_draft.js";
import { ZoneMapMarks } from "./zone_map.js";

/** @typedef {import("../workbench.js").Bench} Bench */

const STEPS = 3;

/** @param {Bench} bench */
const usable = ({ store }) => store.layers.filter((each) => countOutlines(each) > 0);

export class ZoneView {
  /** @type {Map<string, ZoneDraft>} */
  #drafts = new Map();
  /** @type {ZoneDraft | null} */
  #draft = null;
  #body = element("div", "zone-body");
  #said = element("div", "zone-said");

  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
    const { messages } = bench.page;
    this.marks = new ZoneMapMarks(bench);
    this.section = element("section", "zone-view");
    this.section.setAttribute("aria-labelledby", "zone-title");
    this.title = Object.assign(element("h2", "", messages.zoneUse), { id: "zone-title", tabIndex: -1 });
    this.layers = select([], messages.zoneLayer);
    this.layers.addEventListener("change", () => this.#take(this.layers.value));
    this.steps = [messages.zoneFields, messages.parts, messages.zoneCheck].map((text, n) =>
      button("zone-step", `${n + 1} ${text}`, () => this.#go(n)),
    );
    this.back = button("plot-button", messages.zoneBack, () => this.#go((this.#draft?.step ?? 0) - 1));
    this.next = button("plot-choose", messages.zoneNext, () => this.#go((this.#draft?.step ?? 0) + 1));
    this.#said.setAttribute("aria-live", "polite");
    this.section.append(this.#makeHead(), this.#said, this.#body, this.#makeFoot());
    this.section.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
    this.section.hidden = true;
    bench.dock.section.append(this.section);
    bench.store.on("layers", () => this.#followStore());
  }

  #makeHead() {
    const head = element("div", "zone-head");
    const list = element("div", "zone-steps");
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", this.bench.page.messages.zoneSteps);
    list.append(...this.steps);
    const close = button("plot-button bare zone-close", "×", () => this.close());
    close.setAttribute("aria-label", this.bench.app.site.messages.close);
    head.append(this.title, this.layers, list, close);
    return head;
  }

  #makeFoot() {
    const foot = element("div", "zone-foot");
    foot.append(this.back, this.next);
    return foot;
  }

  open() {
    const { app, dock } = this.bench;
    app.toolbar.use(null); // its card lies over the map
    dock.open();
    if (isPhone()) setSheet("full");
    dock.section.classList.add("of-zone");
    this.section.hidden = false;
    this.marks.open();
    this.#offerLayers();
    this.#take(this.layers.value);
    this.bench.app.zone.resize();
    this.title.focus({ preventScroll: true });
  }

  close() {
    if (this.section.hidden) return;
    this.section.hidden = true;
    this.#draft = null;
    this.marks.close();
    const { dock, app } = this.bench;
    dock.section.classList.remove("of-zone");
    dock.table.draw();
    app.zone.resize();
    const opener = dock.section.querySelector(".opens-zone");
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  }

  #offerLayers() {
    const layers = usable(this.bench);
    setOptions(
      this.layers,
      layers.map(({ id, name }) => [id, name]),
    );
    return layers.length > 0;
  }

  #followStore() {
    for (const id of this.#drafts.keys()) if (!this.bench.store.layer(id)) this.#drafts.delete(id);
    if (this.section.hidden) return;
    if (!this.#offerLayers()) this.close();
    else if (this.layers.value !== this.#draft?.id) this.#take(this.layers.value);
  }

  /** @param {string} id */
  #take(id) {
    let draft = this.#drafts.get(id);
    if (!draft) {
      draft = new ZoneDraft(this.bench, id);
      const made = draft;
      draft.addEventListener("change", () => {
        if (made === this.#draft) this.#paint();
      });
      this.#drafts.set(id, draft);
    }
    this.#draft = draft;
    this.#body.replaceChildren();
    this.marks.clear();
    draft.refresh();
    this.#paint();
  }

  /** @param {number} step */
  async #go(step) {
    const draft = this.#draft;
    if (!draft || step < 0 || step >= STEPS) return;
    await draft.refresh();
    if (draft !== this.#draft) return;
    if (!draft.error || step < draft.step) draft.step = step;
    this.#paint();
    this.steps[draft.step].focus({ preventScroll: true });
    if (draft.error) return;
    say(this.steps[draft.step].textContent ?? "");
    if (draft.step === STEPS - 1 && draft.answer && !isPhone()) this.marks.fit(draft.answer);
  }

  #paint() {
    const draft = this.#draft;
    if (!draft) return;
    const { messages } = this.bench.page;
    for (const [n, each] of this.steps.entries()) {
      if (n === draft.step) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    }
    this.section.setAttribute("aria-busy", String(draft.isBusy));
    this.#said.replaceChildren();
    if (draft.isBusy) this.#said.append(element("p", "quiet", messages.zoneChecking));
    else if (draft.error) this.#complain(draft);
    this.back.hidden = draft.step === 0;
    this.next.hidden = draft.step === STEPS - 1;
    if (draft.isBusy) return;
    this.marks.clear();
    this.marks.mark(null);
    const makers = [makeFieldsStep, makePartsStep, makeCheckStep];
    this.#body.replaceChildren(makers[draft.step](draft, this.marks));
  }

  /** @param {ZoneDraft} draft */
  #complain(draft) {
    const { messages } = this.bench.page;
    const text = element("p", "warning", draft.error);
    text.append(" ", messages.zoneKept);
    this.#said.append(
      text,
      button("plot-button", messages.zoneRetry, () => draft.refresh()),
    );
    showWritten(text);
  }
}

/** @type {ZoneView | null} */
let view = null;

/** @param {Bench} bench */
export const openZoneView = async (bench) => {
  if (!view) await addStyle(new URL("./zone.css", import.meta.url).href);
  view ??= new ZoneView(bench);
  view.open();
};
