"""Read the manual's 情報掲載用テンプレート, filled in by hand, back into fields (manual §3.1)."""

from dengen.listings.template_reader.reading import Reading, read_template
from dengen.listings.template_reader.template import TEMPLATE

__all__ = ["TEMPLATE", "Reading", "read_template"]
