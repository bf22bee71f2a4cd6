"""Names of sources on pages: those that are in two languages are shown in the reader's."""

import re

import pytest


@pytest.mark.parametrize(
    ("lang", "other"), [("zh", "Luzhou municipal gov"), ("en", "泸州市人民政府")]
)
@pytest.mark.parametrize("address", ["/", "/api/collections", "/embed"])
def test_pages_list_a_source_in_the_readers_language(client, address, lang, other):
    page = client.get(
        address, query_string={"lang": lang, **({"f": "html"} if "api" in address else {})}
    ).text
    assert other not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "[泸州市" not in page
