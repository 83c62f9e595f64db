import pytest

from dengen.japan.corporate_numbers import clean_corporate_number
from dengen.japan.mail_domains import are_free, are_providers, domains_of
from dengen.japan.organization_names import fold_organization_name


@pytest.mark.parametrize(
    "name",
    [
        "株式会社みなと電力",
        "みなと電力（株）",
        "㈱みなと電力",
        "(株) みなと 電力",
        "㊑みなと電力",
        "みなと電力㍿",
        "独立行政法人みなと電力",
        "㈶みなと電力",
        "ﾐﾅﾄ電力".replace("ﾐﾅﾄ", "みなと"),
    ],
)
def test_one_business_written_in_several_ways_is_one(name):
    assert fold_organization_name(name) == "みなと電力"


def test_names_with_variant_characters_are_two_businesses():
    assert fold_organization_name("株式会社髙橋") != fold_organization_name("株式会社高橋")


def test_a_name_that_is_only_a_legal_form_stays():
    assert fold_organization_name("株式会社") == "株式会社"


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "yahoo.co.jp",
        "docomo.ne.jp",
        "goo.jp",
        "ezweb.ne.jp",
        "GMAIL.COM.",
        "mailinator.com",
        "t.vodafone.ne.jp",
        "jp-t.ne.jp",
        "emobile-s.ne.jp",
        "mineo.jp",
        "ｇｍａｉｌ．ｃｏｍ",
        "gmail。com",
        "ℊmail.com",
        "g\u00admail.com",
    ],
)
def test_free_and_carriers_mail_is_known(domain):
    assert are_free(domains_of(f"someone@{domain}"))


@pytest.mark.parametrize(
    "domain", ["abc.ocn.ne.jp", "MINATO.sakura.ne.jp", "jcom.home.ne.jp", "bbiq.jp."]
)
def test_a_providers_address_is_flagged_and_not_refused(domain):
    assert are_providers(domains_of(f"office@{domain}"))
    assert not are_free(domains_of(f"office@{domain}"))


@pytest.mark.parametrize("domain", ["minato.example.jp", "電力.jp", "notgmail.com", "..", "", "jp"])
def test_a_business_address_is_neither(domain):
    assert not are_free(domains_of(f"a@{domain}"))
    assert not are_providers(domains_of(f"a@{domain}"))


def test_a_corporate_number_is_checked_by_its_first_digit():
    assert clean_corporate_number("５８３５６７８２５６２４６") == "5835678256246"
    for wrong in ["4835678256246", "583567825624", "", "五八三五六七八二五六二四六"]:
        with pytest.raises(ValueError):
            clean_corporate_number(wrong)
