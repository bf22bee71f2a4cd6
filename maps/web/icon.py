"""The site's icon: SVG, and pixels for home screens that take no SVG."""

import io

from maps.theme import ICON_COLOURS, rgb_channels

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="{ground}"/>'
    '<path d="M5 12 15 6l11 5-2 13-13 3-7-7z" fill="{line}" fill-opacity=".25" stroke="{line}"'
    ' stroke-width="2" stroke-dasharray="4 2.4"/>'
    '<path d="m12 14 6-2 3 5-5 4-5-2z" fill="{core}"/></svg>\n'
)
_SIDE_UNITS = 32  # the units that the shapes are given in, as in the SVG
_OVERSAMPLE = 4
_RGBA = {name: (*rgb_channels(colour), 255) for name, colour in ICON_COLOURS.items()}
_DISTRICT = ((5, 12), (15, 6), (26, 11), (24, 24), (11, 27), (4, 20))
_CORE = ((12, 14), (18, 12), (21, 17), (16, 21), (11, 19))


def render_icon_svg() -> str:
    """Return the icon as an SVG document, 32 units a side."""
    return _SVG.format(**ICON_COLOURS)


def render_icon_png(size_px: int, *, full_bleed: bool = False) -> bytes:
    """Return the icon as a square PNG of `size_px` pixels a side.

    Parameters
    ----------
    full_bleed : bool
        Fill the square and keep the shapes within the middle 80 %, so that a phone may cut the
        icon to its own shape.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 (the first page needs no pixels)

    scale, ground = size_px * _OVERSAMPLE / _SIDE_UNITS, _RGBA["ground"]
    empty = ground if full_bleed else (0, 0, 0, 0)
    image = Image.new("RGBA", (size_px * _OVERSAMPLE,) * 2, empty)
    draw = ImageDraw.Draw(image)
    if not full_bleed:
        draw.rounded_rectangle((0, 0, image.width - 1, image.height - 1), 6 * scale, fill=ground)
    shrink = 0.75 if full_bleed else 1.0

    def placed(points: tuple[tuple[int, int], ...]) -> list[tuple[float, float]]:
        return [tuple((16 + (v - 16) * shrink) * scale for v in point) for point in points]  # type: ignore[misc]

    district = placed(_DISTRICT)
    draw.polygon(district, fill=_RGBA["district"])
    draw.line(
        [*district, *district[:2]],
        fill=_RGBA["line"],
        width=round(2 * scale * shrink),
        joint="curve",
    )
    draw.polygon(placed(_CORE), fill=_RGBA["core"])
    small = image.resize((size_px, size_px), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
