"""The list of eligible businesses as a file: CSV in any encoding that is in use, or .xlsx."""

from dengen.accounts.applications.business_list.limits import (
    LARGEST_FILE,
    UnreadableList,
    too_large,
)
from dengen.accounts.applications.business_list.reading import (
    BusinessList,
    Entry,
    Flaw,
    read_business_list,
)

__all__ = [
    "LARGEST_FILE",
    "BusinessList",
    "Entry",
    "Flaw",
    "UnreadableList",
    "read_business_list",
    "too_large",
]
