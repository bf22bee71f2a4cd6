"""With Chinese asked for, reasons and proposals are Chinese in every command and service."""

import csv
import re

import pyproj
import pytest
import shapely
from doors import COMMANDS, SERVICES, ask_commands

pytestmark = pytest.mark.slow

ENGLISH = re.compile(r"(?:[A-Za-z’']{2,} ){2,}[A-Za-z’']{2,}")  # three words and more
OFFER = "--crs EPSG:4523（CGCS2000 3度带第35带：105.43° E, 28.86° N）"


@pytest.mark.parametrize("is_polygon", [True, False])
def test_a_proposal_is_chinese_at_every_door(run, client, tmp_path, is_polygon):
    east, north = pyproj.Transformer.from_crs(4326, 4523, always_xy=True).transform(105.43, 28.86)
    plot = shapely.box(east, north, east + 100, north + 100)
    text = f'name,wkt\na,"{plot.wkt}"\n' if is_polygon else f"name,x,y\na,{east},{north}\n"
    path = tmp_path / "a.csv"
    path.write_text(text)
    options = ("--crs", "EPSG:4524", "--lang", "zh")
    for command, (_, err) in ask_commands(run, path, *options, commands=COMMANDS).items():
        assert OFFER in err, command
    for address in SERVICES:
        with path.open("rb") as file:
            data = {"file": (file, path.name), "crs": "EPSG:4524"}
            headers = {"Accept": "application/json"}
            answer = client.post(f"{address}?lang=zh", data=data, headers=headers)
        detail = answer.get_json(force=True)["detail"]
        assert OFFER.replace("--crs ", "crs=") in detail
        assert not ENGLISH.search(detail)


@pytest.mark.parametrize("command", ["measure", "locate"])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_row_that_is_kept_aside_has_a_chinese_reason(run, tmp_path, command, workers):
    path, out = tmp_path / "a.csv", tmp_path / "out.csv"
    if command == "locate":
        path.write_text("name,lon,lat\na,105.43,28.86\nb,28.86,105.43\nc,here,28.86\n")
    else:
        bow = "POLYGON ((105 28, 105.1 28.1, 105.1 28, 105 28.1, 105 28))"
        plot = "POLYGON ((105 28, 105.1 28, 105.1 28.1, 105 28))"
        path.write_text(f'name,wkt\na,"{plot}"\nb,"{bow}"\nc,POINT (105 28)\n')
    for lang in ("zh", "en"):
        assert run(command, path, "-o", out, "--lang", lang, "--workers", workers)[0] == 0
        text = (tmp_path / "out.csv.rejected.csv").read_text("utf-8-sig")
        reasons = [row["reason"] for row in csv.DictReader(text.splitlines())]
        assert len(reasons) == 2
        assert [bool(re.search("[\u4e00-\u9fff]", each)) for each in reasons] == [lang == "zh"] * 2
