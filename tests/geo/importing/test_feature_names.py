"""What the features of a file are called."""

from geo.importing.feature_names import find_name_columns, name_records

ROWS = [
    {"Layer": layer, "EntityHandle": str(n)}
    for n, layer in enumerate(["甲地块", "乙地块", "丙地块", "丙地块", "0", None])
]


def test_an_outline_alone_on_its_layer_is_called_as_that():
    columns = find_name_columns(["Layer", "EntityHandle"])
    assert name_records(ROWS, columns) == ["甲地块", "乙地块", None, None, None, None]


def test_a_column_of_names_goes_before_the_layer():
    rows = [{"name": "A", **ROWS[0]}, {"name": "", **ROWS[1]}]
    assert name_records(rows, ["name"]) == ["A", "乙地块"]


def test_a_column_that_is_only_called_layer_names_nothing():
    assert name_records([{"Layer": "A"}], find_name_columns(["Layer"])) == [None]
