"""The table of settings as docs/operations.md has it.

`python -m webapp.settings.table` (`make docs`) writes it there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from geo.errors import InputError
from webapp.settings.config import variables


def make_table() -> str:
    """Return the variables: what each accepts, its default, and what it means."""
    rows = (
        f"| `{each.name}` | {each.accepts} | {each.default} | {each.meaning} |"
        for each in variables()
    )
    return "\n".join(("| name | value | default | meaning |", "|---|---|---|---|", *rows))


DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "docs/operations.md": make_table,
}
START, END = "<!-- settings: written by `make docs` -->\n", "<!-- end of settings -->\n"


def with_table(text: str, table: str) -> str:
    """Return a document with the table between its two markers.

    Raises
    ------
    InputError
        When a marker is missing.
    """
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise InputError(f"The document lacks {START.strip()} or {END.strip()}. Add both.")
    return f"{before}{START}\n{table}\n\n{END}{after}"


def main() -> None:
    """Write the table into the documents of the checkout that this module lies in."""
    root = Path(__file__).parents[2]
    for name, table in DOCUMENTS.items():
        path = root / name
        path.write_text(with_table(path.read_text("utf-8"), table()), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
