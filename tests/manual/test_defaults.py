"""The numbers that the manual gives are the settings' defaults; other tests read the settings."""

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("setting", "number"),
    [
        ("LOGIN_TRIES", 5),
        ("FREEZE_HOURS", 24),
        ("REVIEW_BUSINESS_DAYS", 3),
        ("LISTING_PERIOD_MONTHS", 12),
    ],
)
def test_the_default_is_the_manuals_number(setting, number):
    assert getattr(settings, setting) == number
