"""The way or the body a figure came through: 12319热线, 视频监控系统, 微博, 监督员."""

from __future__ import annotations

import re
from functools import lru_cache

from disclosure.linking.lexicon import Hit, hits_of
from disclosure.linking.phrase import noun_phrase

_THROUGH = re.compile(r"(?:通过|利用|运用|借助|依托|经由|经|在|于|以)(?P<way>[^,。;:()]{1,40})$")
_BY = re.compile(r"^(?:通过|利用|运用|借助|依托|经由|充分发挥)")
_TOWARDS = re.compile(r"(?:向|对|给|为)[^,。;]{1,12}$")
BODY = (*"区县市镇乡旗州", "街道", "分局", "大队", "中队", "支队", "分公司")
"""How the name of a district or an office ends, which may be whose cases are counted."""
ANY_BODY = (*BODY, *"局委办厅")
"""Those and any other organ: the one that is behind time is never the report's own without being named for it."""

_OTHER_STREAM = re.compile(
    "依申请公开|信息公开申请|公开申请|主动公开|建议提案|议案|提案|代表建议|行政复议|行政诉讼|行政应诉|复议[、和及]|收费"
)
_LONGEST = 30
_LONGEST_NAME = 20
_BREAKS_NAME = re.compile(
    r"[,;。:()]|受理|收到|办理|发布|公开|公布|开展|组织|参加|利用|做好|加强|建立|设立|剔除|扣除|无效|重复|到|走进|接收|根据"
)
_TITLE = re.compile(
    r"[“《][^”》]{1,20}[”》](?:栏目|热线|平台|专栏|节目|直播间|直播|访谈|网|直通车|系统|APP|公众号|微博|微信|频道|网站)?$"
)


def names_other_stream(words: str) -> bool:
    """Whether words name what comes through no hotline: applications for information, proposals, reviews, suits, fees."""
    return _OTHER_STREAM.search(words) is not None


@lru_cache(maxsize=1024)
def channel_of_title(title: str) -> str:
    """The channel that a section's title names, or ''."""
    return channel_in(title, 0, len(title), list(hits_of(title)))


def channel_in(text: str, start: int, end: int, hits: list[Hit]) -> str:
    """The channel named between two offsets (before the verb of a figure), at most 30 characters, or ''."""
    if not hits:
        return ""
    hits = [h for h in hits if h.entry.is_channel and start <= h.start and h.end <= end]
    if not hits:
        return ""
    towards = _TOWARDS.search(text[start:end])
    if towards and start + towards.start() >= hits[-1].end:
        end = start + towards.start()
    through = _THROUGH.search(text[start:end])
    if through and start + through.start("way") <= hits[0].start:
        phrase = noun_phrase(text[start + through.start("way") : end])
        if 0 < len(phrase) <= _LONGEST:
            return phrase
    if hits[-1].end < end and text[hits[-1].end] == "”" and text[hits[-1].start - 1 : hits[-1].start] == "“":
        return hits[-1].entry.word
    first, last = hits[0], hits[-1]
    span_start = first.start if last.end - first.start <= _LONGEST else last.start
    if last.end < end and (whole := _whole_title(text, start, last.end)):
        return whole
    named = noun_phrase(_BY.sub("", text[start : last.end]))
    if named.endswith(last.entry.word) and len(named) <= _LONGEST_NAME and not _BREAKS_NAME.search(named):
        return named
    quoted = _TITLE.search(text[max(start, span_start - 24) : last.end])
    if quoted and len(quoted.group()) <= _LONGEST:
        return quoted.group()
    return text[span_start : last.end]


def _whole_title(text: str, start: int, at: int) -> str:
    """The title in quotation marks of which a channel's name is the end (《市人民政府公报|》), or ''."""
    opening = {"》": "《", "”": "“"}.get(text[at])
    opened = text.rfind(opening, start, at) if opening else -1
    return text[opened : at + 1] if opened >= 0 and at + 1 - opened <= _LONGEST else ""
