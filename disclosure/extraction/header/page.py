"""Where a page speaks about the report itself: title, labels of the index table, opening, signature."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from disclosure.extraction.header.dates import DATE_LINE, MONTH, YEAR, first_date
from disclosure.extraction.header.masthead import Masthead, read_masthead
from disclosure.text import Kind, Sentence, Structure

OPENING_LENGTH = 700
"""Clean characters after the title that count as the first sentences."""
_TITLE_WITHIN = 2500
_LONGEST_TITLE = 70
_LONGEST_LINE_ABOVE_TITLE = 120
_LONGEST_LABEL_LINE = 40
_LABEL_LINES = 20
_LONGEST_SIGNATURE = 40
_ATTACHMENT = re.compile(r"附\s?[件表:]|附[一二12]")
_SEAL = re.compile(r"\s?\((?:公|盖|印)?章\)$")
_PUNCTUATED = re.compile(r"[,。;]")
_CLOSING_LINES = 12
_LINES_BESIDE_TITLE = 4
_LINES_OF_HEAD = 6
ISSUE = r"\(?(?:20\d\d年)?第\d{1,3}期(?:\(总第?\d{1,4}期\))?\)?"
"""The line of a bulletin's head that numbers its issue; who issues it stands right below."""
_ISSUE = re.compile(rf"{ISSUE}$")
_CLOSING_SENTENCES = 30

_SUBJECT = r"政府信息主动公开|政府信息公开|政务信息公开|政务公开|信息公开|依申请公开"
_GENRE = r"报告|年报|总结|小结|综述|概述|概况|自评|自查|汇报|通报|月报|周报|旬报|季报|简报|快报|日报|专报|分析|情况|状况|公告|公示"
_REPORT = re.compile(
    rf"(?:{_SUBJECT}).{{0,30}}?(?:{_GENRE})|(?:{_GENRE})|(?:月份?|季度|半年)[\u4e00-\u9fff\d]{{2,20}}数据(?=$|\()"
)
_ABOUT_DISCLOSURE = re.compile(_SUBJECT)
_NOT_A_TITLE = re.compile(
    r"根据|依据|按照|为了|现将|本报告|本年度报告|全文|如对|上一篇|下一篇|当前位置|您的位置|您现在|您所在|首页|[-*#―—]|(?:【\s?)?索\s?引|【\s?(?:主\s?题|文\s?号|成\s?文|分\s?类|体\s?裁)|发布|来源|附件|(?:文件|附件)?下载|《[^》]{2,10}报》"
    r"|\(?[一二三四五六七八九十]{1,2}[、)]|[一二三四五六七八九十](?=政府信息|主动公开|依申请|信息公开)|\d{1,2}[、.]|注:"
)
_SAYS_WHEN = re.compile(rf"{YEAR}|(?<!\d){MONTH}月|季度|[上下]半年|[上中下]旬|第\d{{1,3}}周")
_SENTENCE = re.compile(r"\.(?:docx?|pdf|wps)(?:_第\d{1,3}页)?$|现将|如下|编制而成|根据.{0,30}编制|来源\s?:|:$")
_YEAR_ALONE = re.compile(rf"\(?{YEAR}\s?年度?\)?$")
_DATE_BEHIND = re.compile(r"\s{0,3}\(\s{0,3}20\d\d\s?[-./年](?!\s?\d{1,2}\s?月份?\s{0,3}\))[^)至到—~]{2,12}\)\s{0,3}$")
"""A day behind a title; a month there (办理情况(2021年4月)) is what the title tells of."""
_KEY = re.compile(r"^(?:标\s{0,4}题|名\s{0,4}称|信息名称|文件名称|公文名称)\s?[:|]\s?")
_IN_BRACKETS = re.compile(r"\([^()]{0,30}\)")
_RUNS_OVER = re.compile(r"(?:关于|公布|印发|发布|的|信息公开|政务公开|公开工作)$")
_ORGAN_LINE = re.compile(
    r"^[^\s,。;:>]{2,40}(?:局|厅|委|委员会|办公室|中心|政府|街道|镇|乡|办事处|管委会|总局|支队|大队|处|院|社|公司|部)$"
)
_NAMES_COURT = re.compile(r"[一-鿿]{2,8}(?:法院|中院|检察院)")
"""A title that begins with its own court, by a short name."""

_LABELS = {
    "issuer": r"发布机构|发文机关|发文单位|发布单位|公开责任部门|责任部门|公开单位|编制单位|成文机关|制发单位|填报(?:单位|机关)(?:\(盖章\))?|(?<![一-鿿])单位名称",
    "source": r"信息来源|稿件来源|文章来源|来源",
    "written": r"成文日期|公文生成日期|生成日期|发文日期|成文时间|发文时间",
    "posted": r"发布日期|发布时间|公开日期|公开时间|发表时间|发布于|公布日期|更新日期|更新时间",
    "dated": r"(?<!止)(?:时间|日期)",
}
_LABEL = re.compile(
    "|".join(
        rf"(?P<{name}>(?:{words}))(?:\s{{0,3}}[】\]]?\s{{0,3}}:\s{{0,5}}|\s{{0,3}}[】\]]\s{{0,5}}|\s{{1,8}})"
        for name, words in _LABELS.items()
    )
)
_LABELS_IN_BRACKETS = re.compile(r"[【\[][^】\]]{2,8}[】\]][^【\[。]{0,40}[【\[]")
"""A line of several labels, each in brackets of its own (【来源】… 【时间】…), which may be a long one."""
_LONGEST_VALUE = 40
_AROUND = "|\t •·#"
"""What surrounds a title that is the only cell of a table's row, the item of a list, or a heading of Markdown."""
_CELL = re.compile(r"[|\t]")
_BLANKS_IN_KEYS = re.compile(r"(?<=[一-鿿]) {1,4}(?=[一-鿿] {0,4}[一-鿿]?:)")


class PageLine(NamedTuple):
    """A line of the page that is not blank. Clean offsets."""

    start: int
    end: int
    kind: Kind
    text: str


class Page(NamedTuple):
    """Where the page speaks about the report itself. Offsets are of the clean text."""

    text: str
    lines: list[PageLine]
    title: str | None
    title_span: tuple[int, int]  # empty where there is no title
    above_title: tuple[int, int]  # the few lines before it
    byline: str | None  # an organ's name alone on the line below the title
    masthead: Masthead  # the organ and the day that lines beside the title name
    labels: dict[str, str]  # issuer, source, written, posted, dated → what stands behind the label
    opening: tuple[int, int]
    signature: str | None  # the name above the closing date
    signature_span: tuple[int, int]
    closing_date: str | None  # the line of the closing date


def read_page(structure: Structure) -> Page:
    """Looks for title, labels, opening and signature. Takes any structure; what is not there is None or empty."""
    text = structure.clean.text
    lines = _lines(structure)
    title, span = _title(lines)
    closing_date, signature, signature_span = _signature(lines)
    opening = (span[1], min(len(text), span[1] + OPENING_LENGTH))
    return Page(
        text,
        lines,
        title,
        span,
        _above_title(lines, span),
        _byline(lines, span[1]),
        read_masthead(_beside_title(lines, span)),
        _labels(lines),
        opening,
        signature,
        signature_span,
        closing_date,
    )


def _lines(structure: Structure) -> list[PageLine]:
    """The lines at both ends of the page; what lies between says nothing about the report as a whole."""
    text = structure.clean.text
    lines: list[PageLine] = []
    start = end = paragraph = -1
    kind = Kind.PROSE
    for sentence in _ends(structure.sentences):
        if sentence.paragraph == paragraph:
            end = sentence.end
            continue
        if paragraph >= 0:
            lines.append(PageLine(start, end, kind, text[start:end]))
        start, end, kind, _, paragraph = sentence
    if paragraph >= 0:
        lines.append(PageLine(start, end, kind, text[start:end]))
    return lines


def _ends(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of the first and of the last stretch of the page."""
    first = bisect_right(sentences, _TITLE_WITHIN, key=lambda s: s.start)
    return [*sentences[:first], *sentences[max(first, len(sentences) - _CLOSING_SENTENCES) :]]


def _title(lines: list[PageLine]) -> tuple[str | None, tuple[int, int]]:
    """The title and its clean offsets. The first line that names disclosure and a genre wins; else a genre alone."""
    best: int | None = None
    best_score = 0
    for at, line in enumerate(lines):
        if line.start > _TITLE_WITHIN:
            break
        score = 2 * _title_score(line)
        if score:
            score += bool(_SAYS_WHEN.search(line.text))
        if score > best_score:
            best, best_score = at, score
        if line.text.startswith("一、") or (line.kind is Kind.PROSE and len(line.text) > _LONGEST_LINE_ABOVE_TITLE):
            break
    if best is None:
        return None, (0, 0)
    first = best
    while first > 0 and best - first < 2 and _belongs_to_title(lines[first - 1], lines[first]):
        first -= 1
    title = "".join(line.text.strip(_AROUND) for line in lines[first : best + 1])
    return _trim_date(title), (lines[first].start, lines[best].end)


def _title_score(line: PageLine) -> int:
    """2 for disclosure and genre, 1 for a genre at the end of a short line, 0 for no title."""
    words = line.text.strip(_AROUND).removesuffix("。")
    if line.kind is Kind.ADVERT or "|" in words or not 5 <= len(words) <= _LONGEST_TITLE or "。" in words:
        return 0
    genre = _REPORT.search(words)
    if not genre or _NOT_A_TITLE.match(words) or _SENTENCE.search(words):
        return 0
    if ">" in words or ";" in words or words.count("/") > 2:
        return 0
    if _ABOUT_DISCLOSURE.search(words):
        return 2 if line.kind is not Kind.FURNITURE else 1
    rest = _IN_BRACKETS.sub("", words[genre.end() :])
    return 1 if line.kind is not Kind.FURNITURE and len(rest) <= 12 and "," not in words else 0


def _belongs_to_title(upper: PageLine, lower: PageLine) -> bool:
    """Whether a title runs over from the line above: an organ, a year, or a line that ends with 关于 or 公开."""
    if upper.kind in (Kind.ADVERT, Kind.TABLE) or _NOT_A_TITLE.match(upper.text) or len(upper.text) > 40:
        return False
    if _RUNS_OVER.search(upper.text) or _YEAR_ALONE.match(upper.text):
        return True
    if _NAMES_COURT.match(lower.text) and upper.text.startswith(lower.text[:2]):
        return False  # 绍兴市中级人民法院 over 绍兴中院2019年…
    return upper.kind is not Kind.FURNITURE and bool(_ORGAN_LINE.match(upper.text)) and upper.text not in lower.text


def _byline(lines: list[PageLine], title_end: int) -> str | None:
    below = next((line for line in lines if line.start >= title_end), None) if title_end else None
    return below.text if below and below.kind is not Kind.ADVERT and _ORGAN_LINE.match(below.text) else None


def _above_title(lines: list[PageLine], span: tuple[int, int]) -> tuple[int, int]:
    """The clean offsets of the few lines before the title that are as short as a heading."""
    above: list[PageLine] = []
    for line in reversed([line for line in lines if line.end <= span[0]][-_LINES_BESIDE_TITLE:]):
        if line.kind is Kind.ADVERT or len(line.text) > _LONGEST_LABEL_LINE or _PUNCTUATED.search(line.text):
            break
        above.insert(0, line)
    return (above[0].start, above[-1].end) if above else (0, 0)


def _beside_title(lines: list[PageLine], span: tuple[int, int]) -> list[str]:
    """The lines around the title; without one, those that the page begins with."""
    first = next((at for at, line in enumerate(lines) if line.start >= span[0]), 0)
    last = next((at for at, line in enumerate(lines) if line.start >= span[1]), len(lines)) if span[1] else 0
    behind = _LINES_BESIDE_TITLE
    if not span[1]:
        numbered = (at for at, line in enumerate(lines[: _LINES_OF_HEAD - 1]) if _ISSUE.match(line.text.strip()))
        behind = max(behind, next(numbered, 0) + 2)
    near = [*lines[max(0, first - _LINES_BESIDE_TITLE) : first], *lines[last : last + behind]]
    return [line.text for line in near if line.kind is not Kind.ADVERT]


def date_behind_title(page: Page) -> date | None:
    """The date in brackets behind the title, on which it was put up: …情况 (2014-04-18)."""
    match = _DATE_BEHIND.search(page.text[slice(*page.title_span)])
    return first_date(match.group()) if match else None


def _trim_date(title: str) -> str:
    """The title without a date in brackets behind it, and without its key in an index table."""
    return _DATE_BEHIND.sub("", _KEY.sub("", title.removesuffix("。"))).strip()


def _labels(lines: list[PageLine]) -> dict[str, str]:
    """What stands behind the labels of the index table and of the line below the title, first of each kind."""
    labels = _labels_over_values(lines) | _labels_beside_values(lines)
    for at, line in enumerate(lines[:_LABEL_LINES]):
        is_long = len(line.text) > _LONGEST_LABEL_LINE and not _LABELS_IN_BRACKETS.match(line.text)
        if line.kind is not Kind.FURNITURE and (_CELL.search(line.text) or is_long):
            continue
        if not any(mark in line.text for mark in ": 】]"):
            continue
        words = _BLANKS_IN_KEYS.sub("", line.text)
        for match in _LABEL.finditer(words):
            value = words[match.end() : match.end() + _LONGEST_VALUE].strip()
            if not value and at + 1 < len(lines):  # the label alone on its line
                value = lines[at + 1].text[:_LONGEST_VALUE]
            labels.setdefault(str(match.lastgroup), value)
    return labels


def _labels_over_values(lines: list[PageLine]) -> dict[str, str]:
    """What an index table of two rows says, its labels above its values."""
    labels: dict[str, str] = {}
    for upper, lower in pairwise(lines[:_LABEL_LINES]):
        if not _CELL.search(upper.text):
            continue
        keys, values = _CELL.split(upper.text.strip("| \t")), _CELL.split(lower.text.strip("| \t"))
        if len(keys) < 2 or len(keys) != len(values):
            continue
        _take(labels, zip(keys, values, strict=True))
    return labels


def _labels_beside_values(lines: list[PageLine]) -> dict[str, str]:
    """What an index table says whose rows hold a label and its value in turn."""
    labels: dict[str, str] = {}
    for line in lines[:_LABEL_LINES]:
        if _CELL.search(line.text):
            _take(labels, pairwise(_CELL.split(line.text.strip("| \t"))))
    return labels


def _take(labels: dict[str, str], cells: Iterable[tuple[str, str]]) -> None:
    """Keep the values of those cells whose neighbour is a label; a value is not empty and no label itself."""
    for key, value in cells:
        name = next((n for n, words in _LABELS.items() if re.fullmatch(words, key.strip(": \t"))), None)
        if name and value.strip() and not _LABEL.match(value.strip(": \t") + ":"):
            labels.setdefault(name, value.strip()[:_LONGEST_VALUE])


def _signature(lines: list[PageLine]) -> tuple[str | None, str | None, tuple[int, int]]:
    """The closing date's line, the name above it and that name's clean offsets."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _CLOSING_LINES), -1):
        line = lines[at]
        if not DATE_LINE.match(line.text.strip(_AROUND)) or line.kind is Kind.ADVERT:
            continue
        above = lines[at - 1] if at else None
        if above and len(above.text) <= _LONGEST_SIGNATURE and not re.search(r"[。;:,|\t]", above.text):
            return line.text, _SEAL.sub("", above.text), (above.start, above.end)
        return line.text, None, (line.start, line.start)
    return _signature_above_attachment(lines)


def _signature_above_attachment(lines: list[PageLine]) -> tuple[str | None, str | None, tuple[int, int]]:
    """The same for a signature behind which attachments follow."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if _ATTACHMENT.match(below.text) and DATE_LINE.match(line.text) and _ORGAN_LINE.match(above.text):
            return line.text, above.text, (above.start, above.end)
    return None, None, (0, 0)
