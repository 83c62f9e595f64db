import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

pytestmark = pytest.mark.django_db  # every page may say that the board is read-only
PAGE = """{% extends "ui/base.html" %}{% block title %}新規登録{% endblock %}
{% block content %}<h1>新規登録</h1>{% endblock %}"""


class NameForm(forms.Form):
    name = forms.CharField(label="氏名")


def page(form: forms.Form | None = None) -> str:
    """A page that somebody who isn't logged in sees."""
    template = engines["django"].from_string(PAGE)
    return template.render({"form": form}, RequestFactory().get("/apply/"))


def test_the_title_of_a_page_says_that_something_is_wrong():
    assert "<title>エラー：新規登録 | " in page(NameForm({}))


def test_a_page_says_nothing_of_errors_before_its_form_was_sent():
    assert "<title>新規登録 | " in page(NameForm())


def test_each_page_names_the_board_and_its_operator_as_set(settings):
    settings.BOARD_NAME = "蓄電池の掲示板"
    settings.OPERATOR_NAME = "蓄電協会"
    html = page()
    assert "新規登録 | 蓄電池の掲示板</title>" in html
    assert "運営：蓄電協会" in html


def test_each_page_offers_a_way_past_the_header():
    html = page()
    assert 'href="#main"' in html
    assert 'id="main"' in html


def test_no_page_has_a_style_or_script_that_the_policy_would_stop():
    html = page()
    assert "<style" not in html
    assert " style=" not in html
    assert html.count("<script") == html.count('<script type="module" src=')
