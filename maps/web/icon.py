"""The site's icon as pixels, for home screens that take no SVG."""

import io

from PIL import Image, ImageDraw

_SIDE_UNITS = 32  # the units that the shapes are given in, as in icon.svg
_OVERSAMPLE = 4
_BLUE, _WHITE, _ORANGE = (11, 98, 164, 255), (255, 255, 255, 255), (255, 178, 125, 255)
_TINT = (72, 138, 187, 255)  # a quarter of white on the blue
_DISTRICT = ((5, 12), (15, 6), (26, 11), (24, 24), (11, 27), (4, 20))
_CORE = ((12, 14), (18, 12), (21, 17), (16, 21), (11, 19))


def render_icon_png(size_px: int, *, full_bleed: bool = False) -> bytes:
    """Return the icon as a square PNG of `size_px` pixels a side.

    Parameters
    ----------
    full_bleed : bool
        Fill the square and keep the shapes within the middle 80 %, so that a phone may cut the
        icon to its own shape.
    """
    scale = size_px * _OVERSAMPLE / _SIDE_UNITS
    image = Image.new("RGBA", (size_px * _OVERSAMPLE,) * 2, _BLUE if full_bleed else (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if not full_bleed:
        draw.rounded_rectangle((0, 0, image.width - 1, image.height - 1), 6 * scale, fill=_BLUE)
    shrink = 0.75 if full_bleed else 1.0

    def placed(points: tuple[tuple[int, int], ...]) -> list[tuple[float, float]]:
        return [tuple((16 + (v - 16) * shrink) * scale for v in point) for point in points]  # type: ignore[misc]

    district = placed(_DISTRICT)
    draw.polygon(district, fill=_TINT)
    draw.line(
        [*district, *district[:2]], fill=_WHITE, width=round(2 * scale * shrink), joint="curve"
    )
    draw.polygon(placed(_CORE), fill=_ORANGE)
    small = image.resize((size_px, size_px), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
