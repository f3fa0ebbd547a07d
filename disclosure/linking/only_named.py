"""Verbs that only name things which something else is done with."""

from __future__ import annotations

import re

from disclosure.linking.lexicon import Hit

_GOALS = re.compile(r"了?的?[^,。;:\d]{0,8}目标:")
"""What stands behind a verb that sets goals, whose amounts were not issued (制定目标:公开信息|300条)."""
_TO_BE = re.compile(r"对[^,。;]{0,24}(?:拟|待)(?:上网|主动|对外|依法)?$")
_LOOKED_OVER = re.compile(r"(?:进行|开展|实施)了?(?:严格|认真|保密|合法性)?(?:审查|审核|审批|检查|把关)")
"""What stands around the verb of what is yet to be made public, where it was looked over (对12件拟|公开信息进行了保密审查)."""
_BREAKS = re.compile("[,。;]")
_FARTHEST = 36


def only_names(text: str, verb: Hit) -> bool:
    """Whether a verb only names what was looked over before it is made public, or sets goals."""
    if verb.entry.measure == "issued":
        return _GOALS.match(text, verb.end) is not None
    if verb.entry.measure != "published" or not _TO_BE.search(text, max(0, verb.start - _FARTHEST), verb.start):
        return False
    looked_over = _LOOKED_OVER.search(text, verb.end, verb.end + _FARTHEST)
    return looked_over is not None and _BREAKS.search(text, verb.end, looked_over.start()) is None
