from dataclasses import replace

from maps.content.roads.conditions import credit_roads, describe_conditions, vehicle_label


def test_an_extract_without_date_says_so_or_that_of_its_newest_object(measured):
    roads = measured.zone.roads
    assert "2026-05-01, newest object 2026-04-30" in credit_roads(roads, "en")
    bare = replace(roads, extracts=[replace(roads.extracts[0], date=None)])
    assert "date unknown" in credit_roads(bare, "en")


def test_another_credit_is_shown_as_the_file_has_it(measured):
    roads = replace(measured.zone.roads, attribution="© Somebody")
    assert credit_roads(roads, "zh").startswith("© Somebody")


def test_the_conditions_are_whole(measured):
    said = describe_conditions(measured.zone.roads, "zh")
    for words in ("自由流", "拥堵", "收费站", "装卸", "通行费未计", "铰接列车（49 t"):
        assert words in said


def test_a_vehicle_that_has_no_name_here_is_called_by_its_id():
    assert vehicle_label("bus", "en") == "bus"
