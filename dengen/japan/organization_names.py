"""Names of businesses, folded so that two ways to write one name compare equal."""

import re

from dengen.japan.width import fold

FORMS = re.compile(
    r"(?:株式|有限|合同|合資|合名|相互)会社|(?:一般|公益)?(?:社団|財団)法人"
    r"|(?:独立行政|特定非営利活動|学校|社会福祉|医療)法人|協同組合"
    r"|\((?:株|有|同|資|名|合|社|財|一社|一財|公社|公財|独|特非|学|福|医|協)\)"
)
LONGEST = 200  # characters kept: ㌖ alone folds to six
CIRCLED = str.maketrans({"㊑": "(株)", "㊒": "(有)"})  # NFKC makes bare 株 and 有 of them


def fold_organization_name(name: str) -> str:
    """The name without its legal form (株式会社, (株), ㈱ …), spaces, width and case.

    A name that is nothing but a legal form stays as it is.
    """
    folded = fold(name.translate(CIRCLED)).replace(" ", "")
    return (FORMS.sub("", folded) or folded)[:LONGEST]
