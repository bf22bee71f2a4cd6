"""The same file through each command, page and service that takes one: what each says of it."""

import html
import re

COMMANDS = ("import", "check", "diff", "measure", "locate")
SERVICES = ("/api/measure", "/api/locate", "/quality", "/changes")
PARAMETERS = {"--layer": "layer", "--crs": "crs", "--encoding": "encoding", "--datum": "datum"}


def ask_commands(run, path, *options, commands=COMMANDS):
    """Return the exit code and standard error of each command."""
    found = {}
    for command in commands:
        out = path.parent / f"{command}.out{'.geojson' if command == 'import' else '.csv'}"
        words = {"import": ("-o", out), "measure": ("-o", out), "locate": ("-o", out)}
        files = (path, path) if command == "diff" else (path,)
        code, _, err = run(command, *files, *words.get(command, ()), *options)
        assert "Traceback" not in err
        found[command] = code, err
    return found


def ask_services(client, path, *options, services=SERVICES):
    """Return the status and the sentence of each service, options as commands write them."""
    fields, words = {}, iter(options)
    for word in words:
        if word == "--skip-unusable":
            fields["skip_unusable"] = "1"
        else:
            fields[PARAMETERS[word]] = next(words)
    found = {}
    for address in services:
        with path.open("rb") as file:
            answer = client.post(f"{address}?lang=en", data={**fields, "file": (file, path.name)})
        text = html.unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))
        said = (answer.get_json(force=True, silent=True) or {}).get("detail") or text
        found[address] = answer.status_code, re.sub(r"\bcrs=(?=\w)", "--crs ", said)
    return found
