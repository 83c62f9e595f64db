import pytest
from django import forms
from django.template.loader import render_to_string

from dengen.ui.fields import OUTDATED_PAGE


class ListingForm(forms.Form):
    title = forms.CharField(label="タイトル")
    side = forms.ChoiceField(
        label="希望の区分", choices=[("sell", "売"), ("buy", "買")], widget=forms.RadioSelect
    )


def summary_of(form: forms.Form) -> str:
    return render_to_string("ui/_error_summary.html", {"form": form})


def test_the_error_summary_leads_to_the_field():
    assert 'href="#id_title"' in summary_of(ListingForm({}))


def test_the_error_summary_leads_to_the_first_button_of_a_group():
    form = ListingForm({})
    assert 'href="#id_side_0"' in summary_of(form)
    assert 'id="id_side_0"' in str(form["side"])


def test_the_error_summary_is_read_aloud_and_takes_the_focus():
    html = summary_of(ListingForm({}))
    assert 'role="alert"' in html
    assert "data-focus" in html


def test_the_error_summary_tells_what_concerns_no_single_field():
    form = ListingForm({"title": "題", "side": "sell"})
    form.add_error(None, "すでに受け付けています。")
    assert "すでに受け付けています。" in summary_of(form)


def test_the_error_summary_is_silent_when_nothing_is_wrong():
    assert summary_of(ListingForm()).strip() == ""


def test_the_error_summary_names_the_field_unless_the_error_does():
    form = ListingForm({"side": "sell"})
    form.add_error("title", "入力してください。")
    form.add_error("title", "タイトルを短くしてください。")
    form.add_error("title", "別のタイトルにしてください。")
    summary = summary_of(form)
    assert ">タイトルを入力してください。" in summary
    assert ">タイトル：別のタイトルにしてください。" in summary
    assert ">タイトルを短くしてください。" in summary


@pytest.mark.parametrize(
    ("label", "error", "told"),
    [
        (
            "新しいパスワード",
            "パスワードには、英字を入れてください。",
            "新しいパスワードには、英字を入れてください。",
        ),
        ("電話番号", "番号が正しくありません。", "電話番号が正しくありません。"),
        ("携帯電話", "番号が正しくありません。", "携帯電話：番号が正しくありません。"),
        ("扱い", "選んでください。", "扱いを選んでください。"),
        (
            "タイトル",
            "100文字以内で入力してください。",
            "タイトル：100文字以内で入力してください。",
        ),
    ],
)
def test_the_error_summary_says_no_word_of_the_fields_name_twice(label, error, told):
    form = ListingForm({})
    form.fields["title"].label = label
    form.errors["title"] = [error]
    assert f">{told}</a>" in summary_of(form)


def test_the_error_summary_leads_nowhere_for_a_field_that_nobody_sees():
    class Hidden(forms.Form):
        revision = forms.IntegerField(widget=forms.HiddenInput, error_messages=OUTDATED_PAGE)

    summary = summary_of(Hidden({"revision": "x"}))
    assert "<li>画面の内容が古くなっています。" in summary
