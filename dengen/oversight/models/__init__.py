"""What auditors rely on: acknowledgements, and the morning's report."""

from dengen.oversight.models.acknowledgement import Acknowledgement, NothingToAcknowledge
from dengen.oversight.models.morning_report import MorningReport

__all__ = ["Acknowledgement", "MorningReport", "NothingToAcknowledge"]
