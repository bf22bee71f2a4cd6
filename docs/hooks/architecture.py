"""The packages and what imports what, drawn and listed from the code."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("webapp", "maps", "geo")
WIDTH, BOX, GAP, ROW = 760, 116, 8, 46
TITLES = {
    "en": "Three layers of packages, with the number of imports from each to the ones below",
    "zh": "三层程序包，以及各层导入下层的次数",
}
HEADS = {"en": "| package | what it is for | imports |", "zh": "| 程序包 | 用途 | 导入 |"}


@cache
def read_imports():
    """Return how often each package imports from each other one: `{(importer, imported): n}`."""
    found = Counter()
    for path in iter_modules():
        own = name_package(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name in iter_imported(ast.parse(path.read_text("utf-8"))):
            other = name_package(name)
            if other != own:
                found[own, other] += 1
    return found


def iter_modules():
    """Yield the path of each module of the product."""
    for layer in LAYERS:
        yield from sorted((ROOT / layer).rglob("*.py"))


def iter_imported(tree):
    """Yield the full name of each thing that a module imports from the product."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{each.name}" for each in node.names]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        yield from (name for name in names if name.partition(".")[0] in LAYERS)


def name_package(name):
    """Return the package that a module is of: `geo.lookup`, or the layer for its own modules."""
    first, _, rest = name.partition(".")
    second = rest.partition(".")[0]
    return (
        f"{first}.{second}"
        if (ROOT / first / second / "__init__.py").is_file() and second
        else first
    )


@cache
def list_names():
    """Return the packages of each layer."""
    return {
        layer: [
            layer,
            *sorted(f"{layer}.{path.parent.name}" for path in (ROOT / layer).glob("*/__init__.py")),
        ]
        for layer in LAYERS
    }


def describe(package):
    """Return the first line of a package's docstring."""
    path = ROOT.joinpath(*package.split("."), "__init__.py")
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0]


def list_packages(lang):
    """Return a table of the packages, what each is for, and what it imports."""
    imports, rows = read_imports(), []
    for package in (name for names in list_names().values() for name in names):
        used = sorted(other for own, other in imports if own == package)
        rows.append(f"| `{package}` | {describe(package)} | {', '.join(f'`{u}`' for u in used)} |")
    return "\n".join((HEADS[lang], "|---|---|---|", *rows))


def draw_packages(lang):
    """Return the layers as an SVG: a box a package, an arrow from each layer to those below."""
    parts, top, tops = [], 10, {}
    for layer, names in list_names().items():
        boxes = [name for name in names if name != layer]
        columns = (WIDTH - 130) // (BOX + GAP)
        height = 34 + ROW * -(-len(boxes) // columns)
        tops[layer] = (top, height)
        parts.append(
            f'<rect class="layer" x="10" y="{top}" width="{WIDTH - 130}" height="{height}" rx="6"/>'
        )
        parts.append(f'<text class="name" x="22" y="{top + 21}">{layer}</text>')
        for n, name in enumerate(boxes):
            x, y = 18 + n % columns * (BOX + GAP), top + 32 + n // columns * ROW
            parts.append(f'<rect class="box" x="{x}" y="{y}" width="{BOX}" height="36" rx="4"/>')
            parts.append(
                f'<text x="{x + BOX / 2:g}" y="{y + 22}" text-anchor="middle">{name.partition(".")[2]}</text>'
            )
        top += height + 26
    parts += draw_arrows(tops)
    return (
        f'<svg class="packages" viewBox="0 0 {WIDTH} {top - 16}" role="img" aria-label="{TITLES[lang]}">'
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
        ' orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>' + "".join(parts) + "</svg>"
    )


def draw_arrows(tops):
    """Yield an arrow from each layer to each one that it imports, with how often it does."""
    counts = Counter()
    for (own, other), count in read_imports().items():
        counts[own.partition(".")[0], other.partition(".")[0]] += count
    right = WIDTH - 120
    for (own, other), count in sorted(counts.items()):
        if own == other:
            continue
        (y, height), (below, _) = tops[own], tops[other]
        far = 74 if LAYERS.index(other) - LAYERS.index(own) > 1 else 30
        start, end = (
            y + height / 2 + (8 if far > 30 else -8 if own == "webapp" else 0),
            below + 16 + (20 if far > 30 else 0),
        )
        yield f'<path class="arrow" d="M{right} {start:g}h{far}V{end:g}H{right + 2}" marker-end="url(#arrow)"/>'
        yield f'<text class="count" x="{right + far + 6}" y="{(start + end) / 2:g}">{count}</text>'
