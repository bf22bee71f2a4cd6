"""Boundary points as surveys write them: with units, X= and Y=, headings, degrees; asked about."""

from decimal import Decimal

import pytest

from geo.errors import InputError
from webapp.plots.pasted import read_pasted_text

NEAR = (28.9, 105.44)
CORNERS = [
    ("3196055.775", "35544776.274"),
    ("3196058.055", "35545361.592"),
    ("3195614.712", "35545363.330"),
    ("3195612.432", "35544777.990"),
]
DEGREES = [
    "105°27′32.4″E 28°52′48″N",
    "105°27′54″E 28°52′48″N",
    "105°27′54″E 28°52′33.6″N",
    "105°27′32.4″E 28°52′33.6″N",
]
FORMS_BESIDE = {  # what is written beside a corner, in another unit, or with thousands apart
    "点号,X,Y,H": "J{n},{x},{y},262.3",
    "点号，X（m），Y（m），高程（m）": "J{n}，{x}，{y}，262.3",
    "界址点号\tX坐标\tY坐标\t边长": "J{n}\t{x}\t{y}\t500.25",
    "界址点号 X坐标 Y坐标 边长": "J{n} {x} {y} 500.25",
    "序号,点号,Y,X": "{n},J{n},{y},{x}",
    "点号,X（公里）,Y（公里）": "J{n},{x_km},{y_km}",
    "点号 Y(km) X(km) H(km)": "J{n} {y_km} {x_km} 0.2623",
    "点号 X Y": "J{n} {x_thousands} {y_thousands}",
    "": "J{n}\t{x_thousands}\t{y_thousands}",
}
PLAIN = "\n".join(f"J{n},{x},{y}" for n, (x, y) in enumerate(CORNERS, 1))


def lay(form, heading=""):
    rows = [form.format(n=n, x=x, y=y) for n, (x, y) in enumerate(CORNERS, 1)]
    return "\n".join([heading, *rows] if heading else rows)


def shape(layer):
    (feature,) = layer["features"]["features"]
    return feature["geometry"]


@pytest.mark.parametrize(
    "text",
    [
        lay("J{n} {x}m {y}m"),
        lay("J{n}：{x}米，{y}米"),
        lay("J{n} X={x} Y={y}"),
        lay("J{n} X={x}m, Y={y}m"),
        lay("J{n} Y：{y} X：{x}"),
        lay("J{n}\t{x}\t{y}", "点号\tX（米）\tY（米）"),
        lay("J{n} {x} {y}", "点号 X（米） Y（米）"),
        lay("J{n},{y},{x}", "界址点号,Y坐标,X坐标"),
        lay("J{n}，{x}，{y}", "点号，北坐标，东坐标"),
    ],
)
def test_corners_of_a_survey_are_the_plot_that_plain_ones_are(paste, text):
    assert shape(paste(text)) == shape(paste(PLAIN))


def lay_beside(heading):
    rows = [
        FORMS_BESIDE[heading].format(
            n=n,
            x=x,
            y=y,
            x_km=Decimal(x) / 1000,
            y_km=Decimal(y) / 1000,
            x_thousands=f"{Decimal(x):,}",
            y_thousands=f"{Decimal(y):,}",
        )
        for n, (x, y) in enumerate(CORNERS, 1)
    ]
    return "\n".join([heading, *rows] if heading else rows)


@pytest.mark.parametrize("heading", FORMS_BESIDE)
def test_what_is_beside_a_corner_its_unit_and_thousands_change_nothing(paste, heading):
    assert shape(paste(lay_beside(heading))) == shape(paste(PLAIN))


def test_a_column_that_may_name_the_plot_is_kept():
    text = lay("J{n},{x},{y},甲", "点号,X,Y,地块")
    assert read_pasted_text(text, NEAR).text.strip() == text


def test_numbered_points_with_heights_are_asked_about():
    found = read_pasted_text(lay("{n},{x},{y},262.3", "点号,X,Y,H"), NEAR)
    assert found.is_sequence
    assert "262.3" in found.text


@pytest.mark.parametrize("form", ["J{n} {at}", "J{n}：{at}", "j{n}\t{at}"])
def test_corners_in_degrees_are_a_plot(paste, form):
    text = "\n".join(form.format(n=n, at=at) for n, at in enumerate(DEGREES, 1))
    layer = paste(text)
    assert [row["kind"] for row in layer["rows"]] == ["plot"]
    assert "numbered as such" in layer["steps"][0]
    assert shape(layer) == shape(paste(f"点号 经度 纬度\n{text}"))


def test_corners_in_degrees_that_begin_anew_stay_points(paste):
    text = "\n".join(f"J{n} {at}" for n, at in zip((1, 2, 1, 2), DEGREES, strict=True))
    assert [row["kind"] for row in paste(text)["rows"]] == ["site"] * 4


@pytest.mark.parametrize(
    "text",
    [
        lay("{x}m {y}m"),
        lay("{x}米，{y}米"),
        lay("X={x} Y={y}"),
        lay("{n}\t{x}\t{y}", "点号\tX（米）\tY（米）"),
        lay("{x} {y}", "X Y"),
        lay("{x},{y}"),
        lay("{n}、{x}，{y}"),
        "\n".join(DEGREES),
        "\n".join(
            f"J{n} {float(x) / 1000} {float(y) / 1000}" for n, (x, y) in enumerate(CORNERS, 1)
        ),
    ],
)
def test_a_sequence_without_names_is_asked_about(paste, text):
    layer = paste(text)
    options = {}
    if not layer["rows"]:
        (question,) = layer["questions"]
        options = question["choices"][0]["options"]
        layer = paste(text, **options)
    assert [row["kind"] for row in layer["rows"]] == ["site"] * 4
    question = next(each for each in layer["questions"] if each["name"] == "outline")
    assert not question["is_blocking"]
    assert [each["options"] for each in question["choices"]] == [{"outline": "0"}, {"outline": "1"}]
    plot = paste(text, **options, outline="1")
    assert [row["kind"] for row in plot["rows"]] == ["plot"]
    assert "as you chose" in " ".join(plot["steps"])
    for answered in (plot, paste(text, **options, outline="0")):
        assert "outline" not in [each["name"] for each in answered["questions"]]
    if "°" not in text:
        area = paste(PLAIN)["rows"][0]["area_m2"]
        assert plot["rows"][0]["area_m2"] == pytest.approx(area, rel=1e-6)


@pytest.mark.parametrize("text", ["105.46,28.87\n105.47,28.88", "甲 105.46 28.87\n" * 3])
def test_two_points_and_named_ones_are_not_asked_about(paste, text):
    assert "outline" not in [each["name"] for each in paste(text)["questions"]]


@pytest.mark.parametrize(("lang", "name"), [("en", "Boundary points"), ("zh", "界址点")])
def test_the_format_is_named_in_the_language_of_the_page(paste, lang, name):
    assert paste(PLAIN, lang=lang)["format"] == name


def test_the_plot_of_a_sequence_is_closed_without_a_repair(paste):
    text = lay("{x},{y}")
    (question,) = paste(text)["questions"]
    plot = paste(text, **question["choices"][0]["options"], outline="1")
    assert "closed" not in " ".join(plot["steps"])


@pytest.mark.parametrize(
    ("lang", "name", "evidence"),
    [
        ("en", "Pasted text", "Nothing in the text says"),
        ("zh", "粘贴的文本", "文字未说明采用哪种坐标系"),
    ],
)
def test_questions_about_pasted_text_speak_of_no_file(paste, lang, name, evidence):
    layer = paste("105.459,28.88\n105.465,28.88\n105.465,28.876", lang=lang)
    assert layer["name"] == name
    datum, outline = layer["questions"]
    assert datum["evidence"][0].startswith(evidence)
    (crs,) = paste(lay("{x},{y}"), lang=lang)["questions"]
    for question in (datum, outline, crs):
        assert name in question["sentence"]
        assert ".csv" not in str([question["sentence"], *question["evidence"]])


@pytest.mark.parametrize("first", [1, 5])
@pytest.mark.parametrize("corners", [[" ".join(each) for each in CORNERS], DEGREES])
def test_names_above_corners_are_those_of_their_plots(paste, corners, first):
    blocks = [
        "\n".join(f"J{n} {at}" for n, at in enumerate(corners, start)) for start in (1, first)
    ]
    layer = paste(f"地块一\n{blocks[0]}\n\n地块二：\n{blocks[1]}")
    assert [row["kind"] for row in layer["rows"]] == ["plot"] * 2
    assert [row["name"] for row in layer["rows"]] == ["地块一", "地块二"]
    one, other = layer["features"]["features"]
    assert one["geometry"] == other["geometry"]


@pytest.mark.parametrize("text", ["地块一\nhello", "地块一\n地块二", "地块一\nJ1 105.4 28.8"])
def test_names_above_other_lines_are_no_plots(text):
    with pytest.raises(InputError, match="neither GeoJSON"):
        read_pasted_text(text, NEAR)


@pytest.mark.parametrize("at", [[" ".join(each) for each in CORNERS], DEGREES])
def test_corners_out_of_order_that_cross_are_to_be_sorted(at):
    lines = [f"J{n} {at[n - 1]}" for n in (1, 3, 2, 4)]
    with pytest.raises(InputError, match="order J1, J3, J2, J4, in which"):
        read_pasted_text("\n".join(lines), NEAR)
    assert not read_pasted_text("\n".join(sorted(lines)), NEAR).is_sequence


@pytest.mark.parametrize("at", [[" ".join(each) for each in CORNERS], DEGREES])
def test_corners_out_of_order_are_joined_as_written(paste, at):
    lines = [f"J{n} {each}" for n, each in zip((1, 3, 2, 4), at, strict=True)]
    layer = paste("\n".join(lines))
    plain = paste("\n".join(f"J{n} {each}" for n, each in enumerate(at, 1)))
    assert shape(layer) == shape(plain)
    assert "J1, J3, J2, J4" in " ".join(layer["steps"])
    assert "as written" not in " ".join(plain["steps"])
    named = read_pasted_text("\n".join(["地块一", *lines]), NEAR)
    assert "J1, J3, J2, J4" in str(named.told[-1].values)


@pytest.mark.parametrize("between", [";", "； ", ";\t"])
@pytest.mark.parametrize("form", ["{x},{y}", "{x} {y}", "{x}，{y}", "J{n} {x},{y}"])
def test_positions_of_one_line_are_read_as_lines_of_their_own(form, between):
    text = lay(form)
    for whole in (text, f"{text}\n{text.splitlines()[0]}"):
        found = read_pasted_text(between.join(whole.splitlines()), NEAR)
        assert found == read_pasted_text(whole, NEAR)


@pytest.mark.parametrize("wrong", ["J3 2195614.712 35545363.330", "J3 3195614.712 35645363.330"])
def test_the_corner_with_a_wrong_digit_is_named(wrong):
    lines = [f"J{n} {x} {y}" for n, (x, y) in enumerate(CORNERS, 1)]
    said = [str(each.values) for each in read_pasted_text("\n".join(lines), NEAR).told]
    assert "{'corner': 'J3'}" not in said
    lines[2] = wrong
    said = [str(each.values) for each in read_pasted_text("\n".join(lines), NEAR).told]
    assert "{'corner': 'J3'}" in said


def test_the_corner_in_degrees_that_lies_far_is_named(paste):
    wrong = [*DEGREES[:2], DEGREES[2].replace("105°", "115°"), DEGREES[3]]
    text = "\n".join(f"J{n} {each}" for n, each in enumerate(wrong, 1))
    assert "J3 lies far from the other corners" in " ".join(paste(text)["steps"])
