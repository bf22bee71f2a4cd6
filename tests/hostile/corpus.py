"""Hostile values: what a stranger may put into a file, an address, a body or a command.

To add one, add a line; every input and every output is tried with it. To add an input or an
output, add a test to `test_inputs.py` or a checker to `test_outputs.py`.
"""

MARK = "window.ran=1"  # what a script of ours would do, if it ran

TEXTS = {
    "script": f"</script><script>{MARK}</script>",
    "style": f"</style></noscript><script>{MARK}</script>",
    "image": f"<img src=x onerror={MARK}>",
    "attribute": f"\"'--><svg onload={MARK}>",
    "comment": f"<!--<script>{MARK}//",
    "cdata": f"]]><script>{MARK}</script>",
    "jinja": "{{7*7}}{{''.__class__.__mro__}}",
    "jinja statement": "{% raw",
    "dollar": f"${{{MARK}}}`${{1}}`",
    "python format": "{0.__class__} %(name)s %s %n {lang!r:>99999999}",
    "typst": '#eval("1+1") #read("/etc/passwd") $x$ \\ @ref <label> *a* _b_ `c`',
    "math text": "$\\frac{1}{0$ $",
    "javascript address": f"javascript:{MARK}",
    "data address": f"data:text/html,<script>{MARK}</script>",
    "climb": "../../../../etc/passwd",
    "encoded climb": "..%2f..%2fetc%2fpasswd%00.geojson",
    "windows climb": "..\\..\\windows\\win.ini",
    "formula": "=cmd|'/c calc'!A1",
    "spaced formula": '\u00a0 +HYPERLINK("http://example.org")',
    "at formula": "@SUM(1)",
    "header": "a\r\nSet-Cookie: a=b\r\n\r\n<script>",
    "null byte": "a\x00b",
    "control": "\x1b[2J\x07\x08\x7f\x9f",
    "bidi": "\u202eback to front\u2066 isolate\u202c",
    "invisible": "\u200b\ufeff\u2028\u2029\ufffe\uffff",
    "combining": "a" + "\u0301" * 500,
    "astral": "\U0001f469\u200d\U0001f680\U000e0001\U0010ffff",
    "sql": "' OR 1=1; DROP TABLE parts; --",
    "xml entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    "number": "1e309",
    "negative": "-1",
    "nan": "NaN",
    "huge number": "9" * 400,
    "proto": "__proto__",
    "dots": "..",
    "long": "长名字 " * 2_000,
}

SURROGATE = "\ud800"
MEGABYTE = "名" * 350_000
DEEP = "[" * 100_000
DEEP_OBJECT = '{"a":' * 100_000

# As they stand in JSON text, where a text, a number or a shape is expected.
JUNK = {
    "null": "null", "true": "true", "number": "7", "huge": "9" * 5000, "1e999": "1e999",
    "nan": "NaN", "infinity": "-Infinity", "list": "[]", "nested": "[" * 500 + "]" * 500,
    "object": "{}", "proto": '{"__proto__": {"a": 1}}', "empty": '""', "half": '"\\ud800"',
    "null byte": '"\\u0000"', "date": '"2024-13-45"',
}  # fmt: skip
