"""Whether the parts of a list are all that there is of their total, by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft
from disclosure.linking.phrase import noun_phrase
from disclosure.vocabulary import words

_ASIDE = re.compile(r"其中|[(][^()]*[)]?|[,、;:]")
_TOGETHER = re.compile(r"(?<!公)共(?!同|享)|合计|总计")
_NAME = 2
"""Characters by which a part is known in the name of its total."""
_PAIR = 2
_COMPLEMENTS = tuple(tuple(pair.split("/")) for pair in words("complement"))
"""Two kinds of which everything is one or the other."""


def names_all(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the total is named by its parts (建议提案: 人大代表建议, 政协委员提案; 网站、微信共发布12条,其中网站8条,微信6条), or
    they are the two kinds of which everything is one (专职2人、兼职9人), so that nothing is left out."""
    heads = [p.matter[-2:] for p in parts]
    if len(parts) > 1 and len(set(heads)) == len(heads) and total.matter.endswith("".join(heads)):
        return True
    names = [noun_phrase(_ASIDE.sub("", p.words))[:_NAME] for p in parts]
    together = (
        "、" in total.words and total.words.count("、") < len(parts) and _TOGETHER.search(total.words) is not None
    )
    if together and len(set(names)) == len(names) > 1 and all(len(n) == _NAME and n in total.words for n in names):
        return True
    return are_both_kinds(parts)


def are_both_kinds(parts: Sequence[Draft]) -> bool:
    """Whether two parts are the two kinds of which everything is one or the other, and nothing is both."""
    kinds = sorted(parts, key=lambda p: p.number_start) if len(parts) == _PAIR else []
    return bool(kinds) and any(
        (one in kinds[0].words and other in kinds[1].words) or (other in kinds[0].words and one in kinds[1].words)
        for one, other in _COMPLEMENTS
    )
