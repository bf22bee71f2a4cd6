"""Names of downloads."""

from urllib.parse import unquote

import pytest
from flask import Response

from webapp.http.download_name import name_download


def said(*words, **options):
    answer = Response()
    name_download(answer, *words, **options)
    return unquote(answer.headers["Content-Disposition"])


def test_a_subject_is_the_name_for_who_knows_such_names():
    assert said("a.pdf") == 'attachment; filename="a.pdf"'
    assert said("a.pdf", subject="江阳片区", is_shown=True) == (
        "inline; filename=\"a.pdf\"; filename*=UTF-8''江阳片区.pdf"
    )


@pytest.mark.parametrize(
    ("subject", "name"),
    [('a/b\\c:"d"', "a_b_c__d_"), ("a\r\nX: y", "aX_ y"), ("..", ""), ("x" * 300, "x" * 120)],
)
def test_no_subject_leaves_its_folder_or_its_header(subject, name):
    ending = f"; filename*=UTF-8''{name}.pdf" if name else ""
    assert said("a.pdf", subject=subject) == f'attachment; filename="a.pdf"{ending}'


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/api/brief?part=jiangyang-district&f=docx&lang=zh", "选址简报 江阳片区.docx"),
        ("/api/brief?part=jiangyang-district&f=csv&lang=en", "Site brief Jiangyang Area.csv"),
        ("/api/brief?lat=28.9&lon=105.4&f=csv&lang=zh", "选址简报 28.9, 105.4.csv"),
        ("/export/boundaries.csv?part=luxian-district&lang=zh", "泸县片区 boundaries.csv"),
    ],
)
def test_files_of_one_part_are_called_by_it(client, address, name):
    answer = client.get(address)
    assert answer.status_code == 200
    assert unquote(answer.headers["Content-Disposition"]).endswith(f"filename*=UTF-8''{name}")


def test_files_of_the_zone_have_their_own_names(client):
    placed = client.get("/export/boundaries.csv").headers["Content-Disposition"]
    assert placed == 'attachment; filename="boundaries.csv"'
