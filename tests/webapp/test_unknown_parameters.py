"""Data and files refuse a parameter that they don't know; pages for people pass it over."""

import pytest

# Pages take what messengers and mail programs add to links; the rest is for scripts and machines
# that send what they like (oEmbed), or has an address for each content.
PASSED_OVER = {
    *(
        "map.index",
        "map.part",
        "embed.embed",
        "report.report",
        "report.pages",
        "docs.index",
        "docs.page",
    ),
    *("docs.file", "api.docs", "oembed.oembed"),
}
VALUES = {
    "collection_id": "boundaries",
    "feature_id": "big-data-park",
    "part_id": "big-data-park",
    "name": "figure.svg",
}
BY_DIGEST = ("digest", "version", "zoom")
OWN = {
    "assets.index",
    "metrics.metrics",
    "health.healthz",
    "offline.manifest",
    "offline.icon",
    "offline.worker",
}
QUERIES = {
    "compare.compare": "part=big-data-park&part=longmatan-core&",
    "locate.point": "lon=105.4&lat=28.9&",
    "api.locate": "lon=105.4&lat=28.9&",
    "api.brief": "part=big-data-park&",
}


def list_addresses(app):
    """Return the endpoint and an address of each route that sends data or a file."""
    found = {}
    for rule in app.url_map.iter_rules():
        needed = set(rule.arguments)
        if "GET" not in rule.methods or rule.endpoint in {*PASSED_OVER, *OWN, "static"}:
            continue
        if not needed & {*BY_DIGEST} and needed <= set(VALUES):
            values = {name: VALUES[name] for name in needed}
            if rule.endpoint.startswith("docs") or "icon" in rule.endpoint:
                continue
            found[rule.endpoint] = rule.build(values, append_unknown=False)[1]
    return found


def test_every_address_of_data_refuses_what_it_does_not_know(app, client):
    addresses = list_addresses(app)
    assert {"downloads.export", "tables.areas", "review.quality", "review.package"} <= {*addresses}
    for endpoint, address in addresses.items():
        query = QUERIES.get(endpoint, "")
        answer = client.get(
            f"{address}?{query}colour=red&lang=en", headers={"Accept": "application/json"}
        )
        assert answer.status_code == 400, (endpoint, answer.status)
        assert "Unknown parameter “colour”. Use one of " in answer.get_json(force=True)["detail"]


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("address", ["/areas", "/distances", "/quality"])
def test_each_form_of_a_table_refuses_and_its_page_does_not(client, address, form):
    assert client.get(f"{address}?f={form}&from=singlemessage").status_code == 400
    assert client.get(f"{address}?f={form}&lang=zh").status_code == 200
    assert client.get(f"{address}?from=singlemessage&utm_source=mail").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (
            "/export/figure.svg?part=big-data-park&part=longmatan-core&size=a5&selected=big-data-park&rings=5",
            200,
        ),
        ("/export/figure.svg?size=a5&size=a4", 400),
        ("/export/boundaries.geojson?lang=zh&download=1", 200),
        ("/export/boundaries.geojson?rings=5", 400),
        ("/export/boundaries.geojson?f=csv", 400),
    ],
)
@pytest.mark.slow
def test_a_file_knows_its_parameters(client, address, status):
    assert client.get(address).status_code == status


def test_a_field_of_a_form_is_refused_where_data_are_asked_for(client, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,wkt\n")
    for accept, sent in (("application/json", "Unknown parameter"), ("text/html", "")):
        with path.open("rb") as file:
            data = {"file": (file, path.name), "skip-unusable": "1"}
            answer = client.post("/quality?lang=en", data=data, headers={"Accept": accept})
        assert answer.status_code == 400
        assert ("Unknown parameter" in answer.text) == bool(sent)
