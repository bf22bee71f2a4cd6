"""Colours, dashes and line widths: one source for pages, figures and documents."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Ink:
    """How one kind of thing is drawn, on a light and on a dark ground (sRGB hex)."""

    light: str
    dark: str


# Told apart by colour-blind eyes (after Okabe and Ito 2008); at least 3:1 on their ground.
INKS: Mapping[str, Ink] = {
    "core": Ink("#b8430a", "#ff9a5c"),
    "district": Ink("#0b62a4", "#6cb8f0"),
    "park": Ink("#00705a", "#45d3ab"),
    "county": Ink("#7f838a", "#767c86"),
    "river": Ink("#5585ac", "#4d7ea5"),
    "place": Ink("#3b3f46", "#d5d8dd"),
    "ground": Ink("#f7f6f2", "#15181c"),
    "host": Ink("#efece3", "#1d2126"),
}
DASHES: Mapping[str, tuple[float, ...]] = {  # in line widths; surveyed is solid
    "surveyed": (),
    "digitised": (7.0, 1.5),
    "schematic": (3.0, 2.0),
}
LINE_WIDTH_PX: Mapping[str, float] = {"core": 2.4, "district": 2.2, "park": 1.8}
FILL_OPACITY: Mapping[str, float] = {"core": 0.30, "district": 0.10, "park": 0.28}


def css_variables() -> str:
    """Return colours, dashes and widths as CSS custom properties, for light and for dark."""
    lines = "".join(f"--line-{kind}:{width}px;" for kind, width in LINE_WIDTH_PX.items())
    fills = "".join(f"--fill-{kind}:{opacity};" for kind, opacity in FILL_OPACITY.items())
    dashes = "".join(
        f"--dash-{placement}:{' '.join(f'{2 * each:g}px' for each in dash) or 'none'};"
        for placement, dash in DASHES.items()
    )
    light = "".join(f"--{name}:{ink.light};" for name, ink in INKS.items())
    dark = "".join(f"--{name}:{ink.dark};" for name, ink in INKS.items())
    return (
        f":root{{{light}{lines}{fills}{dashes}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f":root[data-theme=dark]{{{dark}}}"
        f"[data-ground=light]{{{light}}}[data-ground=dark]{{{dark}}}"
    )
