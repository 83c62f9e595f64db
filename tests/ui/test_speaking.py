"""The language of an answer."""

from django.utils import translation

from dengen.ui.speaking import speaking


@speaking
def told(environ, start_response):
    return [translation.get_language().encode()]


def test_what_spoke_another_language_before_answers_in_japanese():
    with translation.override("en"):
        assert told({}, None) == [b"ja"]
