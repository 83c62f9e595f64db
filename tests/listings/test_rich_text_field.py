"""The form field of ⑤."""

import pytest
from django import forms

from dengen.listings.forms.rich_text_field import RichTextField
from dengen.listings.rich_text import MAX_LENGTH


class Form(forms.Form):
    html = RichTextField(label="本文", required=False)


def test_the_field_of_rich_text_gives_safe_html():
    form = Form({"html": "<p onclick=x>本文</p>"})
    assert form.is_valid()
    assert form.cleaned_data["html"] == "<p>本文</p>"


@pytest.mark.parametrize("length", [MAX_LENGTH, MAX_LENGTH + 1])
def test_the_field_of_rich_text_counts_what_is_seen(length):
    form = Form({"html": "<p><strong>" + "電" * length + "</strong></p>"})
    assert form.is_valid() == (length <= MAX_LENGTH)
    assert ("10,000" in str(form.errors)) == (length > MAX_LENGTH)


def test_the_field_of_rich_text_refuses_ten_megabytes_of_nothing():
    assert not Form({"html": "<p></p>" * 1_500_000}).is_valid()


def test_without_script_it_is_a_plain_textarea():
    html = str(Form({"html": "<b>"})["html"])
    assert ">\n&lt;b&gt;</textarea>" in html
    assert 'aria-label="文字の書式"' in html
    assert "style=" not in html.replace("data-", "")


def test_the_field_of_rich_text_loads_its_script_as_a_module_and_nothing_inline():
    media = str(Form().media)
    assert 'type="module"' in media
    assert "<script>" not in media
