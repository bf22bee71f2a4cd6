"""A zone of four surveyed parcels, 40 to 2,000 m² and ±5 cm, with places near and far."""

import json

from geographiclib.geodesic import Geodesic

SOUTH_WEST = (105.44, 28.90)
# Size east and north, and the corner's distance east of `SOUTH_WEST`, in metres.
PARCELS = {
    "kiosk": (5.0, 8.0, 0.0),
    "shop": (15.0, 20.0, 10.0),
    "workshop": (25.0, 40.0, 40.0),
    "depot": (40.0, 50.0, 80.0),
}
NAMES = {
    "kiosk": ("Kiosk", "售货亭"),
    "shop": ("Shop", "商店"),
    "workshop": ("Workshop", "车间"),
    "depot": ("Depot", "仓库"),
}
PLACES = {"gate": ("Gate", "大门", "town", -12.34), "city": ("City", "城市", "city", -41_000.0)}
UNCERTAINTY_M = 0.05


def _move(lon, lat, azimuth, metres):
    moved = Geodesic.WGS84.Direct(lat, lon, azimuth, metres)
    return moved["lon2"], moved["lat2"]


def _rectangle(east_m, north_m, start_m):
    west = _move(*SOUTH_WEST, 90, start_m)
    east = _move(*west, 90, east_m)
    ring = [west, east, _move(*east, 0, north_m), _move(*west, 0, north_m), west]
    return {"type": "Polygon", "coordinates": [ring]}


def _feature(key, kind, geometry, **more):
    name, name_zh = {**NAMES, **{k: v[:2] for k, v in PLACES.items()}}[key]
    properties = {"id": key, "name": name, "name_zh": name_zh, "kind": kind, **more}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write_parcel_zone(folder):
    """Write the zone and its places into a folder; return the path of the boundaries."""
    parts = [
        _feature(
            key,
            "park",
            _rectangle(*sizes),
            placement="surveyed",
            position_uncertainty_m=UNCERTAINTY_M,
        )
        for key, sizes in PARCELS.items()
    ]
    places = [
        _feature(
            key,
            kind,
            {"type": "Point", "coordinates": _move(*SOUTH_WEST, 90, east_m)},
            position_uncertainty_m=UNCERTAINTY_M if kind == "town" else 100,
        )
        for key, (_, _, kind, east_m) in PLACES.items()
    ]
    zone = {"name": "Parcels", "name_zh": "地块"}
    path = folder / "parcels.geojson"
    for name, content in (
        (path.name, {"zone": zone, "features": parts}),
        ("places.geojson", {"features": places}),
    ):
        text = json.dumps({"type": "FeatureCollection", **content}, ensure_ascii=False)
        (folder / name).write_text(text, encoding="utf-8")
    return path
