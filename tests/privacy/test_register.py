"""Every column of text is registered as personal or not, and nothing is registered that isn't."""

from django.apps import apps
from django.db import models

from dengen.privacy.registry import REGISTER, Fate

TEXT = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.GenericIPAddressField,
)


def columns(model) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if isinstance(field, TEXT)}


def ours() -> dict[str, type[models.Model]]:
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.startswith("dengen.")
    }


def test_every_table_is_registered_and_nothing_else():
    assert REGISTER.keys() == ours().keys()


def test_every_column_of_text_has_one_fate():
    for label, model in ours().items():
        named = [name for names in REGISTER[label].values() for name in names.split()]
        assert sorted(named) == sorted(columns(model)), label


def test_what_is_kept_of_a_person_is_little():
    kept = {label for label, fates in REGISTER.items() if Fate.KEPT in fates}
    assert kept == {
        "accounts.Application",
        "accounts.Invitation",
        "accounts.LoginGuard",
        "accounts.LoginID",
        "events.Event",
    }
