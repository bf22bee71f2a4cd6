"""What the map page's tools need: their cards, their styles, and the names they know."""

from dataclasses import replace

from flask import render_template

from maps.gazetteer import gazetteer
from maps.interactive import Chrome
from maps.whereabouts import DATUM_NAMES
from webapp.language import lang
from webapp.links import page_url, static_url
from webapp.messages import tool_messages
from webapp.state import current

RINGS_KM = (10, 25, 50, 100, 200, 300)


def with_tools(chrome: Chrome) -> Chrome:
    """Return what the site puts around its map, with the tools over it."""
    names = gazetteer(current(), lang())
    data = {
        **chrome.data,
        "messages": {**chrome.data["messages"], **tool_messages()},
        "names": names,
        "addresses": {
            "locate": page_url("locate.point"),
            "compare": page_url("compare.compare"),
        },
    }
    tools = render_template(
        "_tools.html",
        datums=DATUM_NAMES,
        rings_km=RINGS_KM,
        parts=[each for each in names if each["group"] == "part"],
        cities=[each for each in names if each["group"] == "place" and each["code"] == "city"],
    )
    style = ("link", {"rel": "stylesheet", "href": static_url("tools.css")})
    return replace(chrome, data=data, tools=tools, head_tags=[*chrome.head_tags, style])
