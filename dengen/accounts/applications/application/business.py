"""The business that an application names, and what it is compared by."""

from dengen.accounts.applications.application.fields import ApplicationFields
from dengen.japan.organization_names import alike_name, fold_organization_name, same_name


class BusinessNamed(ApplicationFields):
    """Mixin of Application."""

    class Meta:
        abstract = True

    def take_predecessors_business(self) -> None:
        """Fix the business if this application names a handover."""
        if self.handover:
            self.organization_name = self.handover.account.organization_name
            self.corporate_number = self.handover.account.corporate_number
            self.email = self.handover.email  # the invitation is theirs who read mails there

    def note_organization(self) -> None:
        """Note what the business is compared by."""
        name = self.organization_name
        self.folded_organization = fold_organization_name(name)
        self.same_name, self.alike_name = same_name(name), alike_name(name)
