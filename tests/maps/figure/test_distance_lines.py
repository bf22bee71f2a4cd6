"""The distance lines carry the numbers of the table of distances."""

import pytest
from drawn_figure import drawn, map_words

from geo.geodesy.tables import make_distance_table
from maps import formatting


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_distances_are_those_of_the_tables(zone, lang):
    words = map_words(drawn(zone, view="region", lang=lang))
    table = make_distance_table(zone.parts.loc[["longmatan-core"]], zone.places).set_index("place")
    for place in ("chengdu", "chongqing", "guiyang"):
        row = table.loc[place]
        far = formatting.distance(row["centre_distance_m"], lang)
        assert f"{far} {formatting.uncertainty(row['position_uncertainty_m'], lang)}" in words
