"""Whether a verb of going to court is a prosecutor's, or that of somebody who sues an office."""

from __future__ import annotations

import re

from disclosure.linking.lexicon import Hit

PROSECUTE = "起诉"
SUE = "提起诉讼"
_PROSECUTED = re.compile(r"(?:^|[,。;、:(\n]|[共计已并后]|依法|提起)$")
"""What stands before the verb of a prosecutor; whoever goes to court against an office is named (公民|起诉4件, 被|起诉2件)."""
_OF_PLAINTIFFS = re.compile("[书状人期到至的方后]")
_OF_CRIMES = re.compile(r"[^,。;:\d]{0,12}(?:犯罪|嫌疑人|被告人)")
_AT_COURT = re.compile("审查起诉|移送起诉|公诉|逮捕|批捕|不捕|诉讼|复议")
_OF_SUITS = ("诉讼", "复议")
_PUBLIC_INTEREST = re.compile("检察|公益|诉前")
"""What tells that prosecutors sue for all (发出诉前检察建议35件,|提起诉讼5件)."""
_FARTHEST = 60


def is_prosecuted(text: str, verb: Hit) -> bool:
    """Whether a prosecutor goes to court: for crimes, or in a sentence on arrests and what was sent to be prosecuted, or for the
    public. Others who do are told of as suits against offices (行政诉讼15件,依法起诉市政府5件)."""
    told_from = max(0, verb.start - _FARTHEST)
    if verb.entry.word == SUE:
        return _PUBLIC_INTEREST.search(text, told_from, verb.start) is not None
    before = text[max(0, verb.start - len(PROSECUTE)) : verb.start]
    if not _PROSECUTED.search(before) or _OF_PLAINTIFFS.match(text, verb.end):
        return False
    told = _AT_COURT.findall(text, told_from, verb.start)
    return _OF_CRIMES.match(text, verb.end) is not None or (bool(told) and told[-1] not in _OF_SUITS)
