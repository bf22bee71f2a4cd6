"""What a Chinese reader sees or hears of a page or a picture."""

from html.parser import HTMLParser

# Not words: code, and what is said in another language, which the markup says.
SKIPPED = {"script", "style", "code", "kbd", "pre", "metadata"}
SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-text", "data-busy", "data-copy")
VOID = {"meta", "link", "input", "img", "br", "hr", "rect", "path", "circle", "use", "line"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self._hidden = [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        foreign = not (values.get("lang") or "zh").startswith("zh")
        if not self._hidden and not foreign:
            self.texts += [values[name] for name in SPOKEN if values.get(name)]
            if tag == "meta" and values.get("name") == "description":
                self.texts.append(values["content"])
        if tag in VOID:
            return
        if self._hidden or tag in SKIPPED or foreign:
            self._hidden.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()

    def handle_data(self, data):
        if not self._hidden and data.strip():
            self.texts.append(data.strip())


def read_markup(markup):
    """Return the Chinese texts of HTML or SVG: what is shown, and what screen readers say."""
    reader = _Reader()
    reader.feed(markup)
    return reader.texts
