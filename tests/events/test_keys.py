"""A wrong key is noticed before anything is sealed with it."""

import pytest

from dengen.events.keys import WrongKey, check_key, wrong_key
from dengen.events.models import Seal, Unsealed
from dengen.events.sealing import seal_waiting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(db):
    """One of the staff, whose first step is sealed."""
    account = factories.operator()
    seal_waiting()
    return account


def test_the_key_of_the_board_fits_its_trail(somebody):
    check_key()


def test_a_new_board_has_no_key_yet(db):
    check_key()


def test_nothing_is_sealed_with_another_key(somebody, settings):
    somebody.log_out()
    settings.SECRET_KEY = "another"
    with pytest.raises(WrongKey):
        seal_waiting()
    assert (Seal.objects.count(), Unsealed.objects.count()) == (1, 1)


def test_another_key_is_noticed_before_the_first_seal_too(db, settings):
    factories.operator()
    settings.SECRET_KEY = "another"
    with pytest.raises(WrongKey, match="signed with another key"):
        seal_waiting()
    assert not Seal.objects.exists()


def test_a_key_of_its_own_outlives_the_secret_key(somebody, settings):
    settings.SEAL_KEY, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    check_key()


def test_a_former_key_that_fits_is_named(somebody, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SEAL_KEY = "another"
    assert "DENGEN_SECRET_KEY_FALLBACKS" in wrong_key()
