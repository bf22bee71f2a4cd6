"""What all pages have in common: parameters, the warning, the policy, no cookies."""

import pytest
from lxml import html
from web_client import PAGES

MAY_BE_GIVEN = {
    "/?": "view lang", "/areas?": "sort f lang", "/distances?": "part place sort f lang",
    "/compare?": "part f", "/embed?": "parts part view controls theme parent",
    "/report?": "format part view size dpi lang", "/export/figure.svg?": "part view size dpi lang",
    "/locate?lon=105&lat=28&": "datum accuracy_m f", "/locate?": "at lon f", "/api/distances?": "part place f lang",
    "/oembed?url=http://localhost/embed&": "maxwidth format",
}  # fmt: skip

# The pages that lead somewhere; the bare map is in somebody else's page.
EXPLAINED = ["/", "/areas", "/distances", "/quality", "/changes", "/report", "/compare", "/locate",
             "/api/", "/api/docs", "/api/locate"]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "name"),
    [(address, name) for address, names in MAY_BE_GIVEN.items() for name in names.split()],
)
def test_an_empty_value_is_refused_everywhere(client, address, name):
    assert client.get(f"{address}{name}=").status_code in {400, 404, 501}


@pytest.mark.parametrize("path", EXPLAINED)
@pytest.mark.parametrize(("lang", "stop", "most"), [("en", ".", 170), ("zh", "。", 75)])
def test_a_page_says_in_one_line_what_it_is_for(client, path, lang, stop, most):
    page = html.fromstring(client.get(path, query_string={"lang": lang, "f": "html"}).text)
    [line] = page.xpath("//p[contains(@class, 'purpose')]")
    text = " ".join(line.text_content().split())
    assert text.endswith(stop)
    assert text.count(stop) == 1
    assert 8 < len(text) <= most


@pytest.mark.parametrize("path", PAGES)
def test_schematic_is_said_on_every_page(client, path):
    assert "No machine-readable official boundary was found" in client.get(path).text
    assert "未取得可机读的官方界线" in client.get(f"{path}?lang=zh").text


def test_two_answers_are_equal(client):
    assert client.get("/").data == client.get("/").data


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_lets_nothing_foreign_run(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert ("frame-ancestors 'none'" in policy) == (path != "/embed")


def test_no_cookie_is_ever_set(client):
    assert all("Set-Cookie" not in client.get(path).headers for path in PAGES)
