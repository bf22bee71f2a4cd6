"""Shapes as an address carries them after `#plots=`, packed as the page's script packs them."""

import base64
import gzip
import json


def pack(layers, *, version=1):
    """Return the letters for layers: `[[name, is_drawn, [[name, kind, coordinates], …]], …]`."""
    text = json.dumps([version, layers]).encode()
    return base64.urlsafe_b64encode(gzip.compress(text, mtime=0)).decode().rstrip("=")


RING = [[[105.41, 28.9], [105.43, 28.9], [105.43, 28.92], [105.41, 28.9]]]
LAYERS = [
    ["Drawn", 1, [["Plot 甲", "Polygon", RING]]],
    ["Sites", 0, [["Gate", "Point", [105.45, 28.93]], ["", "LineString", RING[0][:3]]]],
]
