"""What the manual of operations says of the addresses covers each of them."""

import re
from pathlib import Path

from webapp import create_app
from webapp.state import COMPANION_NAMES

MANUAL = Path(__file__).parents[2] / "docs" / "operations.md"


def find_costs():
    """Return the section on the cost of requests: the table, and what is said below it."""
    text = MANUAL.read_text("utf-8")
    return re.search(r"^## The worst requests\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)[1]


def is_named(rule, method, named):
    """Return whether an address is named as it is, as an example, or by its first step."""
    pattern = re.sub(r"<.*?>", "(?:[^/]+|…)", rule.removesuffix("/"))
    addresses = [address for verb, address in named if verb in {method, ""}]
    first = "/" + rule.split("/")[1]
    rest = [address for verb, address in named if not verb]
    has_parameter = "<" in rule or first in {"/assets", "/docs"}
    return any(re.fullmatch(pattern, address.removesuffix("/")) for address in addresses) or (
        has_parameter and first in rest
    )


def test_each_address_of_the_application_has_its_cost():
    named = re.findall(r"`(?:(GET|POST) )?(/[^`]*)`", find_costs())
    named += [("GET", address) for verb, address in named if not verb]
    rules = [
        (rule.rule, method)
        for rule in create_app({"RELOAD_SECONDS": 0}).url_map.iter_rules()
        for method in sorted(rule.methods & {"GET", "POST"})
    ]
    assert len(rules) > 50
    # A page with a form takes it at the address where it shows it.
    missing = [each for each in rules if not is_named(*each, named)]
    assert missing == []


def test_each_companion_is_named_as_new_data():
    text = MANUAL.read_text("utf-8")
    new_data = re.search(r"^## New data\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)[1]
    named = re.findall(r"`([\w.]+\.(?:geojson|pmtiles|csv|json))`", new_data)
    assert named == list(COMPANION_NAMES)
