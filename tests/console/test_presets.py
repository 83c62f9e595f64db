"""運営 → 否認理由のひな形."""

import pytest
from django.urls import reverse

from dengen.listings.models import ReasonPreset

LIST = reverse("console:preset-list")
TYPED = {"field": "title", "label": "見出し", "text": "平易に。"}


@pytest.fixture(autouse=True)
def two(db):
    ReasonPreset.objects.all().delete()
    for number in (1, 2):
        ReasonPreset.objects.create(
            desk="listing", label=f"第{number}", text=f"文面{number}", position=number
        )


def labels():
    return [preset.label for preset in ReasonPreset.objects.at("listing")]


def step(desk, name, preset, **sent):
    return desk.post(reverse(f"console:{name}", args=[preset.pk]), sent, follow=True)


def test_it_is_found_in_the_menu(desk):
    assert LIST in desk.get(reverse("console:operation")).text


def test_one_is_added(desk):
    page = desk.post(reverse("console:preset-new") + "?desk=listing", TYPED, follow=True).text
    assert "ひな形を追加しました" in page
    assert labels() == ["第1", "第2", "見出し"]


def test_one_for_applications_offers_their_fields(desk):
    form = desk.get(reverse("console:preset-new") + "?desk=application").context["form"]
    offered = [value for value, _label in form.fields["field"].choices]
    assert "login_name" in offered
    assert "html" not in offered


def test_one_is_changed(desk):
    step(desk, "preset", ReasonPreset.objects.get(label="第1"), **TYPED)
    assert labels() == ["見出し", "第2"]


@pytest.mark.parametrize(
    ("field", "value"), [("text", ""), ("text", "あ" * 301), ("label", ""), ("field", "login_name")]
)
def test_what_does_not_fit_is_refused_beside_its_field_and_kept(desk, field, value):
    page = step(desk, "preset", ReasonPreset.objects.first(), **TYPED | {field: value})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["label"].value() == (TYPED | {field: value})["label"]


def test_they_are_put_in_order(desk):
    step(desk, "preset-move", ReasonPreset.objects.get(label="第2"), direction="up")
    assert labels() == ["第2", "第1"]


def test_deleting_asks_first_and_twice_does_no_harm(desk):
    preset = ReasonPreset.objects.get(label="第1")
    address = reverse("console:preset-deletion", args=[preset.pk])
    assert "第1" in desk.get(address).text
    assert labels() == ["第1", "第2"]
    assert "削除しました" in desk.post(address, follow=True).text
    assert "すでに削除されています" in desk.post(address, follow=True).text
    assert labels() == ["第2"]


def test_an_auditor_reads(auditors_desk):
    page = auditors_desk.get(LIST).text
    assert "文面1" in page
    assert reverse("console:preset-new") not in page
