"""A page that is used again is as good as new, and still watched."""

import pytest

pytestmark = pytest.mark.browser

LEAVE = """async () => { localStorage.left = 1; document.cookie = "left=1"; await caches.open("left");
  await navigator.serviceWorker.ready; }"""
LEFT = """async () => [(await navigator.permissions.query({ name: "geolocation" })).state,
  Object.keys(localStorage), document.cookie, await caches.keys(),
  (await navigator.serviceWorker.getRegistrations()).length, history.length, innerWidth,
  matchMedia("(prefers-color-scheme: dark)").matches, navigator.onLine]"""


def test_nothing_of_the_last_test_is_left(pages, site):
    watched = pages.take(
        (390, 844), worker=True, color_scheme="dark", locale="de", permissions=["geolocation"]
    )
    watched.page.goto(f"{site}/areas")
    watched.page.goto(f"{site}/?lang=en")
    watched.page.evaluate(LEAVE)
    watched.page.context.set_offline(True)
    pages.give_back(watched)
    again = pages.take((1440, 900), worker=True, locale="de")
    assert again.page is watched.page
    again.page.goto(f"{site}/healthz")
    assert again.page.evaluate(LEFT) == ["prompt", [], "", [], 0, 2, 1440, False, True]
    pages.give_back(again)


def test_a_page_is_watched_anew(pages, site):
    first = pages.take((390, 844))
    first.page.goto(f"{site}/healthz")
    pages.give_back(first)
    second = pages.take((390, 844))
    second.page.goto("data:text/html,<img src='http://elsewhere.example'>")
    second.page.evaluate("console.log('said')")
    pages.give_back(second)
    assert (first.said, first.foreign) == ([], [])
    assert "said" in second.said
    assert second.foreign == ["http://elsewhere.example/"]
