"""運営 → 否認理由のひな形."""

import pytest
from django.urls import reverse

from dengen.listings.models import ReasonPreset

LIST = reverse("console:preset-list")
TYPED = {"field": "title", "label": "見出し", "text": "平易に。", "revision": "1"}


@pytest.fixture(autouse=True)
def two(db):
    ReasonPreset.objects.all().delete()
    for number in (1, 2):
        ReasonPreset.objects.create(
            queue="listing", label=f"第{number}", text=f"文面{number}", position=number
        )


def labels():
    return [preset.label for preset in ReasonPreset.objects.of_queue("listing")]


def step(reviewer_client, name, preset, **sent):
    return reviewer_client.post(reverse(f"console:{name}", args=[preset.pk]), sent, follow=True)


def test_the_presets_are_found_in_the_menu(reviewer_client):
    assert LIST in reviewer_client.get(reverse("console:operation")).text


def test_a_preset_is_added(reviewer_client):
    page = reviewer_client.post(
        reverse("console:preset-new") + "?queue=listing", TYPED, follow=True
    ).text
    assert "ひな形を追加しました" in page
    assert labels() == ["第1", "第2", "見出し"]


def test_a_preset_for_applications_offers_their_fields(reviewer_client):
    form = reviewer_client.get(reverse("console:preset-new") + "?queue=application").context["form"]
    offered = [value for value, _label in form.fields["field"].choices]
    assert "login_name" in offered
    assert "html" not in offered


def test_a_preset_is_changed(reviewer_client):
    step(reviewer_client, "preset", ReasonPreset.objects.get(label="第1"), **TYPED)
    assert labels() == ["見出し", "第2"]


@pytest.mark.parametrize(
    ("field", "value"), [("text", ""), ("text", "あ" * 301), ("label", ""), ("field", "login_name")]
)
def test_what_does_not_fit_is_refused_beside_its_field_and_kept(reviewer_client, field, value):
    page = step(reviewer_client, "preset", ReasonPreset.objects.first(), **TYPED | {field: value})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["label"].value() == (TYPED | {field: value})["label"]


def test_the_presets_are_put_in_order(reviewer_client):
    step(reviewer_client, "preset-move", ReasonPreset.objects.get(label="第2"), direction="up")
    assert labels() == ["第2", "第1"]


def test_deleting_asks_first_and_twice_does_no_harm(reviewer_client):
    preset = ReasonPreset.objects.get(label="第1")
    address = reverse("console:preset-deletion", args=[preset.pk])
    assert "第1" in reviewer_client.get(address).text
    assert labels() == ["第1", "第2"]
    confirmed = {"confirmed": "1", "revision": preset.revision}
    assert "削除しました" in reviewer_client.post(address, confirmed, follow=True).text
    assert "すでに削除されています" in reviewer_client.post(address, follow=True).text
    assert labels() == ["第2"]


def test_an_auditor_reads_the_presets(auditor_client):
    page = auditor_client.get(LIST).text
    assert "文面1" in page
    assert reverse("console:preset-new") not in page


def test_a_colleagues_change_is_shown_beside_ones_own_and_not_overwritten(
    reviewer_client, colleague_client, colleague
):
    preset = ReasonPreset.objects.get(label="第1")
    step(colleague_client, "preset", preset, **TYPED | {"text": "同僚の文面。"})
    page = step(reviewer_client, "preset", preset, **TYPED | {"text": "私の文面。"})
    assert page.status_code == 409
    assert f"{colleague.full_name}さんが変更しました" in page.text
    assert "同僚の文面。" in page.text
    assert page.context["form"]["text"].value() == "私の文面。"
    assert ReasonPreset.objects.get(pk=preset.pk).text == "同僚の文面。"


def test_having_seen_a_colleagues_change_one_may_overwrite_it(reviewer_client, colleague_client):
    preset = ReasonPreset.objects.get(label="第1")
    step(colleague_client, "preset", preset, **TYPED | {"text": "同僚の文面。"})
    seen = step(reviewer_client, "preset", preset, **TYPED | {"text": "私の文面。"}).context[
        "revision"
    ]
    step(reviewer_client, "preset", preset, **TYPED | {"text": "私の文面。", "revision": seen})
    assert ReasonPreset.objects.get(pk=preset.pk).text == "私の文面。"


def test_what_was_typed_for_a_preset_that_a_colleague_deleted_is_shown(reviewer_client, colleague):
    preset = ReasonPreset.objects.get(label="第1")
    pk = preset.pk
    preset.remove(by=colleague, read=preset.revision)
    page = reviewer_client.post(reverse("console:preset", args=[pk]), TYPED)
    assert page.status_code == 409
    assert "否認理由のひな形「第1」" in page.text
    assert f"{colleague.full_name}さんが削除しました" in page.text
    assert TYPED["text"] in page.text


def test_the_page_of_a_deleted_preset_tells_who_deleted_it(reviewer_client, colleague):
    preset = ReasonPreset.objects.get(label="第1")
    pk = preset.pk
    preset.remove(by=colleague, read=preset.revision)
    page = reviewer_client.get(reverse("console:preset", args=[pk]))
    assert page.status_code == 410
    assert f"{colleague.full_name}さんが削除しました" in page.text
