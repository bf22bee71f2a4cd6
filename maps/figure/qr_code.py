"""QR codes of addresses: their modules, and as a picture for documents.

References
----------
ISO/IEC 18004:2024, QR code bar code symbology specification.
"""

import io

from maps.theme import PRINT_COLOURS

QUIET_MODULES = 4  # of paper on each side (ISO/IEC 18004, 6.3.8)
_PICTURE_SCALE = 8  # pixels of a module


def list_modules(address: str) -> list[list[bool]]:
    """Return the rows of a code without its quiet zone, from the top; dark is true."""
    import segno  # noqa: PLC0415 (only a page with an address needs it)

    code = segno.make_qr(address, error="l")
    return [[bool(module) for module in row] for row in code.matrix]


def draw_code_png(address: str) -> bytes:
    """Return a code with its quiet zone as PNG; equal addresses, equal bytes."""
    import segno  # noqa: PLC0415

    out = io.BytesIO()
    dark, light = PRINT_COLOURS["text"], PRINT_COLOURS["paper"]
    code = segno.make_qr(address, error="l")
    code.save(out, kind="png", scale=_PICTURE_SCALE, border=QUIET_MODULES, dark=dark, light=light)
    return out.getvalue()
