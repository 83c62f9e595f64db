"""The life of a listing: submitted, approved or denied, deleted."""

from dengen.listings.models.body import ListingBody
from dengen.listings.models.decision import Decision
from dengen.listings.models.draft import Draft
from dengen.listings.models.listing import Listing
from dengen.listings.models.proposal import Proposal
from dengen.listings.models.reason_preset import ReasonPreset
from dengen.listings.models.tally import Tally

__all__ = ["Decision", "Draft", "Listing", "ListingBody", "Proposal", "ReasonPreset", "Tally"]
