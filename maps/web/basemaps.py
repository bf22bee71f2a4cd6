"""Backgrounds: chosen by configuration, each with attribution, datum and review number.

Data stay on WGS 84; the page's script shifts GCJ-02 tiles beneath them, for display only.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

import xyzservices.providers

from geo.errors import N_, InputError, quote_value
from maps.i18n import LANGUAGES, SOURCE_LANGUAGE, field_name, get_translator
from maps.web.mbtiles import describe_file

DATUMS = ("wgs84", "gcj02")
GROUNDS = ("light", "dark")
_ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]*")
_HOST_PATTERN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)
_PLACEHOLDERS = {"tilematrix": "z", "tilecol": "x", "tilerow": "y"}
_TIANDITU_URL = (
    "https://t0.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}&tk={key}"
)


@dataclass(frozen=True)
class Basemap:
    """A background: online, or in a file beside the application.

    Attributes
    ----------
    urls : sequence of str
        Of Web Mercator tiles with `{z}`, `{x}`, `{y}` or WMTS's names; each over the one before.
    names : mapping of str to str
        Its name in other languages by their code; a file has it as `name_zh`.
    attribution : str
        Whom the map must name, as plain text.
    datum : {'wgs84', 'gcj02'}
        The datum that the tiles are drawn on.
    review_number : str
        The map review number (审图号); empty for none.
    ground : {'light', 'dark'}
        Whether the tiles are light or dark, so that outlines contrast with them.
    key_env : str
        The environment variable with the provider's key, which replaces `{key}`.
    file : str
        An MBTiles file with its tiles, which this application serves; empty for none.
    """

    id: str
    name: str
    urls: Sequence[str]
    attribution: str
    names: Mapping[str, str] = field(default_factory=dict)
    attribution_url: str = ""
    datum: str = "wgs84"
    max_zoom: int = 18
    tile_size_px: int = 256
    review_number: str = ""
    ground: str = "light"
    key_env: str = ""
    file: str = ""

    def to_page_dict(self, lang: str) -> dict[str, Any]:
        """Return what the page's script needs, with the name in `lang`."""
        values = asdict(self)
        del values["key_env"], values["names"], values["file"]
        return {**values, "name": self.names.get(lang) or self.name}

    @property
    def origins(self) -> list[str]:
        """Return the origins of the tiles, for the page's Content-Security-Policy."""
        return [f"{part.scheme}://{part.netloc}" for part in map(urlsplit, self.urls)]


def _get_provider_url(name: str) -> str:
    address: str = xyzservices.providers.query_name(name).build_url(x="{x}", y="{y}", z="{z}")
    return address.replace("http://", "https://", 1)


def _make_tianditu_urls(*layers: str) -> tuple[str, ...]:
    return tuple(_TIANDITU_URL.replace("{layer}", layer) for layer in layers)


def make_presets() -> Mapping[str, Basemap]:
    """Return the backgrounds that can be chosen by their id alone."""
    osm, key = "https://www.openstreetmap.org/copyright", "ZONEMAP_TIANDITU_KEY"
    esri = xyzservices.providers.Esri.WorldImagery.attribution.replace("(C)", "©")
    made = (
        Basemap("osm", "OpenStreetMap", [_get_provider_url("OpenStreetMap.Mapnik")],
                "© OpenStreetMap contributors", attribution_url=osm),
        Basemap("esri", N_("Imagery (Esri)"), [_get_provider_url("Esri.WorldImagery")], esri,
                max_zoom=17, ground="dark"),
        Basemap("amap", N_("Amap"), [_get_provider_url("Gaode.Normal")], "© 高德地图 AutoNavi",
                datum="gcj02"),
        Basemap("tianditu", N_("Tianditu"), _make_tianditu_urls("vec", "cva"),
                "© 天地图 Tianditu", key_env=key),
        Basemap("tianditu-imagery", N_("Tianditu imagery"), _make_tianditu_urls("img", "cia"),
                "© 天地图 Tianditu", ground="dark", key_env=key),
    )  # fmt: skip
    return MappingProxyType(
        {each.id: replace(each, names=_translate_name(each.name)) for each in made}
    )


def _translate_name(name: str) -> dict[str, str]:
    return {lang: get_translator(lang)(name) for lang in LANGUAGES if lang != SOURCE_LANGUAGE}


def read_basemaps(text: str, environ: Mapping[str, str]) -> tuple[Basemap, ...]:
    """Return the backgrounds that a setting names: presets and files, separated by commas.

    Parameters
    ----------
    text : str
        `osm,own.toml,survey.mbtiles`: presets, MBTiles files, and JSON or TOML files with a list
        `basemaps` of fields of `Basemap`; a `preset` or a `file` gives the others.
    environ : mapping
        The environment variables, which contain the providers' keys.

    Raises
    ------
    InputError
        When a basemap is unknown, its file or address can't be used, or its key is missing.
    """
    found = []
    for name in filter(None, map(str.strip, text.split(","))):
        if name.endswith((".json", ".toml")):
            found += [_make_basemap(each, Path(name).parent) for each in _read_tables(Path(name))]
        elif name.endswith(".mbtiles"):
            found.append(_make_basemap({"file": name}, Path()))
        else:
            found.append(_find_preset(name))
    if len({each.id for each in found}) < len(found):
        raise InputError("Two basemaps have the same id. Use a unique id for each.")
    return tuple(_resolve_basemap(each, environ) for each in found)


def _find_preset(name: Any) -> Basemap:
    known = make_presets()
    if name not in known:
        raise InputError(
            f"Unknown basemap {quote_value(name)}. Use one of {', '.join(known)}, "
            "or a .mbtiles, .json or .toml file."
        )
    return known[name]


def _read_tables(path: Path) -> list[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (OSError, ValueError) as error:
        raise InputError(
            f"The basemaps in {quote_value(path.name)} can't be read: {error}. Correct the file."
        ) from None
    tables = found.get("basemaps") if isinstance(found, dict) else found
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise InputError(
            f"{quote_value(path.name)} has no list of basemaps. Name the list `basemaps`."
        )
    return tables


def _make_basemap(given: Mapping[str, Any], folder: Path) -> Basemap:
    values = dict(given)
    preset = values.pop("preset", None)
    if "url" in values:
        values["urls"] = [values.pop("url")]
    _check_fields(values)
    names = {lang: values.pop(key) for lang, key in _name_fields().items() if key in values}
    if preset is not None:
        found = _find_preset(preset)
        return replace(found, **values, names={**found.names, **names})
    needed = ("id", "name", "attribution", "file" if values.get("file") else "urls")
    if path := values.get("file") and folder / values["file"]:
        values = {**describe_file(path), "urls": (), **values, "file": str(path)}
    missing = [name for name in needed if not values.get(name)]
    if missing:
        name = quote_value(values.get("id", "without id"))
        raise InputError(
            f"Basemap {name} has no {' and no '.join(missing)}. Add what is missing, "
            "or name a preset."
        )
    return Basemap(**values, names=names)


def _name_fields() -> dict[str, str]:
    """Return the field with a background's name in each language but English."""
    return {lang: field_name("name", lang) for lang in LANGUAGES if lang != SOURCE_LANGUAGE}


def _check_fields(values: Mapping[str, Any]) -> None:
    """Raise InputError for an unknown field, or a value of the wrong type."""
    types = {each.name: each.type for each in fields(Basemap) if each.name != "names"}
    types |= dict.fromkeys(_name_fields().values(), str)
    for name, value in values.items():
        if name not in types:
            raise InputError(
                f"A basemap has no field {quote_value(name)}. Use one of {', '.join(types)}."
            )
        wanted = int if types[name] is int else str
        if not all(isinstance(each, wanted) for each in (value if name == "urls" else [value])):
            expected = "a whole number" if wanted is int else "text"
            raise InputError(
                f"The {name} of a basemap is {quote_value(value)}, not {expected}. Correct it."
            )


def _resolve_basemap(basemap: Basemap, environ: Mapping[str, str]) -> Basemap:
    for value, allowed in ((basemap.datum, DATUMS), (basemap.ground, GROUNDS)):
        if value not in allowed:
            raise InputError(
                f"Basemap {quote_value(basemap.id)} has the unknown value {quote_value(value)}. "
                f"Use one of {', '.join(allowed)}."
            )
    if not _ID_PATTERN.fullmatch(basemap.id):
        raise InputError(
            f"{quote_value(basemap.id)} can't be the id of a basemap. Use only a-z, 0-9 and -."
        )
    key = environ.get(basemap.key_env, "") if basemap.key_env else ""
    if basemap.key_env and not key:
        raise InputError(f"Basemap {basemap.id} needs a key. Set yours in {basemap.key_env}.")
    return replace(basemap, urls=tuple(_fill_url(url, key, basemap.id) for url in basemap.urls))


def _fill_url(url: str, key: str, name: str) -> str:
    """Return the address with `{z}`, `{x}`, `{y}` and the key filled in."""
    for hole, short in _PLACEHOLDERS.items():
        url = re.sub(rf"\{{{hole}\}}", f"{{{short}}}", url, flags=re.IGNORECASE)
    place = urlsplit(url)
    if place.scheme not in {"http", "https"} or not _HOST_PATTERN.fullmatch(place.netloc.lower()):
        raise InputError(
            f"Basemap {name} has the address {quote_value(url)}, which is not on a web host. "
            "Use an http or https address."
        )
    if set(re.findall(r"\{(.*?)\}", url)) - {"key"} != {"x", "y", "z"}:
        raise InputError(
            f"The address of basemap {name} must contain {{z}}, {{x}} and {{y}}, and no other "
            "placeholder. Correct it."
        )
    return url.replace("{key}", quote(key, safe=""))
