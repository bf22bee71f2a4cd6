"""A copy of the checkout that speaks a third language: CONTRIBUTING's "add a language", followed.

Breton, which nobody has asked for. In a copy, since what is registered is read when modules are
imported, in processes of the server's own too.
"""

import json
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTE, LICENCE = "Notenn e brezhoneg", "Aotre e brezhoneg"
ENTRY = """        Language("br", "Brezhoneg", html_lang="br", locale="br_FR"),
    )
}

# What `lang=both`"""
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Name"
msgstr "Anv"

msgid "Parts"
msgstr "Lodennoù"
"""


def replace_once(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


def add_breton(folder):
    """Copy the checkout into a folder, with the third language, and texts in it in the data."""
    for name in ("geo", "maps", "webapp", "data"):
        ignored = shutil.ignore_patterns("__pycache__", "raw")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    old = "    )\n}\n\n# What `lang=both`"
    replace_once(folder / "maps" / "i18n.py", old, ENTRY)
    old = 'DATA_LANGUAGES = (BASE_LANGUAGE, "zh")'
    replace_once(folder / "geo" / "fields" / "languages.py", old, old.replace(")", ', "br")'))
    (folder / "maps" / "translations" / "br.po").write_text(PO, "utf-8")
    for name in ("boundaries", "places", "context"):
        path = folder / "data" / f"{name}.geojson"
        collection = json.loads(path.read_text("utf-8"))
        for feature in collection["features"]:
            said = feature["properties"]
            said["name_br"] = said["name"] and f"{said['name']} (br)"
            said["industries_br"] = [f"{each} (br)" for each in said.get("industries") or []]
        for source in collection.get("sources", {}).values():
            source |= {"licence_br": LICENCE, "note_br": NOTE}
        path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")
