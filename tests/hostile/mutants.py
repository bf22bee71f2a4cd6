"""Mutants of structure: a JSON tree with a few members of another type, value, number or order.

They are drawn from a generator of random numbers alone: the same seed, the same mutants.
"""

import copy
import json
import random
from contextlib import suppress
from dataclasses import dataclass

from corpus import TEXTS
from odd_zones import COMPANIONS, SEEDS, box, read_companion, wheel

NUMBERS = [
    0, -0.0, 1, -1, 1e-300, 5e-324, 1e15, 2**53 + 1, 1e23, 1e300, 1.7e308, 10**400, 180, -180,
    179.9999999, 180.0000001, 90, -90, 89.9999999, 360, 105.4, 28.9, 1e-9, 0.1 + 0.2,
]  # fmt: skip
WORDS = [
    *TEXTS.values(), "", "a", " ", "p0", "longmatan-core", "own", "district", "core", "null", "0",
    "{id}", "%(name)s", "a/b", "a?b", "a#b", "a;b", "a,b", "a&b", "a b", "名", "\u202e", "..", ".",
    "'", '"', "<b>", "\\", "\t", "\n", "\ud83d\ude00" * 120, "A" * 300, "2026", "2026-02-30",
    "9999-12-31", "0000", "https://[", "https://a.example/" + "b" * 3000, "Polygon", "Point",
    "MultiPolygon", "GeometryCollection", "FeatureCollection", "urn:ogc:def:crs:EPSG::4490",
]  # fmt: skip
PLACES = [(105.4, 28.9), (0, 0), (179.95, 0), (-180, 10), (10, 89.95), (10, -90), (-180, -90)]
SIZES = [1e-12, 1e-7, 1e-5, 1e-3, 0.1, 1, 10, 90]
HUGE = 70_000  # characters or entries of what is far too much of a thing
# Written in their place as text: no encoder writes as many levels.
NESTED = {
    f"@{depth} {brackets}": brackets[:-1] * depth + "1" + brackets[-1] * depth
    for depth in (20, 400, 990, HUGE)
    for brackets in ("[]", '{"a":}')
}


def make_ring(rng):
    """A ring of some shape, size and place; many are faulty."""
    (x, y), s = rng.choice(PLACES), rng.choice(SIZES)
    square = box(x, y, x + s, y + s)
    spike = [x + s / 2, y + 2 * s]
    ring = rng.choice(
        (
            square, wheel(x, y, s, 3), wheel(x, y, s, 44), [*square[:3], spike, *square[3:]],
            [square[0], square[2], square[1], square[3], square[0]], [square[0]] * 4,
            [[x, y], [x + s, y + 1e-10], [x + s, y - 1e-10], [x, y]], square[:3], square[:-1],
            [each for each in square for _ in range(2)], [[x, y], [x + s, y], [x + 2 * s, y], [x, y]],
            [*square[:4], *square[:4], square[0]], box(-180, 80, 180, 90), box(-180, -90, 180, 90),
        )
    )  # fmt: skip
    return ring[::-1] if rng.random() < 0.2 else ring


def make_geometry(rng):
    """A geometry of any type; many are faulty."""
    rings = [make_ring(rng) for _ in range(rng.randint(1, 3))]
    polygon = {"type": "Polygon", "coordinates": rings[:1] if rng.random() < 0.7 else rings}
    others = (
        {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
        {"type": "MultiPolygon", "coordinates": []}, {"type": "Polygon", "coordinates": [[]]},
        {"type": "GeometryCollection", "geometries": [polygon]}, {"type": "Polygon"}, {}, None,
        {"type": "Point", "coordinates": rings[0][0]}, {"type": "LineString", "coordinates": rings[0]},
    )  # fmt: skip
    return polygon if rng.random() < 0.5 else rng.choice(others[: rng.choice((1, len(others)))])


def make_value(rng):
    """A value of any type, rarely a huge one."""
    if rng.random() < 0.04:
        return rng.choice(
            (
                lambda: "名" * HUGE, lambda: [rng.choice(WORDS)] * HUGE,
                lambda: rng.choice(list(NESTED)),
                lambda: {f"k{n}": n for n in range(1000)}, lambda: box(0, 0, 1, 1) * 5000,
            )
        )()  # fmt: skip
    word, number = rng.choice(WORDS), rng.choice(NUMBERS)
    plain = (None, True, False, [], {}, [word], [None], [number], {word: number}, {"a": [word]})
    return rng.choice((word, number, rng.choice(plain)))


def make_like(value, rng):
    """A value of the same type, so that more than its type is tried."""
    if isinstance(value, str):
        return rng.choice(WORDS)
    if isinstance(value, bool) or value is None:
        return rng.choice((True, False, None))
    if isinstance(value, int | float):
        return rng.choice((*NUMBERS, value * 1e6, value / 1e6))
    if isinstance(value, list):
        return rng.choice((value[:1], value * 3, value[::-1], [], [rng.choice(WORDS)] * 40))
    return rng.choice(({}, {**value, rng.choice(WORDS): rng.choice(WORDS)}))


def list_paths(tree, path=()):
    """The paths of all members of a tree, numbers of coordinates left out."""
    members = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in members:
        yield (*path, key)
        if isinstance(value, dict) or (isinstance(value, list) and key != "coordinates"):
            yield from list_paths(value, (*path, key))


def change_member(tree, rng):
    """Replace, remove, double, rename or exchange one member, wherever it is."""
    paths = list(list_paths(tree))
    *above, key = rng.choice(paths)
    holder = tree
    for each in above:
        holder = holder[each]
    change = rng.random()
    if change < 0.4:
        holder[key] = make_like(holder[key], rng)
    elif change < 0.55:
        holder[key] = make_value(rng)
    elif change < 0.6:
        del holder[key]
    elif change < 0.7 and isinstance(holder, list):
        holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
    elif change < 0.8 and isinstance(holder, dict):
        holder[rng.choice(WORDS)] = holder.pop(key)
    elif change < 0.9:
        other = rng.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        holder[key], holder[other] = holder[other], holder[key]
    else:
        holder[key] = rng.choice(([holder[key]], {"a": holder[key]}, str(holder[key])))


def change_vertex(tree, rng):
    """Change one vertex, or one ring, of one feature."""
    points = rng.choice(tree["features"])["geometry"]["coordinates"]
    while isinstance(points[0], list) and isinstance(points[0][0], list):
        points = rng.choice(points)
    at = rng.randrange(len(points))
    x, y = points[at][:2]
    step = rng.choice((1e-12, 1e-9, 1e-6, 1e-3))
    points[at] = rng.choice(
        (
            [-x, y], [x, -y], [y, x], [x + 360, y], [x + step, y], [x, y, rng.choice(NUMBERS)],
            [x], [], [rng.choice(NUMBERS), y], [x, rng.choice(NUMBERS)], points[at - 1],
            [str(x), y], make_value(rng),
        )
    )  # fmt: skip
    if rng.random() < 0.2:
        points[at:] = rng.choice((points[at:][::-1], points[at:] * 2, [points[at]] * 3, []))


def change_feature(tree, rng):
    """Give a feature another geometry, parent or id, or another feature's."""
    feature, other = rng.choice(tree["features"]), rng.choice(tree["features"])
    said, others = feature["properties"], other["properties"]
    change = rng.random()
    if change < 0.5:
        feature["geometry"] = make_geometry(rng)
    elif change < 0.6:
        feature["geometry"] = other["geometry"]
    elif change < 0.7:
        said["parent"] = others["id"]
    elif change < 0.8:
        said["id"] = rng.choice((others["id"], rng.choice(WORDS)))
    elif change < 0.9:
        said[rng.choice(("published_area_km2", "position_uncertainty_m"))] = rng.choice(NUMBERS)
    else:
        said[rng.choice(WORDS)] = make_value(rng)


def change_text(tree, rng):
    """Replace a text, wherever it is."""
    found = [(holder, key) for holder in list_holders(tree) for key in list_texts(holder)]
    holder, key = rng.choice(found)
    holder[key] = rng.choice(WORDS)


def list_holders(tree):
    """A tree and all trees in it that may hold texts."""
    yield tree
    for each in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(each, dict) or (isinstance(each, list) and isinstance(each[0], dict | str)):
            yield from list_holders(each)


def list_texts(holder):
    members = holder.items() if isinstance(holder, dict) else enumerate(holder)
    return [key for key, value in members if isinstance(value, str) and key not in {"type", "kind"}]


CHANGES = (change_member, change_vertex, change_feature, change_text)


def change(tree, rng):
    """Change a tree in place; an earlier change may leave nothing to change."""
    with suppress(AttributeError, IndexError, KeyError, TypeError, ValueError):
        rng.choice(CHANGES)(tree, rng)


def to_bytes(tree, rng):
    text = json.dumps(tree, ensure_ascii=rng.random() < 0.3)
    for mark, nested in NESTED.items():
        text = text.replace(json.dumps(mark), nested)
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Mutant:
    """Files of a zone, one of them changed.

    Attributes
    ----------
    files : dict
        Bytes by file name; `boundaries.geojson` is always there.
    changed : str
        The name of the one that was changed.
    """

    files: dict
    changed: str


def make_mutant(seed):
    """Return the mutant of a number, always the same."""
    rng = random.Random(seed)
    trees = {"boundaries": SEEDS[rng.choice(list(SEEDS))]()}
    changed = rng.choice((*["boundaries"] * 7, *COMPANIONS))
    trees.update({name: read_companion(name) for name in COMPANIONS})
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        change(trees[changed], rng)
    files = {f"{name}.geojson": to_bytes(tree, rng) for name, tree in trees.items()}
    return Mutant(files, f"{changed}.geojson")
