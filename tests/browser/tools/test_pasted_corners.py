"""What is said of pasted boundary points names no control that the page lacks, and no file."""

import pytest
from playwright.sync_api import expect

from tests.browser.tools.test_add_data import ROWS

pytestmark = pytest.mark.browser

CORNERS = (
    "J1,3196055.775,35544776.274\nJ2,3196058.055,35545361.592\n"
    "J3,3195614.712,35545363.330\nJ4,3195612.432,35544777.990"
)


@pytest.mark.any_look
def test_an_assumed_system_is_said_once_and_without_a_control(tools):
    page = tools.open()
    card = tools.use("add")
    card.locator("textarea").fill(CORNERS)
    card.get_by_role("button", name=tools.word("Add the text", "添加文本")).click()
    expect(page.locator(ROWS)).to_have_count(1, timeout=30000)
    assumed = tools.word("CGCS2000 is assumed", "按 CGCS2000 处理")
    shown = page.locator("p:visible:not(.visually-hidden)", has_text=assumed)
    expect(shown).to_have_count(1)
    said = page.locator("body").inner_text()
    for word in ("“Coordinate reference system”", "“坐标参照系”", "crs=", "The file", "文件未注明"):
        assert word not in said
