"""Reports on the quality of boundaries, and on the changes between two versions."""

from collections.abc import Sequence
from typing import Any

from shapely.geometry.base import BaseGeometry as Geometry

from geo.diff import PartChange
from geo.errors import Phrase
from geo.fields.languages import field_names
from geo.quality import COLUMNS, SEVERITIES, Dataset, Finding, to_row
from geo.quality.dataset import is_in_range
from geo.quality.position_key import PositionKey, ShownKey
from geo.zone import Zone
from maps import formatting
from maps.content.vocabulary import severity_label, status_label
from maps.documents.grouped_findings import group_findings
from maps.i18n import get_translator, localize_field, translate_phrase, translate_value
from maps.svg.viewbox import ViewBox, fit_box
from maps.templating import get_environment

_LABEL_SPACING = 40  # units of the sketch, which is 800 wide


def make_quality_view(findings: Sequence[Finding], dataset: Dataset, lang: str) -> dict[str, Any]:
    """Return what the macro `quality` of `_quality.html` shows; what many parts lack, once."""
    findings = group_findings(findings, dataset)
    drawn = [item for item in dataset.drawn_items if is_in_range(item.shape)]
    box = fit_box([item.shape for item in drawn])
    return {
        "counts": [
            (word, severity_label(word, lang), sum(p.severity == word for p in findings))
            for word in SEVERITIES
        ],
        "findings": [
            _make_finding(n, p, box, lang) | {"part_name": name_part(dataset, p, lang)}
            for n, p in enumerate(findings, 1)
        ],
        "height": f"{box.height:.1f}",
        "outlines": [
            _draw_outline(box, item.shape, item.fields.get("placement", "schematic"))
            for item in drawn
        ],
        "sha256": dataset.sha256,
    }


def _draw_outline(box: ViewBox, shape: Geometry, placement: str = "") -> dict[str, str]:
    return {"path": box.path(shape), "placement": placement}


def make_quality_rows(findings: Sequence[Finding], lang: str) -> list[dict[str, Any]]:
    """Return the findings as flat rows with `geo.quality.COLUMNS`, texts in `lang`."""
    return [to_row(each) | _translate_finding(each, lang) for each in findings]


def make_quality_table(
    findings: Sequence[Finding], dataset: Dataset, lang: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the findings as rows for a reader, words for codes, and the headings, in `lang`.

    A part is called by its name, by its id only where that is needed. What many parts lack is said
    once.
    """
    _, findings = get_translator(lang), group_findings(findings, dataset)
    headings = {
        "rule": _("Rule"), "severity": _("Severity"), "part": _("Part"), "sentence": _("Finding"),
        "lon": _("Longitude"), "lat": _("Latitude"), "fix": _("What to do"),
    }  # fmt: skip
    rows = [
        to_row(each)
        | _translate_finding(each, lang)
        | {"rule": rule_label(each.rule, lang), "severity": severity_label(each.severity, lang)}
        | {"part": name_part(dataset, each, lang) or None}
        for each in findings
    ]
    table = [{headings[name]: row[name] for name in COLUMNS} for row in rows]
    return table, [headings[name] for name in COLUMNS]


def map_item_names(dataset: Dataset, lang: str) -> dict[str, dict[str, str | None]]:
    """Return the fields with names, None where not known, by what findings call the features."""
    return {
        show_part(item.key, lang): {field: item.fields.get(field) for field in field_names("name")}
        for item in reversed(dataset.items)
        if not isinstance(item.key, PositionKey)
    }


def name_part(dataset: Dataset, finding: Finding, lang: str) -> str:
    """Return what the part of a finding is called in `lang`; empty for the whole zone.

    Of several parts it is a list.
    """
    if "parts" in finding.values:
        return str(translate_value(finding.values["parts"], lang))
    label = dataset.labels.find(finding.part) if finding.part else None
    if label is None:
        return show_part(finding.part or "", lang)
    return str(translate_value(label, lang))


def show_part(part: str, lang: str) -> str:
    """Return the id of a finding's part, with its position where others have that id too."""
    return translate_phrase(part.phrase, lang) if isinstance(part, ShownKey) else part


def rule_label(rule: str, lang: str) -> str:
    """Return what a rule is called; in English it is its key."""
    return get_translator(lang)(rule)


def _translate_finding(finding: Finding, lang: str) -> dict[str, str | None]:
    """Return the part, what was found and what to do about it, all values translated as well."""
    said = finding.sentence_phrase
    values = {
        key: value.phrase if isinstance(value, PositionKey) else value
        for key, value in said.values.items()
    }
    return {
        "part": finding.part and show_part(finding.part, lang),
        "sentence": translate_phrase(Phrase(said.text, values), lang),
        "fix": translate_phrase(finding.fix_phrase, lang),
    }


def _make_finding(number: int, finding: Finding, box: ViewBox, lang: str) -> dict[str, Any]:
    spot = box.point(*finding.place) if finding.place else None
    return {
        "number": number,
        "rule": finding.rule,
        "rule_name": rule_label(finding.rule, lang),
        "severity": finding.severity,
        "label": severity_label(finding.severity, lang),
        **_translate_finding(finding, lang),
        "place": f"{finding.place[1]:.6f}, {finding.place[0]:.6f}" if finding.place else None,
        "spot": f"{spot[0]:.1f},{spot[1]:.1f}" if spot else None,
        "cell": f"{spot[0] // _LABEL_SPACING},{spot[1] // _LABEL_SPACING}" if spot else None,
    }


def render_quality_html(findings: Sequence[Finding], dataset: Dataset, lang: str) -> str:
    """Return the report of a check as one self-contained HTML page."""
    view = make_quality_view(findings, dataset, lang)
    template = get_environment(lang).get_template("quality.html")
    return template.render(lang=lang, name=dataset.name, view=view)


def make_changes_view(
    changes: Sequence[PartChange], old: Zone, new: Zone, lang: str
) -> dict[str, Any]:
    """Return what the macro `changes` of `_changes.html` shows."""
    shapes: list[Geometry] = [*old.parts.geometry, *new.parts.geometry]
    box = fit_box(shapes)
    return {
        "rows": [_make_row(change, lang) for change in changes],
        "height": f"{box.height:.1f}",
        "old": _draw_outlines(box, old),
        "new": _draw_outlines(box, new),
        "gained": [_draw_outline(box, c.gained) for c in changes if not c.gained.is_empty],
        "lost": [_draw_outline(box, c.lost) for c in changes if not c.lost.is_empty],
        "sha256": (old.sha256, new.sha256),
        "schematic": old.is_schematic or new.is_schematic,
    }


def make_changes_table(
    changes: Sequence[PartChange], lang: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the changes as rows for a reader, and the headings, as the report has them."""
    _ = get_translator(lang)
    headings = (
        *(_("Part"), _("Status"), _("Old area"), _("New area"), _("gained"), _("lost")),
        *(_("Shift, old to new"), _("Shift, new to old"), _("Changed fields")),
    )
    rows = []
    for row in (_make_row(change, lang) for change in changes):
        named = f"{row['old_id']} → {row['name']}" if row["old_id"] else row["name"]
        fields = "; ".join(f"{field}: {was} → {now}" for field, was, now in row["attributes"])
        sizes = (row[key] for key in ("old_area", "new_area", "gained", "lost"))
        cells = (named, row["label"], *sizes, *row["movement"], fields or None)
        rows.append(dict(zip(headings, cells, strict=True)))
    return rows, list(headings)


def _draw_outlines(box: ViewBox, zone: Zone) -> list[dict[str, str]]:
    rows = zip(zone.parts.geometry, zone.parts["placement"], strict=True)
    return [_draw_outline(box, shape, placement) for shape, placement in rows]


def _make_row(change: PartChange, lang: str) -> dict[str, Any]:
    name = localize_field(change.names, "name", lang)
    return {
        "id": change.id,
        "old_id": change.old_id if change.old_id != change.id else None,
        "name": name[0] or change.id,
        "status": change.status,
        "label": status_label(change.status, lang),
        "old_area": formatting.area(change.old_area_m2, lang) if change.old_area_m2 else "–",
        "new_area": formatting.area(change.new_area_m2, lang) if change.new_area_m2 else "–",
        "gained": formatting.area(change.gained_m2, lang) if change.gained_m2 else "–",
        "lost": formatting.area(change.lost_m2, lang) if change.lost_m2 else "–",
        "movement": [formatting.distance(metres, lang) for metres in change.movement_m],
        "attributes": [
            (field, "–" if was is None else str(was), "–" if now is None else str(now))
            for field, (was, now) in change.attributes.items()
        ],
    }


def render_changes_html(changes: Sequence[PartChange], old: Zone, new: Zone, lang: str) -> str:
    """Return the report of a comparison as one self-contained HTML page."""
    view = make_changes_view(changes, old, new, lang)
    template = get_environment(lang).get_template("changes.html")
    return template.render(lang=lang, name=localize_field(new.facts, "name", lang)[0], view=view)
