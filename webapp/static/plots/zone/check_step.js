/* What was found, repaired and changed, each with its place on the map; and the file to download. */
import { element, isPhone, say, setSheet } from "../../lib/dom.js";
import { saveFile } from "../../lib/download.js";
import { fill, formatArea } from "../../lib/format.js";
import { makeReport } from "../adding/report.js";
import { button } from "../panel/controls.js";
import { groupAlike, nameZone, tellInWords, writeBoundaries } from "./edits.js";
import { kindsOf, nameFieldsOf, placementsOf, titlesOf } from "./fields_step.js";
import { makePages } from "./pages.js";

/** @typedef {import("./zone_draft.js").ZoneDraft} ZoneDraft */
/** @typedef {import("./zone_map.js").ZoneMapMarks} Marks */
/**
 * @typedef {object} Entry
 * @property {string} badge
 * @property {string} className
 * @property {string} title
 * @property {string} detail
 * @property {(() => void) | null} show
 */

const PAGE = 30;

/**
 * A sentence, with what is in backquotes as code.
 * @param {string} text
 */
const withCode = (text) => text.split("\x60").map((each, n) => (n % 2 ? element("code", "", each) : each));

/** @param {Entry} entry */
const makeEntry = ({ badge, className, title, detail, show }) => {
  const line = element("li", className);
  const text = show ? button("zone-entry", "", show) : element("div", "zone-entry");
  const words = element("span");
  words.dir = "auto";
  words.append(...withCode(title));
  if (detail) {
    const more = element("small", "quiet");
    more.append(...withCode(detail));
    words.append(more);
  }
  text.append(element("span", "zone-badge", badge), words);
  line.append(text);
  return line;
};

/**
 * @template T
 * @param {string} title
 * @param {T[]} items
 * @param {(item: T, n: number) => Entry} describe
 * @param {ZoneDraft} draft
 * @param {(some: T[], first: number) => void} [after]
 */
const makeList = (title, items, describe, draft, after = () => {}) => {
  const { messages } = draft.bench.page;
  const box = element("section", "zone-list");
  const list = element("ol");
  box.append(element("h3", "", `${title} (${items.length})`));
  const pages = makePages(items, PAGE, messages, (some, first) => {
    list.replaceChildren(...some.map((each, n) => makeEntry(describe(each, first + n))));
    after(some, first);
  });
  box.append(list, pages);
  return box;
};

/** @param {() => void} act */
const onMap = (act) => () => {
  if (isPhone()) setSheet("half");
  act();
};

/**
 * The findings, those that read the same as one; a press goes to the place of one after the other.
 * @param {ZoneDraft} draft
 * @param {Served.MadeBoundaries} answer
 * @param {Marks} marks
 */
const listFindings = (draft, { findings }, marks) => {
  const { messages } = draft.bench.page;
  if (!findings.length) return element("p", "", messages.zoneNoFindings);
  const words = wordsOf(messages);
  const groups = groupAlike(findings, ({ severity, sentence, fix }) => [severity, sentence, fix].join("\n"));
  return makeList(
    messages.zoneFindings,
    groups,
    (group, n) => {
      const [{ severity, label, part_name: part, sentence, fix }] = group;
      const places = group.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [{ lon, lat }]));
      let next = 0;
      const show = () => {
        const { lon, lat } = places[next];
        next = (next + 1) % places.length;
        marks.goTo([lat, lon]);
      };
      const parts = group.map((each) => each.part_name).filter(Boolean);
      const said = tellInWords(sentence, words);
      return {
        badge: String(n + 1),
        className: severity,
        title:
          group.length > 1
            ? [label, fill(messages.zoneOfParts, { count: group.length, sentence: said })].join(" · ")
            : [label, part, said].filter(Boolean).join(" · "),
        detail: [tellInWords(fix ?? "", words), group.length > 1 ? parts.join(messages.comma) : ""]
          .filter(Boolean)
          .join(" "),
        show: places.length ? onMap(show) : null,
      };
    },
    draft,
    (some, first) => marks.showFindings(some, first),
  );
};

/**
 * What fields and their values are called, for sentences that name them as files do.
 * @param {Served.Messages} messages
 * @returns {Record<string, string>}
 */
const wordsOf = (messages) => ({
  ...titlesOf(messages),
  ...Object.fromEntries([...kindsOf(messages), ...placementsOf(messages)]),
});

/**
 * @param {ZoneDraft} draft
 * @param {Served.MadeBoundaries} answer
 * @param {Marks} marks
 */
const listRepairs = (draft, { repairs }, marks) =>
  makeList(
    draft.bench.page.messages.zoneRepairs,
    repairs,
    ({ sentence, outline_before }) => ({
      badge: "↻",
      className: "repair",
      title: sentence,
      detail: "",
      show: outline_before && onMap(() => marks.showPart(outline_before)),
    }),
    draft,
  );

/**
 * @param {ZoneDraft} draft
 * @param {Served.MadeBoundaries} answer
 * @param {Marks} marks
 */
const listChanges = (draft, { changes, changed_ground }, marks) => {
  const { page } = draft.bench;
  const { messages } = page;
  const changed = changes.filter(({ status }) => status !== "unchanged");
  /** @param {Served.Change} change */
  const measure = ({ gained_m2, lost_m2 }) =>
    [
      gained_m2 ? `${messages.zoneGained} ${formatArea(gained_m2, page)}` : "",
      lost_m2 ? `${messages.zoneLost} ${formatArea(lost_m2, page)}` : "",
    ].filter(Boolean);
  const list = makeList(
    messages.zoneChanges,
    changed,
    (change) => {
      const own = page.lang.startsWith("en") ? change.name : change[`name_${page.lang.split("-")[0]}`];
      const names = [own, ...nameFieldsOf(messages).map((field) => change[/** @type {"name"} */ (field)])];
      const grounds = changed_ground.features.filter(({ properties }) => properties.part === change.id);
      return {
        badge: { added: "+", removed: "−" }[change.status] ?? "≠",
        className: change.status,
        title: [change.label, names.find(Boolean) ?? change.id].join(" · "),
        detail: measure(change).join(messages.comma),
        show: grounds.length ? onMap(() => marks.showParts(grounds.map(({ geometry }) => geometry))) : null,
      };
    },
    draft,
  );
  const legend = element("p", "zone-legend quiet");
  for (const [kind, text] of [
    ["gained", messages.zoneGained],
    ["lost", messages.zoneLost],
    ["before", messages.zoneBefore],
  ]) {
    legend.append(element("span", `zone-swatch ${kind}`), element("span", "", text));
  }
  list.querySelector("h3")?.after(legend);
  return list;
};

/**
 * @param {ZoneDraft} draft
 * @param {Served.MadeBoundaries} answer
 */
const makeSaving = (draft, answer) => {
  const { messages } = draft.bench.page;
  const box = element("section", "zone-save");
  const text = writeBoundaries(nameZone(answer.boundaries, draft.zoneNames));
  const save = button("plot-choose", fill(messages.zoneSave, { name: answer.file_name }), () => {
    saveFile(new Blob([text], { type: "application/geo+json" }), answer.file_name);
    say(messages.exported);
  });
  const placing = element("p");
  placing.append(...withCode(answer.placing));
  const errors = answer.findings.filter(({ severity }) => severity === "error").length;
  if (errors) box.append(element("p", "warning", fill(messages.zoneErrors, { count: errors })));
  box.append(save, placing);
  return box;
};

/**
 * @param {ZoneDraft} draft
 * @param {Marks} marks
 */
export const makeCheckStep = (draft, marks) => {
  const { messages } = draft.bench.page;
  const box = element("div", "zone-check");
  const { answer } = draft;
  if (!answer) return box;
  marks.showAnswer(answer);
  box.append(makeSaving(draft, answer), listFindings(draft, answer, marks));
  if (answer.repairs.length) box.append(listRepairs(draft, answer, marks));
  box.append(listChanges(draft, answer, marks));
  const words = wordsOf(messages);
  const steps = answer.steps.map((each) => tellInWords(each, words));
  const report = element("details");
  report.append(element("summary", "", messages.howRead), makeReport({ steps, leftOut: [] }, messages));
  box.append(report);
  return box;
};
