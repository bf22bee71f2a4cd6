"""oEmbed 1.0, section by section."""

import io
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, unquote, urlsplit

import matplotlib.image
import pytest
from web_client import Pictures, make_client

from geo.zone import DEFAULT_PATH

pytestmark = pytest.mark.slow

SITE = "http://localhost"


RICH = {"type", "version", "title", "provider_name", "provider_url", "cache_age", "thumbnail_url",
        "thumbnail_width", "thumbnail_height", "html", "width", "height"}  # fmt: skip


def ask(client, url, **more):
    return client.get("/oembed", query_string={"url": url, **more})


class Frame(HTMLParser):
    def handle_starttag(self, tag, attrs):
        self.tag, self.attributes = tag, dict(attrs)


def frame_of(answer):
    parser = Frame()
    parser.feed(answer.json["html"])
    assert parser.tag == "iframe"
    return parser.attributes


@pytest.mark.parametrize("path", ["/", "/parts/big-data-park", "/embed?view=region"])
def test_a_rich_answer_is_complete(client, path):
    answer = ask(client, SITE + path)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert set(answer.json) == RICH
    assert answer.json["type"] == "rich"
    assert answer.json["version"] == "1.0"
    frame = frame_of(answer)
    assert client.get(frame["src"]).status_code == 200
    assert frame["title"] == answer.json["title"]
    assert frame["loading"] == "lazy"


@pytest.mark.parametrize(
    "url", [SITE, f"{SITE}?lang=en", "HTTP://LocalHost", f"{SITE}:80/", f"{SITE}/?lang=en"]
)
def test_one_address_in_several_spellings(client, url):
    answer = ask(client, url)
    assert answer.status_code == 200
    assert answer.json["html"].startswith(f'<iframe src="{SITE}/embed')


@pytest.mark.parametrize("url", [f"{SITE}:443/", f"{SITE}:8080", "https://localhost", "http://"])
def test_another_port_or_scheme_is_another_site(client, url):
    assert ask(client, url).status_code == 404


def test_a_part_is_the_part(client):
    frame = frame_of(ask(client, f"{SITE}/parts/big-data-park?lang=zh"))
    assert frame["src"] == f"{SITE}/embed?lang=zh&part=big-data-park"
    assert frame["title"].startswith("大数据产业园")


@pytest.mark.parametrize(
    ("maxwidth", "maxheight"), [(300, 10_000), (10_000, 300), (240, 240), (5_000, 5_000)]
)
def test_the_consumers_limits_hold(client, maxwidth, maxheight):
    said = ask(client, f"{SITE}/", maxwidth=maxwidth, maxheight=maxheight).json
    assert said["width"] <= maxwidth
    assert said["height"] <= maxheight
    assert said["thumbnail_width"] <= maxwidth
    assert said["thumbnail_height"] <= maxheight


@pytest.mark.parametrize(
    ("limits", "size"),
    [
        ({"maxwidth": "1"}, (1, 1)),
        ({"maxwidth": "99999999"}, (800, 560)),
        ({"maxheight": "200"}, (800, 200)),
        ({"maxwidth": "9" * 5000}, (800, 560)),
    ],
)
def test_any_positive_limit_is_an_upper_bound(client, limits, size):
    answer = ask(client, f"{SITE}/", **limits)
    assert answer.status_code == 200
    assert (answer.json["width"], answer.json["height"]) == size


def test_where_no_picture_fits_there_is_none(client):
    said = ask(client, f"{SITE}/", maxwidth=100).json
    assert set(said) == RICH - {"thumbnail_url", "thumbnail_width", "thumbnail_height"}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/parts/big-data-park", "part=big-data-park"),
        ("/embed?parts=big-data-park,machinery-park", "part=big-data-park&part=machinery-park"),
        ("/?view=region", "view=region"),
        ("/#bounds=28.8,105.3,29,105.6", "bounds=28.8,105.3,29,105.6"),
        ("/parts/big-data-park?bounds=28.8,105.3,29,105.6", "bounds=28.8,105.3,29,105.6"),
        ("/embed?bounds=-18,178,-16,-179", "bounds=-18,178,-16,-179"),
        ("/embed?bounds=-80,-180,80,180", "dpi=120"),  # more than a figure can show
    ],
)
def test_the_thumbnail_shows_what_the_map_shows(client, path, shown):
    address = ask(client, SITE + path).json["thumbnail_url"]
    assert unquote(address).endswith(f"&{shown}")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("path", "shown", "said"),
    [
        ("/parts/big-data-park", "part=big-data-park", "one part: Big data industrial park."),
        ("/?view=region", "view=region", "and its reference cities"),
        ("/", "dpi=120", "with 8 parts"),
    ],
)
def test_the_picture_of_a_link_shows_what_the_page_shows(client, path, shown, said):
    about = Pictures(client.get(path).text).properties
    assert about["og:image"].endswith(shown)
    assert said in about["og:image:alt"]


def test_the_thumbnail_has_the_size_that_is_said(client):
    said = ask(client, f"{SITE}/", maxwidth=300).json
    picture = matplotlib.image.imread(
        io.BytesIO(client.get(said["thumbnail_url"]).data), format="png"
    )
    assert abs(picture.shape[1] - said["thumbnail_width"]) <= 1
    assert abs(picture.shape[0] - said["thumbnail_height"]) <= 1


def test_xml_says_the_same(client):
    as_json = ask(client, f"{SITE}/").json
    answer = ask(client, f"{SITE}/", format="xml")
    assert answer.mimetype == "text/xml"
    root = ET.fromstring(answer.data)
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {
        key: str(value) for key, value in as_json.items()
    }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "http://elsewhere.example/"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": f"{SITE}/areas"}, 404),
        ({"url": f"{SITE}/parts/atlantis"}, 404),
        ({"url": f"{SITE}/no-page"}, 404),
        ({"url": f"{SITE}/", "format": "yaml"}, 501),
        ({"url": f"{SITE}/", "maxwidth": "wide"}, 400),
        ({"url": f"{SITE}/", "maxwidth": "0"}, 400),
        ({"url": f"{SITE}/", "maxheight": "-5"}, 400),
        ({"url": "http://["}, 404),
        *(
            ({"url": f"{SITE}/embed?{query}"}, 404)
            for query in ("parts=nope", "part=nope", "view=bogus", "theme=red", "lang=de")
        ),
        ({"url": f"{SITE}/embed?parts=big-data-park&part=luxian-district"}, 404),
        ({"url": f"{SITE}/?view=bogus"}, 404),
    ],
)
def test_what_is_no_map_is_refused(client, query, status):
    assert client.get("/oembed", query_string=query).status_code == status


def test_the_pages_can_be_discovered(client):
    page = client.get("/parts/big-data-park").text
    for media_type in ("application/json+oembed", "text/xml+oembed"):
        assert f'type="{media_type}"' in page
    assert 'property="og:image"' in page


@pytest.mark.parametrize("path", ["/embed", "/embed?parts=big-data-park&lang=zh", "/"])
@pytest.mark.parametrize("kind", ["json", "xml"])
def test_what_is_discovered_describes_the_same_map(client, path, kind):
    links = [each for each in Links(client.get(path).text).found if each.get("title") == "oEmbed"]
    (address,) = [each["href"] for each in links if each["type"].endswith(f"/{kind}+oembed")]
    assert parse_qs(urlsplit(address).query)["url"] == [SITE + path]
    assert client.get(address).status_code == 200


class Links(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "link":
            self.found.append(dict(attrs))


BOUNDS = "28.8,105.3,29.05,105.6"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/#bounds={BOUNDS}", {"bounds": BOUNDS}),
        (
            f"/?lang=zh#bounds={BOUNDS}&ask=28.9,105.4",
            {"bounds": BOUNDS, "lang": "zh", "ask": "28.9,105.4"},
        ),
        (
            "/#rings=10,50&lines=0&from=big-data-park",
            {"rings": "10,50", "lines": "0", "from": "big-data-park"},
        ),
        ("/#line=28,105;29,105.5", {"line": "28,105;29,105.5"}),
        (
            "/embed?rings=10&from=28.9,105.4&area=28,105;29,105;29,106",
            {"rings": "10", "from": "28.9,105.4", "area": "28,105;29,105;29,106"},
        ),
        ("/#rings=10,50&from=nowhere", {}),
        ("/#ask=128.9,105.4", {}),
        (f"/#rings=10&bounds={BOUNDS.replace(',', '%2C')}", {"bounds": BOUNDS}),
        (f"/parts/big-data-park#bounds={BOUNDS}", {"bounds": BOUNDS, "part": "big-data-park"}),
        (f"/embed?bounds={BOUNDS}&theme=dark", {"bounds": BOUNDS, "theme": "dark"}),
        ("/embed#bounds=-18,178,-16,-179", {"bounds": "-18,178,-16,-179"}),
        ("/#view=region", {"view": "region"}),
        ("/#11/29.0120/105.4420", {"#": "11/29.0120/105.4420"}),
        ("/#11.25/-29/-105.4&ask=1,2", {"#": "11.25/-29/-105.4", "ask": "1,2"}),
        ("/#bounds=29,105,28,106", {}),
        ("/#bounds=28,105,29", {}),
        ("/#bounds=28,105,29,nan", {}),
        ("/#%", {}),
        ("/#&=&bounds", {}),
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_the_view_of_the_address_is_embedded(client, path, shown, form):
    answer = ask(client, SITE + path, format=form)
    assert answer.status_code == 200
    text = answer.json["html"] if form == "json" else ET.fromstring(answer.data).findtext("html")
    parser = Frame()
    parser.feed(text)
    src = urlsplit(parser.attributes["src"])
    found = {key: value for key, [value] in parse_qs(src.query).items()}
    assert found | ({"#": src.fragment} if src.fragment else {}) == shown
    assert client.get(parser.attributes["src"]).status_code == 200


NAMES = ("江阳片区", "park 2", "A&B", "a/b", "a,b", "100%", "x.y")


@pytest.mark.parametrize("prefix", ["", "/maps"])
@pytest.mark.parametrize("name", NAMES)
def test_an_id_of_any_letters_is_found_by_its_address(tmp_path, prefix, name):
    collection = json.loads(DEFAULT_PATH.read_text("utf-8"))
    part = collection["features"][-1]
    part["properties"]["id"] = part["id"] = name
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps(collection), "utf-8")
    client = make_client(DATA=path, PROXIES=1)
    query = {"url": f"{SITE}{prefix}/parts/{quote(name)}"}
    answer = client.get("/oembed", query_string=query, headers={"X-Forwarded-Prefix": prefix})
    assert answer.status_code == 200
    assert parse_qs(urlsplit(frame_of(answer)["src"]).query)["part"] == [name]


def test_an_address_without_the_proxys_prefix_is_none_of_ours():
    client = make_client(PROXIES=1)
    for path, status in (("/maps/", 200), ("/", 404), ("/mapsx/", 404)):
        answer = client.get(
            "/oembed", query_string={"url": SITE + path}, headers={"X-Forwarded-Prefix": "/maps"}
        )
        assert answer.status_code == status
