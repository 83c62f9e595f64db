"""Bar charts: the geometry, and what they say without sight and without colour."""

import pytest
from django.template.loader import render_to_string

from dengen.ui.charts import BarChart, Series


def chart(*values: list, **changes) -> BarChart:
    fields = {
        "key": "k",
        "title": "件数<月>",
        "description": "説明",
        "unit": "件",
        "places": [f"{number}月" for number in range(1, len(values[0]) + 1)],
        "labels": [(str(number), "") for number in range(1, len(values[0]) + 1)],
        "series": [Series(f"系列{number}", one) for number, one in enumerate(values, start=1)],
    }
    return BarChart(**(fields | changes))


@pytest.mark.parametrize(
    ("highest", "lines"),
    [
        (0, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (7, ["0", "2", "4", "6", "8"]),
        (25, ["0", "5", "10", "15", "20", "25"]),
        (26, ["0", "10", "20", "30"]),
        (1234, ["0", "500", "1,000", "1,500"]),
    ],
)
def test_the_grid_of_a_chart_has_round_numbers_and_reaches_the_highest_value(highest, lines):
    assert [line.words for line in chart([highest]).grid] == lines


def test_bars_stand_on_the_axis_and_on_each_other():
    lower, upper = chart([3], [1]).bars
    assert lower.y + lower.height == chart([3], [1]).height
    assert upper.y + upper.height == pytest.approx(lower.y)
    assert lower.height == pytest.approx(3 * upper.height, abs=0.2)


def test_nothing_is_drawn_for_no_value_and_zero_is_said():
    one = chart([None, 0, 2])
    assert len(one.bars) == 1
    assert [value.words for value in one.values] == ["0", "2"]


def test_a_chart_tells_half_a_day():
    assert [value.words for value in chart([1.5]).values] == ["1.5"]


def test_charts_to_compare_reach_equally_high():
    assert chart([1], top=40).highest == 40


def test_a_chart_says_what_it_shows_and_tells_series_apart_by_pattern():
    html = render_to_string("ui/chart.html", {"chart": chart([3.5], [1])})
    assert "件数&lt;月&gt;</title>" in html
    assert 'aria-labelledby="k-title k-description"' in html
    assert 'fill="url(#k-hatch)"' in html
    assert "style" not in html


def test_the_table_of_a_chart_has_every_value():
    html = render_to_string("ui/chart_table.html", {"chart": chart([3, None], [1, 2])})
    assert html.count("<td>") == 4
    assert "系列2" in html
