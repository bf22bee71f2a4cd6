"""Of a broken address what can be shown is shown, and the rest is named."""

import pytest

pytestmark = pytest.mark.browser

WHOLE = (
    "/#compare=longmatan-core,big-data-park&from=28.9,105.46&rings=10,50&bounds=28.8,105.3,29,105.6"
)


def notice(tools):
    said = tools.page.get_by_role("region", name=tools.word("Notice", "提示"))
    said.wait_for()
    return said


@pytest.mark.parametrize(
    ("hash_", "named"),
    [
        ("#compare=longmatan-core,nonsense", "compare=nonsense"),
        ("#ask=garbage", "ask=garbage"),
        ("#part=unknown", "part=unknown"),
        ("#from=unknown&rings=50", "from=unknown"),
        ("#12/foo/bar", "12/foo/bar"),
        ("#ask=28.9,105.4&ask=28.9,105.46&ring=50", "ask=28.9,105.4{comma}ring=50"),
    ],
)
def test_what_is_not_read_is_named(tools, hash_, named):
    page = tools.open(f"/{hash_}")
    said = notice(tools)
    named = named.format(comma=tools.word(", ", "，"))
    assert said.locator("p").inner_text() == tools.word(
        f"Not understood in this link: {named}",
        f"此链接中未能识别的内容：{named}",
    )
    if "compare" in named:
        assert tools.button("compare").inner_text().endswith("1")
    look = said.evaluate(
        "(each) => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
    )
    assert look[0] != look[1]
    said.get_by_role("button").click()
    assert page.locator(".notice").count() == 0


@pytest.mark.any_look
def test_a_whole_address_says_nothing(tools):
    page = tools.open(WHOLE)
    assert page.locator(".notice").count() == 0
    page.evaluate("location.hash = '#ask=nowhere'")
    assert "ask=nowhere" in notice(tools).inner_text()


@pytest.mark.any_look
def test_a_part_in_the_fragment_is_shown(tools):
    page = tools.open("/#part=big-data-park")
    page.wait_for_url("**/parts/big-data-park*")
    assert page.locator("path.selected").get_attribute("data-part") == "big-data-park"
    assert page.locator(".notice").count() == 0


@pytest.mark.parametrize(
    "rest",
    ["from=luxian-district&rings=10", "from=28.9,105.4&rings=50", "bounds=28.8,105.3,29,105.6"],
)
def test_what_stands_beside_a_part_in_the_fragment_stays(desk, rest):
    page = desk.open(f"/#part=longmatan-core&{rest}")
    page.wait_for_selector(".part-detail:visible")
    page.wait_for_timeout(500)
    assert page.evaluate("location.pathname") == "/parts/longmatan-core"
    state = desk.state()
    assert (
        "&".join(f"{key}={state.pop(key)}" for key in rest.replace("&", "=").split("=")[::2])
        == rest
    )
    assert state == {}
    if "bounds" in rest:
        assert page.evaluate("document.querySelector('.zone-map').zone.view") == "given"


def test_a_part_that_is_gone_to_in_the_fragment_is_shown(desk):
    page = desk.open("/")
    for part in ("luxian-district", "big-data-park"):
        page.evaluate(f"location.hash = '#part={part}'")
        page.wait_for_url(f"**/parts/{part}*")
        page.wait_for_selector(f"[data-panel={part}]:visible")
        assert page.locator("path.selected").get_attribute("data-part") == part
    page.go_back()
    page.wait_for_selector("[data-panel=luxian-district]:visible")
    assert page.evaluate("location.pathname + location.hash") == "/parts/luxian-district"


def test_the_notice_goes_with_the_address_that_it_is_about(desk):
    page = desk.open("/#part=nope")
    notice(desk)
    page.evaluate("location.hash = '#view=region'")
    page.locator(".notice").wait_for(state="detached")
    page.go_back()
    assert "part=nope" in notice(desk).inner_text()
    page.evaluate("location.hash = '#from=longmatan-core&rings=10'")
    page.wait_for_selector("path.reach-ring", state="attached")
    assert page.locator(".notice").count() == 0
