from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from dengen.ui.icons import PATHS


def render(template: str, **values: object) -> str:
    return Template("{% load ui %}" + template).render(Context(values))


@pytest.mark.parametrize("name", PATHS)
def test_an_icon_is_drawn_that_screen_readers_skip(name):
    html = render("{% icon name %}", name=name)
    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html


def test_an_icon_that_nobody_has_drawn_is_refused():
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')


def test_a_day_is_written_with_its_weekday():
    assert render("{{ day|date_ja }}", day=date(2026, 11, 23)) == "2026年11月23日（月）"


def test_a_moment_is_written_in_the_boards_time():
    moment = datetime(2026, 11, 22, 15, 4, tzinfo=UTC)
    assert render("{{ moment|moment_ja }}", moment=moment) == "2026年11月23日（月）00:04"


def test_no_day_is_written_as_nothing():
    assert render("{{ day|date_ja }}{{ day|moment_ja }}", day=None) == ""
