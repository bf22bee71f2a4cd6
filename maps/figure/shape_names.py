"""Names of parts that are safe as ids in an SVG and as file names."""

from urllib.parse import quote

_MAX_ID = 100  # characters


def shape_name(part_id: str, number: int) -> str:
    """Return the id of a part's polygon in an SVG; `number` counts its polygons from 1.

    >>> shape_name("big-data park", 1), shape_name("a", 2)
    ('part-big-data.20park', 'part-a.2')
    """
    quoted = quote(part_id[:_MAX_ID], safe="-_")
    # `quote` keeps these two, but a dot starts what stands for another character here
    quoted = quoted.replace(".", "%2E").replace("~", "%7E")
    return "part-" + quoted.replace("%", ".") + (f".{number}" if number > 1 else "")
