"""The credit that a map has which shows the tiles of OpenStreetMap."""

from collections.abc import Sequence

from geo.reading.osm.archive import TileArchive
from geo.zone import Zone
from maps.i18n import get_translator

COPYRIGHT_URL = "https://www.openstreetmap.org/copyright"


def credit_tiles(tiles: TileArchive, lang: str) -> str:
    """Return contributors, licence and the extract's date in a language."""
    _ = get_translator(lang)
    if tiles.extract_date is None:
        return _("© OpenStreetMap contributors, ODbL, extract date unknown")
    said = _("© OpenStreetMap contributors, ODbL, extract %(date)s")
    return said % {"date": tiles.extract_date}


def list_tile_credits(zone: Zone, langs: Sequence[str]) -> tuple[str, ...]:
    """Return the credit of a zone's tiles in each language; nothing where it has none."""
    if zone.tiles is None:
        return ()
    return tuple(credit_tiles(zone.tiles, lang) for lang in langs)
