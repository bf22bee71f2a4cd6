"""Elements of KML: found by name in any namespace, and their text."""

import re
from collections.abc import Iterator
from typing import Any

from geo.reading.markup import strip_html


def local_name(element: Any) -> str:
    """Return an element's name without its namespace or prefix; empty for comments and such."""
    tag = element.tag
    return re.split("[}:]", tag)[-1] if isinstance(tag, str) else ""


def iter_named(element: Any, *names: str) -> Iterator[Any]:
    """Yield the elements of these names within an element, in the file's order."""
    return (each for each in element.iter() if local_name(each) in names)


def find_child(element: Any, name: str) -> Any | None:
    """Return the first child of that name; None where there is none."""
    return next((each for each in element if local_name(each) == name), None)


def read_text(element: Any, name: str) -> str | None:
    """Return the text of the first child of that name; None for no text."""
    child = find_child(element, name)
    text = "".join(child.itertext()).strip() if child is not None else ""
    return text or None


def read_placemark_fields(placemark: Any) -> dict[str, str | None]:
    """Return a placemark's id, name, description (HTML as text) and extended data."""
    fields: dict[str, str | None] = {"Name": read_text(placemark, "name")}
    description = read_text(placemark, "description")
    if description is not None:
        fields["description"] = strip_html(description)
    own = placemark.get("id")
    if own is not None and not re.fullmatch(r".*\.\d+", own):  # GDAL numbers what it writes
        fields["id"] = own
    for each in iter_named(placemark, "Data", "SimpleData"):
        value = read_text(each, "value") if local_name(each) == "Data" else "".join(each.itertext())
        if each.get("name"):
            fields[each.get("name")] = (value or "").strip() or None
    lowered = {name.lower() for name in fields if name != "Name"}
    return {k: v for k, v in fields.items() if k != "Name" or "name" not in lowered}
