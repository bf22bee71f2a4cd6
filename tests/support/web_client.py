"""What tests of the application share: clients with settings, addresses of pages, the command."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NoReturn

from flask.testing import FlaskClient

from webapp import create_app

# `python -c COMMAND areas` is `zonemap areas`, without an installed script.
COMMAND = "from webapp.cli.main import main; main()"
PAGES = ["/", "/parts/longmatan-core", "/areas", "/distances", "/embed"]


def make_client(**settings: object) -> FlaskClient:
    """Return a client of a new application that doesn't watch its data files."""
    return create_app({"RELOAD_SECONDS": 0, **settings}).test_client()


def fail_with_secret() -> NoReturn:
    """Fail as a view would that has a fault, with what must not be told to a client."""
    raise RuntimeError("secret in /srv/secret")


def rename_first_part(path: Path, collection: dict[str, Any], name: str) -> None:
    """Write the collection to the path with another name for its first part."""
    collection["features"][0]["properties"]["name"] = name
    path.write_text(json.dumps(collection))


class Pictures(HTMLParser):
    """What a page says of its pictures."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.picture: str | None = None
        self.alt: str | None = None
        self.properties: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "img":
            self.picture, self.alt = attributes["src"], attributes["alt"]
        if tag == "meta" and "property" in attributes:
            self.properties[attributes["property"]] = attributes["content"]
