from django import forms


class PersonForm(forms.Form):
    """One field of each kind that looks different."""

    use_required_attribute = False
    login_id = forms.CharField(label="会員ID", help_text="8桁以上で入力してください。")
    nickname = forms.CharField(label="通称", required=False)
    side = forms.ChoiceField(
        label="希望の区分",
        choices=[("sell", "売"), ("buy", "買")],
        widget=forms.RadioSelect,
        help_text="どちらか一つを選んでください。",
    )
    consent = forms.BooleanField(label="同意します")


def html_of(name: str, data: dict | None = None) -> str:
    """The field as a page shows it, sent with `data` or not yet sent."""
    return str(PersonForm(data)[name].as_field_group())


def test_a_field_ties_hint_and_error_to_the_input():
    html = html_of("login_id", {"login_id": ""})
    assert 'aria-describedby="id_login_id_helptext id_login_id_error"' in html
    assert 'id="id_login_id_helptext"' in html
    assert 'id="id_login_id_error"' in html


def test_a_field_marks_a_wrong_input_as_invalid():
    assert 'aria-invalid="true"' in html_of("login_id", {"login_id": ""})


def test_a_field_starts_an_error_with_a_star():
    assert "<p>＊" in html_of("login_id", {"login_id": ""})


def test_a_field_says_in_words_what_is_required():
    assert "※必須" in html_of("login_id")


def test_a_field_does_not_ask_for_what_is_optional():
    assert "※必須" not in html_of("nickname")


def test_a_field_shows_the_hint_before_the_input():
    html = html_of("login_id")
    assert html.index("8桁以上") < html.index("<input")


def test_a_field_groups_radio_buttons_under_a_legend():
    html = html_of("side")
    assert "<fieldset" in html
    assert "<legend" in html


def test_a_field_ties_hint_and_error_to_a_group():
    html = html_of("side", {})
    assert '<fieldset class="field field--error" aria-describedby="' in html
    assert "id_side_helptext" in html.split(">")[0]
    assert "id_side_error" in html.split(">")[0]


def test_a_field_puts_a_checkbox_inside_its_label():
    html = html_of("consent")
    assert html.index("<label") < html.index("<input") < html.index("同意します")


def test_a_rendered_form_shows_what_concerns_no_single_field():
    form = PersonForm({"login_id": "abc", "side": "sell", "consent": "on"})
    form.add_error(None, "すでに受け付けています。")
    assert "すでに受け付けています。" in str(form)
