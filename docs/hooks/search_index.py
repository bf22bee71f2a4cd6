"""The texts of a built page, section by section, as the search of the pages reads them."""

from lxml import html

HEADINGS = ("h1", "h2", "h3")


def list_sections(path, folder):
    """Return title, address and text of each section of a page, the address from `folder`."""
    tree = html.fromstring(path.read_text("utf-8"))
    main = tree.get_element_by_id("main")
    address = path.parent.relative_to(folder).as_posix()
    sections, page_title = [], ""
    for element in main.iter():
        if element.tag in HEADINGS:
            title = join_words(element.text_content())
            page_title = page_title or title
            anchor = f"#{element.get('id')}" if element.tag != "h1" and element.get("id") else ""
            sections.append(
                {"title": title, "page": page_title, "url": f"{address}/{anchor}", "text": ""}
            )
        elif (
            sections
            and element.get("class") != "next"
            and element.tag in {"p", "li", "td", "th", "pre", "dt", "dd"}
        ):
            words = join_words(element.text_content())
            sections[-1]["text"] = f"{sections[-1]['text']} {words}".strip()
    return sections


def join_words(text):
    """Return a text with single spaces."""
    return " ".join(text.split())
