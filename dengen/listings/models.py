"""The life of a listing: submitted, approved or denied, deleted."""

from dengen.listings.drafts.draft import Draft
from dengen.listings.listing.body import ListingBody
from dengen.listings.listing.decision import Decision
from dengen.listings.listing.listing import Listing
from dengen.listings.listing.proposal import Proposal
from dengen.listings.listing.tally import Tally
from dengen.listings.presets.reason_preset import ReasonPreset

__all__ = ["Decision", "Draft", "Listing", "ListingBody", "Proposal", "ReasonPreset", "Tally"]
