"""Reference that is read from the code: commands, settings, fields, addresses."""

import click
from chinese import COMMANDS, SETTINGS, say_in_chinese

from webapp import create_app
from webapp.api.fields import (
    COLLECTION_FIELDS,
    ENUMS,
    collection_fields,
    field_titles,
    is_nullable,
    json_type,
)
from webapp.cli.main import zonemap
from webapp.settings.config import variables

HEADS = {
    "en": {
        "settings": "| name | value | default | meaning |",
        "fields": "| field | title | type | may be empty |",
        "addresses": "| address | what it is | parameters |",
        "yes": "yes", "no": "no", "one of": "; one of ", "comma": ", ", "none": "–",
    },
    "zh": {
        "settings": "| 名称 | 取值 | 默认值 | 含义 |",
        "fields": "| 字段 | 名称 | 类型 | 可为空 |",
        "addresses": "| 地址 | 内容 | 参数 |",
        "yes": "是", "no": "否", "one of": "；取值 ", "comma": "、", "none": "–",
    },
}  # fmt: skip
COLLECTION_TITLES = {
    "en": {"boundaries": "Parts (boundaries)", "places": "Reference places", "counties": "Counties"},
    "zh": {"boundaries": "分区（boundaries）", "places": "参照地点（places）", "counties": "区县（counties）"},
}  # fmt: skip


def list_commands(lang):
    """Return each command with its help, as `--help` prints it."""
    context = click.Context(zonemap, info_name="zonemap")
    texts = []
    for name in zonemap.list_commands(context):
        command = zonemap.get_command(context, name)
        within = click.Context(command, info_name=name, parent=context, terminal_width=96)
        said = "" if lang == "en" else f"{say_in_chinese(COMMANDS, name)}\n\n"
        texts.append(f"## zonemap {name}\n\n{said}```text\n{command.get_help(within)}\n```")
    return "\n\n".join(texts)


def list_settings(lang):
    """Return the table of settings."""
    rows = []
    for each in variables():
        meaning = each.meaning if lang == "en" else say_in_chinese(SETTINGS, each.name)
        rows.append(f"| `{each.name}` | {each.accepts} | {each.default} | {meaning} |")
    return "\n".join((HEADS[lang]["settings"], "|---|---|---|---|", *rows))


def list_fields(lang):
    """Return a table of the fields of each collection, from the schema."""
    return "\n\n".join(map(_list_fields_of, COLLECTION_FIELDS, [lang] * len(COLLECTION_FIELDS)))


def _list_fields_of(collection_id, lang):
    words, titles, rows = HEADS[lang], field_titles(lang), []
    for name in collection_fields(collection_id):
        kind = json_type(collection_id, name)
        allowed = ENUMS.get(collection_id, {}).get(name)
        if allowed:
            kind += words["one of"] + words["comma"].join(f"`{each}`" for each in allowed)
        empty = words["yes" if is_nullable(collection_id, name) else "no"]
        rows.append(f"| `{name}` | {titles[name]} | {kind} | {empty} |")
    title = COLLECTION_TITLES[lang][collection_id]
    return "\n".join((f"## {title}", "", words["fields"], "|---|---|---|---|", *rows))


def list_addresses(lang):
    """Return the addresses of the data API with their parameters, from its OpenAPI description."""
    client = create_app().test_client()
    said = client.get("/api/openapi.json", query_string={"lang": lang}).json
    known, rows = said["components"]["parameters"], []
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            names = HEADS[lang]["comma"].join(
                f"`{_name(each, known)}`" for each in operation.get("parameters", ())
            )
            address = f"`{method.upper()} /api{path}`".replace("/api/`", "/api/`")
            rows.append(f"| {address} | {operation['summary']} | {names or HEADS[lang]['none']} |")
    used = sorted({(each["name"], each.get("description", "")) for each in known.values()})
    parameters = [f"| `{name}` | {text} |" for name, text in used if text]
    head = {"en": "| parameter | meaning |", "zh": "| 参数 | 含义 |"}[lang]
    return "\n".join(
        (HEADS[lang]["addresses"], "|---|---|---|", *rows, "", head, "|---|---|", *parameters)
    )


def _name(parameter, known):
    if "$ref" in parameter:
        return known[parameter["$ref"].rpartition("/")[2]]["name"]
    return parameter["name"]
