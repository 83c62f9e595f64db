"""The life of a listing: submitted, approved or denied, deleted."""

from dengen.listings.drafts.draft import Draft
from dengen.listings.listing.body import ListingBody
from dengen.listings.listing.decision import Decision
from dengen.listings.listing.listing import Listing
from dengen.listings.listing.proposal import Proposal
from dengen.listings.reason_preset import ReasonPreset
from dengen.listings.tally import Tally

__all__ = ["Decision", "Draft", "Listing", "ListingBody", "Proposal", "ReasonPreset", "Tally"]
