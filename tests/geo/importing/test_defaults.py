"""What is told of fields that no column states."""

from geo.importing.defaults import tell_defaults


def told(values, mapping=(), **options):
    rows = [{"position_uncertainty_m": value} for value in values]
    named = {field: field for field in mapping}
    options = {"placement": "digitised", "uncertainty_m": None, **options}
    return list(map(str, tell_defaults(rows, named, **options)))


def test_an_unknown_uncertainty_is_told_with_its_effect_and_the_option():
    placement, uncertainty = told([None, 5.0])
    assert placement == "placement: digitised (set another with --placement)"
    assert uncertainty.startswith("position_uncertainty_m: not known for 1 parts, so it is")
    assert "--uncertainty" in uncertainty


def test_a_set_uncertainty_is_told_and_columns_are_not():
    said = "position_uncertainty_m: 0.05 m, as set with --uncertainty"
    assert told([0.05], uncertainty_m=0.05)[1:] == [said]
    assert told([0.05], ("placement", "position_uncertainty_m")) == []
