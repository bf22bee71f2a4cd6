"""What a download is called: by its subject, so that two in one folder are told apart."""

from urllib.parse import quote

from flask import Response

_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_MOST_LETTERS = 120


def name_download(
    answer: Response, file_name: str, *, subject: str = "", is_shown: bool = False
) -> None:
    """Say what an answer is called when it is saved, and whether it is shown in place.

    Parameters
    ----------
    answer : Response
        Gets a Content-Disposition (RFC 6266).
    file_name : str
        In ASCII, with its suffix, for programs that know no other names.
    subject : str
        What it is about, in any language: its name then, in place of the file's.
    is_shown : bool
        Whether the browser shows it; else it saves it.
    """
    said = [f'{"inline" if is_shown else "attachment"}; filename="{file_name}"']
    plain = "".join(filter(str.isprintable, subject.translate(_NOT_IN_NAMES)))
    stem = plain[:_MOST_LETTERS].strip(" .")
    if stem:
        suffix = file_name.rpartition(".")[2]
        said.append(f"filename*=UTF-8''{quote(f'{stem}.{suffix}', safe='')}")
    answer.headers["Content-Disposition"] = "; ".join(said)
