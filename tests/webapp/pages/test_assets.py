"""Scripts and styles at addresses that carry their version."""


def test_assets_may_be_kept_for_good(client):
    page = client.get("/").text
    address = page.split('as="script" href="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/assets/000000000000/leaflet.js").status_code == 404


def test_scripts_of_the_site_travel_compressed(client):
    address = client.get("/").text.split('ZoneMap.load(["')[1].split('"')[0]
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert len(packed.data) < len(plain.data)
    assert "immutable" in packed.headers["Cache-Control"]
