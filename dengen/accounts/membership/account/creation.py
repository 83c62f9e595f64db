"""The two ways in which an account begins."""

from typing import TYPE_CHECKING, cast

from django.contrib.auth.hashers import make_password
from django.db import models, transaction

from dengen.accounts.membership.login_id import LoginID, canonical
from dengen.accounts.membership.organization import Organization
from dengen.accounts.membership.passwords.rules import new_hash
from dengen.accounts.membership.person import PERSON_FIELDS
from dengen.events.trail import record
from dengen.review.generic import Model_co

if TYPE_CHECKING:
    from dengen.accounts.applications.application.confirmation import Confirmable

BLANK_FOR_OPERATORS = {*PERSON_FIELDS} - {"family_name", "email"} | {
    "organization",
    "terms",
    "consented_at",
    "retired_at",
    "suspended_at",
    "suspension_reason",
    "last_login",
}


class CreatingQuerySet(models.QuerySet[Model_co]):
    """How a member and one of the staff are made."""

    def create_member(
        self, application: "Confirmable", organization: Organization | None = None
    ) -> Model_co:
        """Create the member of an approved application; raise `IntegrityError` by the rule.

        The business is `organization`, or else the one that the application names.
        """
        person = {name: getattr(application, name) for name in PERSON_FIELDS}
        if not application.is_confirmed("email2"):
            person["email2"] = ""
        return self.create(
            login=cast("LoginID", application.login),  # who waits holds one: a constraint
            password=application.password or make_password(None),
            organization=organization
            or Organization.of(application.organization_name, application.corporate_number),
            terms=application.terms,
            consented_at=application.consented_at,
            **person,
        )

    def create_operator(  # noqa: PLR0913 - what one types at the prompt
        self, *, login_id: str, name: str, email: str, password: str, role: str, by
    ) -> Model_co:
        """Create one of the operator's staff; raise `ValidationError` by field.

        `by` is the colleague who invites, or None from the command line.
        """
        hashed = new_hash(password, self.model(login_id=canonical(login_id)))
        with transaction.atomic():
            login = LoginID.claim(login_id)
            return self.employ(login, name=name, email=email, hashed=hashed, role=role, by=by)

    @transaction.atomic
    def employ(  # noqa: PLR0913 - as create_operator
        self, login: LoginID, *, name: str, email: str, hashed: str, role: str, by
    ) -> Model_co:
        """Do what `create_operator` does, with a login ID claimed before and a password's hash."""
        account = self.model(family_name=name, email=email, role=role, login=login, password=hashed)
        account.clean_fields(exclude=BLANK_FOR_OPERATORS)
        account.validate_constraints()
        account.save()
        record("operator.created", account, by=by, role=role)
        return account
