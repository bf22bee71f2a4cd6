"""Whether a map may be published: its review number (审图号), or that it has none."""

from maps.i18n import get_language, get_translator

CHINESE_LABEL = "审图号"


def map_review_line(number: str | None, lang: str, *, is_schematic: bool) -> str:
    """Return the line on map review that figures, factsheets, print and the offline file show.

    Parameters
    ----------
    number : str, optional
        As printed on the approval; a number that is printed with its label gets no second one.
    is_schematic : bool
        Whether an outline on the map is schematic; matters only without a number.
    """
    _ = get_translator(lang)
    if number:
        label = "" if number.startswith(CHINESE_LABEL) else _("Map review number")
        return label + get_language(lang).colon + number if label else number
    if is_schematic:
        return _("Schematic map · not reviewed for publication, no map review number")
    return _("Not reviewed for publication, no map review number")


def map_review_lines(number: str | None, lang: str, *, is_schematic: bool) -> tuple[str, str, str]:
    """Return `map_review_line`, and those of a narrow and of a tiny map, which say as much."""
    _ = get_translator(lang)
    line = map_review_line(number, lang, is_schematic=is_schematic)
    if number:
        return line, line, line
    if is_schematic:
        brief = _("Schematic map · not reviewed for publication")
        return line, brief, _("Schematic, not reviewed")
    return line, _("Not reviewed for publication"), _("Not reviewed")
