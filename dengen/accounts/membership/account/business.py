"""The business of a member, as others name it; "" for the operator's staff."""

from dengen.accounts.membership.account.fields import AccountFields


class OfBusiness(AccountFields):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @property
    def organization_name(self) -> str:
        """The business's official name; "" for the operator's staff."""
        return self.organization.name if self.organization else ""

    @property
    def folded_organization(self) -> str:
        """The business's name as it is searched for."""
        return self.organization.folded_name if self.organization else ""

    @property
    def same_name(self) -> str:
        """What the business's name is equal by, however it is typed."""
        return self.organization.same_name if self.organization else ""

    @property
    def alike_name(self) -> str:
        """What the business's name is alike by."""
        return self.organization.alike_name if self.organization else ""

    @property
    def corporate_number(self) -> str:
        """The business's corporate number, if known."""
        return self.organization.corporate_number if self.organization else ""
