"""The legend explains what is drawn, and nothing else."""

from dataclasses import replace

import pytest
from drawn_figure import drawn

from maps.content import vocabulary
from maps.figure.compose import draw_credited_figure
from maps.figure.legend import kind_words
from maps.figure.options import FigureOptions


def page_words(figure):
    """Return the texts of the page itself, where the legend is."""
    return " ".join(text.get_text() for text in figure.axes[0].texts)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_and_placement_that_is_drawn_is_explained(zone, lang):
    words = page_words(drawn(zone, lang=lang)).replace(" ", "")
    for kind in zone.parts["kind"].unique():
        assert vocabulary.kind_label(kind, lang) in words
    for placement in zone.parts["placement"].unique():
        assert vocabulary.placement_note(placement, lang).replace(" ", "") in words


def test_what_is_not_drawn_is_not_explained(zone):
    surveyed = replace(zone, parts=zone.parts.assign(placement="surveyed"))
    words = page_words(drawn(surveyed, parts=("big-data-park",)))
    assert vocabulary.kind_label("park", "en") in words
    assert vocabulary.kind_label("district", "en") not in words
    assert "Dashed outline" not in words


def test_distance_lines_are_explained_where_they_are_drawn(zone):
    assert "Straight-line (geodesic)" in page_words(drawn(zone, view="region"))
    assert "Straight-line (geodesic)" not in page_words(drawn(zone, view="zone"))


def test_a_kind_has_a_word_in_each_language_once():
    assert kind_words("city", ("zh", "en")) == "城市 City"
    assert kind_words("harbour", ("zh", "en")) == "harbour"


@pytest.mark.parametrize(("lang", "said"), [("en", "River (±1.4 km)"), ("zh", "河流（±1.4 km）")])
def test_the_river_on_a_sheet_of_parcels_says_how_far_off_it_is(zone, lang, said):
    """The sheet's own ±5 cm is that of the parts alone."""
    context = zone.context.assign(position_uncertainty_m=1400.0)
    basemap = zone.basemap.head(0)
    parts = zone.parts.assign(placement="surveyed", position_uncertainty_m=0.05)
    words = page_words(
        drawn(replace(zone, parts=parts, context=context, basemap=basemap), lang=lang)
    )
    assert said.replace(" ", "") in words.replace(" ", "")
    assert "±5 cm" in words


def test_lines_of_the_base_map_say_how_far_off_they_are(zone):
    """Railways are generalised: they are drawn and explained in a map of the region only."""
    region = page_words(drawn(zone, view="region")).replace(" ", "")
    close = page_words(drawn(zone, view="zone")).replace(" ", "")
    assert "Railway,generalised(±2km)" in region
    assert "Railway,generalised" not in close
    for words in (region, close):
        assert "Lineofaprovince,prefectureorcounty(±1.7kmto±2.1km)" in words
        assert "River(±1.5km)" in words
        assert "Countyboundary" not in words


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_stations_are_named_and_explained_in_a_map_of_the_zone_as_on_the_page(zone, lang):
    figure, shown = draw_credited_figure(zone, FigureOptions(lang=lang))
    named = {text.get_text() for axes in figure.axes for text in axes.texts}
    names = zone.stations["name_zh" if lang == "zh" else "name"]
    assert set(names) <= named
    assert vocabulary.kind_label("station", lang) in page_words(figure)
    assert any(
        each.startswith(zone.attribution_by_layer["stations"]) for each in shown.attributions
    )
    region = page_words(drawn(zone, view="region", lang=lang))
    assert vocabulary.kind_label("station", lang) not in region


def test_a_map_without_stations_in_its_frame_credits_none(zone):
    alone = replace(zone, stations=zone.stations.iloc[:0])
    _, shown = draw_credited_figure(alone, FigureOptions())
    assert zone.attribution_by_layer["stations"] not in shown.attributions
