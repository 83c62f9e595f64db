"""What auditors rely on: acknowledgements, the morning's report, and kept sums."""

from dengen.oversight.kept.tables import AddedUp, DaySum, Waited, Waiting
from dengen.oversight.models.acknowledgement import Acknowledgement, NothingToAcknowledge
from dengen.oversight.models.morning_report import MorningReport

__all__ = [
    "Acknowledgement",
    "AddedUp",
    "DaySum",
    "MorningReport",
    "NothingToAcknowledge",
    "Waited",
    "Waiting",
]
