"""What `make docs` adds to the pages that are written by hand.

ProperDocs calls the functions whose names start with `on_`. In a page, `<!-- generated: NAME -->`
becomes what the code says (commands, settings, fields, addresses, the drawing of the packages),
and `<!-- file: PATH -->` a file of the repository as a block of code. Documents that lie elsewhere
in the repository become pages of the reference.
"""

import json
import re
from pathlib import Path

from architecture import draw_packages, list_packages
from from_code import list_addresses, list_commands, list_fields, list_settings
from properdocs.structure.files import File
from search_index import list_sections

from maps.assets import read_asset

ROOT = Path(__file__).parents[2]
LANGUAGES = {"en": "en", "zh": "zh-Hans"}
GENERATED = {
    "commands": list_commands,
    "settings": list_settings,
    "fields": list_fields,
    "addresses": list_addresses,
    "packages": list_packages,
    "drawing": draw_packages,
}
ELSEWHERE = {
    "en/reference/data-files.md": "data/README.md",
    "en/reference/operations.md": "docs/operations.md",
    "en/reference/benchmarks.md": "docs/benchmarks.md",
}
STYLES = ("palette.css", "zone-shell.css")
FENCES = {".service": "ini", ".conf": "nginx", "": "dockerfile", ".py": "python"}


def on_files(files, config):
    """Add the documents from elsewhere, the pictures, the styles and the files to copy."""
    for name, source in ELSEWHERE.items():
        text = (ROOT / source).read_text("utf-8")
        text = text.replace("](deploy)", "](../../deploy/zonemap.service)")
        files.append(File.generated(config, name, content=text))
    for name in STYLES:
        files.append(File.generated(config, f"assets/{name}", content=read_asset(name)))
    for folder in ("images", "deploy", "examples"):
        for path in sorted((ROOT / "docs" / folder).iterdir()):
            files.append(File.generated(config, f"{folder}/{path.name}", abs_src_path=str(path)))
    return files


def on_page_markdown(markdown, page, config, files):
    """Fill in what the code says, and files."""
    lang = page.file.src_uri.partition("/")[0]
    markdown = re.sub(
        r"<!-- generated: (\w+) -->", lambda found: GENERATED[found[1]](lang), markdown
    )
    return re.sub(r"<!-- file: (\S+) -->", lambda found: show_file(found[1]), markdown)


def on_page_content(html, page, config, files):
    """Let wide tables scroll by themselves."""
    return html.replace("<table>", '<div class="scroll"><table>').replace(
        "</table>", "</table></div>"
    )


def show_file(name):
    """Return a file of the repository as a block of code."""
    text = (ROOT / name).read_text("utf-8")
    return f"```{FENCES.get(Path(name).suffix, 'text')}\n{text}```"


def on_page_context(context, page, config, nav):
    """Give the template the page's language, that language's navigation, and the other page."""
    lang, _, rest = page.url.partition("/")
    context["lang"] = lang
    context["html_lang"] = LANGUAGES[lang]
    context["sections"] = next(
        section.children for section in nav if section.children[0].url.startswith(f"{lang}/")
    )
    addresses = {other.url for other in nav.pages}
    other = "zh" if lang == "en" else "en"
    wanted = f"{other}/{rest}"
    context["other"] = (other, wanted if wanted in addresses else f"{other}/")
    return context


def on_post_build(config):
    """Write the first page, which leads to the languages, and the texts to be searched."""
    site = Path(config.site_dir)
    for name in ("sitemap.xml", "sitemap.xml.gz"):  # of addresses that it does not know
        (site / name).unlink(missing_ok=True)
    environment = config.theme.get_env()
    (site / "index.html").write_text(environment.get_template("index.html").render(), "utf-8")
    for lang in LANGUAGES:
        sections = [
            section
            for path in sorted((site / lang).rglob("index.html"))
            for section in list_sections(path, site / lang)
        ]
        text = json.dumps(sections, ensure_ascii=False, separators=(",", ":"))
        (site / lang / "search.json").write_text(text, "utf-8")
