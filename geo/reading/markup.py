"""HTML to plain text."""

import html
import re


def strip_html(text: str) -> str:
    """Return the text of an HTML balloon: a line for each row, cells joined by colons.

    >>> strip_html("<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>")
    'a: 1; b: 2'
    """
    if not re.search(r"<\s*/?[a-zA-Z!]", text):
        return html.unescape(text) if "&" in text else text
    bare = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", " ", text)
    bare = re.sub(r"(?i)</t[dh]\s*>\s*<t[dh]\b[^>]*>", ": ", bare)
    bare = re.sub(r"(?i)</(tr|p|div|li|h\d)\s*>|<br\s*/?>", "\n", bare)
    plain = html.unescape(re.sub(r"<[^>]*>", " ", bare))
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return "; ".join(line for line in lines if line).replace(" : ", ": ")
