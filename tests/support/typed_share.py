"""The share of expressions that have a type, from mypy's report; fails under the floor.

`python typed_share.py any-exprs.txt [COUNT]` prints COUNT modules with the most untyped expressions.
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def read_report(text: str) -> dict[str, tuple[int, int]]:
    """Return, per module, the untyped and all expressions of an any-expression report.

    >>> read_report("Name Anys Exprs Coverage\\n----\\n  geo.zone  41  476  91.39%\\n")
    {'geo.zone': (41, 476)}
    """
    rows = (line.split() for line in text.splitlines()[2:])
    return {row[0]: (int(row[1]), int(row[2])) for row in rows if len(row) == 4}


def main(path: str, count: str = "0") -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    floor = settings["tool"]["zonemap"]["typed_percent"]
    found = read_report(Path(path).read_text("utf-8"))
    untyped, total = found.pop("Total")
    for name, (few, many) in sorted(found.items(), key=lambda row: -row[1][0])[: int(count)]:
        print(f"{few:6} of {many:5} untyped  {name}")
    share = 100 * (1 - untyped / total)
    print(f"typed expressions: {share:.2f} % of {total} (at least {floor} %)")
    if share < floor:
        sys.exit(f"{untyped} expressions have no type; `make types` lists the modules with most")


if __name__ == "__main__":
    main(*sys.argv[1:])
