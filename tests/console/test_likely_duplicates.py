"""What the reviewer is shown of applications that look like another one."""

from django.urls import reverse

from tests.console.cast import make_application, make_member


def page_of(application):
    return reverse("console:application", args=[application.pk])


def test_a_likely_duplicate_is_pointed_at(desk):
    other = make_application(organization_name="双子電力株式会社")
    page = desk.get(page_of(make_application(organization_name="(株)双子電力")))
    assert "事業者名が同じです" in page.text
    assert page_of(other) in page.text


def test_a_likely_duplicate_of_a_member_points_at_the_application(desk, reviewer):
    member = make_member(reviewer, phone="03-9999-9999", given_name="一郎")
    page = desk.get(page_of(make_application(phone="03-9999-9999", given_name="一郎")))
    assert "氏名と電話番号が同じです" in page.text
    assert page_of(member.login.application) in page.text
