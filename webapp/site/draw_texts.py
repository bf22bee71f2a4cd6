"""The texts of drawing on the map, and of keeping and sharing what was drawn."""

from collections.abc import Callable


def draw_messages(_: Callable[[str], str]) -> dict[str, str]:
    """Return the texts of the tool that draws and measures, by the key that scripts use."""
    return {
        "drawnLayer": _("Drawn"),
    }
