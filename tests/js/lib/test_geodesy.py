"""Lengths and areas of the scripts, against geographiclib, where formulas fail: poles, 180°, antipodes."""

import json
import math
import random
import subprocess

import pytest
from geographiclib.geodesic import Geodesic

from webapp.site.static_files import STATIC_FOLDER

pytestmark = pytest.mark.usefixtures("node")
WGS84 = Geodesic.WGS84
CHANCE = random.Random(13)
PROGRAM = """
import {{ readFileSync }} from "node:fs";
import {{ direct, inverse }} from {geodesy};
import {{ ringArea }} from {ring_area};
const {{ areas, lengths, ends }} = JSON.parse(readFileSync(0, "utf-8"));
const found = {{
  areas: areas.map(ringArea),
  lengths: lengths.map(([from, to]) => inverse(from, to)),
  ends: ends.map(([from, bearing, distance]) => direct(from, bearing, distance)),
}};
console.log(JSON.stringify(found));
"""


@pytest.fixture(autouse=True)
def same_chance():
    """Begin anew, so that a test has the same shapes whichever ran before it in this process."""
    CHANCE.seed(13)


def run_scripts(*, areas=(), lengths=(), ends=()):
    """Return what the scripts make of rings, of pairs of points and of ways."""
    names = {"geodesy": "lib/geodesy.js", "ring_area": "lib/ring_area.js"}
    files = {key: json.dumps(STATIC_FOLDER.joinpath(n).as_uri()) for key, n in names.items()}
    done = subprocess.run(
        ["node", "--input-type=module", "-e", PROGRAM.format(**files)],
        input=json.dumps({"areas": areas, "lengths": lengths, "ends": ends}),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def anywhere():
    return (math.degrees(math.asin(CHANCE.uniform(-1, 1))), CHANCE.uniform(-180, 180))


def beside_a_pole(*, most_deg=1.0):
    lat = 90 - most_deg * 10 ** CHANCE.uniform(-6, 0)
    return (CHANCE.choice([-1, 1]) * lat, CHANCE.uniform(-180, 180))


def opposite(point, *, within_deg):
    lat, lon = (CHANCE.uniform(-within_deg, within_deg) for _ in range(2))
    return (max(-90.0, min(90.0, lat - point[0])), lon + point[1] + 180)


def round_a_pole():
    count, side = CHANCE.randint(3, 8), CHANCE.choice([-1, 1])
    steps = [360 * (n + CHANCE.uniform(0, 0.4)) / count - 180 for n in range(count)]
    return [(side * (90 - 10 ** CHANCE.uniform(-2, 1.9)), lon) for lon in steps]


def polygon_at(lat, lon, *, size_deg, is_wrapped=False):
    count = CHANCE.randint(3, 7)
    turns = sorted(CHANCE.uniform(0, 2 * math.pi) for _ in range(count))
    ring = [(lat + size_deg * math.sin(t), lon + size_deg * math.cos(t)) for t in turns]
    return [(a, (b + 180) % 360 - 180) for a, b in ring] if is_wrapped else ring


def edges_to_the_other_side():
    start = anywhere()
    return [start, opposite(start, within_deg=1), anywhere()]


# Each with the share and the square metres that an area may be off by.
RINGS = {
    "triangles": (lambda: [anywhere() for _ in range(3)], 1e-8, 0.2),
    "quadrangles of 4 parts of the Earth": (
        lambda: [
            (CHANCE.uniform(-60, 60), lon + CHANCE.uniform(0, 80)) for lon in (0, 90, 180, 270)
        ],
        1e-8,
        0.2,
    ),
    "round a pole": (round_a_pole, 1e-8, 0.2),
    "beside a pole": (
        lambda: [(abs(beside_a_pole()[0]), CHANCE.uniform(-180, 180)) for _ in range(3)],
        1e-8,
        0.2,
    ),
    "with a corner at the pole": (lambda: [(90, 7), anywhere(), anywhere()], 1e-8, 0.2),
    "across 180 degrees": (
        lambda: polygon_at(CHANCE.uniform(-80, 80), 180, size_deg=2, is_wrapped=True),
        1e-8,
        1.0,
    ),
    "parcels": (
        lambda: polygon_at(
            *(CHANCE.uniform(-85, 85), CHANCE.uniform(-180, 180)),
            size_deg=10 ** CHANCE.uniform(-5, -2.3),
        ),
        1e-8,
        0.02,
    ),
    "parcels at 180 degrees": (
        lambda: polygon_at(
            CHANCE.uniform(-85, 85), 180, size_deg=10 ** CHANCE.uniform(-5, -3), is_wrapped=True
        ),
        1e-8,
        0.02,
    ),
    "with an edge to the other side": (edges_to_the_other_side, 1e-7, 1e6),
}


def true_area_m2(ring):
    polygon = WGS84.Polygon()
    for point in ring:
        polygon.AddPoint(*point)
    return abs(polygon.Compute(False, True)[2])


@pytest.mark.parametrize("kind", RINGS)
@pytest.mark.slow
def test_areas_are_as_accurate_as_the_script_says(kind):
    make, share, least_m2 = RINGS[kind]
    rings = [make() for _ in range(500)]
    for ring, area_m2 in zip(rings, run_scripts(areas=rings)["areas"], strict=True):
        assert area_m2 == pytest.approx(true_area_m2(ring), rel=share, abs=least_m2), ring


def test_the_areas_that_were_wrong():
    rings = [[(0, 0), (0, 90), (89.9999, 45)], [(89, 0), (89, 180), (85, 90)]]
    assert run_scripts(areas=rings)["areas"] == pytest.approx(
        [true_area_m2(ring) for ring in rings], rel=1e-9
    )


PAIRS = {
    "anywhere": lambda: (anywhere(), anywhere()),
    "nearly opposite": lambda: (start := anywhere(), opposite(start, within_deg=1)),
    "very nearly opposite": lambda: (start := anywhere(), opposite(start, within_deg=1e-4)),
    "opposite": lambda: (start := anywhere(), opposite(start, within_deg=0)),
    "on the equator": lambda: ((0, CHANCE.uniform(-180, 180)), (0, CHANCE.uniform(-180, 180))),
    "opposite on the equator": lambda: ((0, 10), (0, 190 + CHANCE.uniform(-1, 1))),
    "at poles": lambda: (beside_a_pole(), beside_a_pole()),
    "from a pole": lambda: ((CHANCE.choice([-90, 90]), 5), anywhere()),
    "close": lambda: (start := anywhere(), (start[0], start[1] + CHANCE.uniform(0, 1e-4))),
}


@pytest.mark.parametrize("kind", PAIRS)
@pytest.mark.slow
def test_lengths_are_right_and_their_bearings_lead_there(kind):
    pairs = [PAIRS[kind]() for _ in range(300)]
    for (start, end), way in zip(pairs, run_scripts(lengths=pairs)["lengths"], strict=True):
        assert way["distance"] == pytest.approx(WGS84.Inverse(*start, *end)["s12"], abs=1e-4)
        reached = WGS84.Direct(*start, way["bearing"], way["distance"])
        assert WGS84.Inverse(reached["lat2"], reached["lon2"], *end)["s12"] < 2e-4, (start, end)


def test_ways_lead_where_geographiclib_says():
    ways = [
        (make(), CHANCE.uniform(0, 360), 10 ** CHANCE.uniform(0, 7.3))
        for make in (anywhere, beside_a_pole)
        for _ in range(300)
    ]
    for (start, bearing, metres), end in zip(ways, run_scripts(ends=ways)["ends"], strict=True):
        true = WGS84.Direct(*start, bearing, metres)
        assert WGS84.Inverse(true["lat2"], true["lon2"], *end)["s12"] < 2e-4
