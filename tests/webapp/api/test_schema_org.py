"""The facts of the pages in the words of schema.org."""

import json

import pytest
from ogc_api import WITH_FACTS


@pytest.mark.parametrize(("address", "kind"), WITH_FACTS.items())
def test_facts_are_said_in_schema_org_words(page, address, kind):
    (data,) = page(address).xpath("//script[@type='application/ld+json']/text()")
    facts = json.loads(data)
    assert (facts["@context"], facts["@type"]) == ("https://schema.org", kind)
