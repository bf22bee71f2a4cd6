"""The distance lines carry the numbers of the table of distances."""

import pytest
from drawn_figure import drawn, map_words

from geo.geodesy.tables import make_distance_table
from maps import formatting
from maps.figure.distance_lines import reference_part


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_distances_are_those_of_the_tables(zone, lang):
    words = map_words(drawn(zone, view="region", lang=lang))
    table = make_distance_table(zone.parts.loc[["longmatan-core"]], zone.places).set_index("place")
    for place in ("chengdu", "chongqing", "guiyang"):
        row = table.loc[place]
        far = formatting.distance(row["centre_distance_m"], lang)
        assert f"{far} {formatting.uncertainty(row['position_uncertainty_m'], lang)}" in words


def test_distances_are_measured_from_the_core(zone):
    assert zone.parts.at[reference_part(zone.parts), "kind"] == "core"
    others = zone.parts[zone.parts["kind"] != "core"]
    assert reference_part(others) == others.index[0]
