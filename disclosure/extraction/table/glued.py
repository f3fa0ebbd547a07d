"""Tables whose cells were joined with nothing between them (一、本年新收政府信息公开申请数量2000002二、上年结转…): where a value ends.

A number of no cell begins with a nought that more digits follow, a row of 表三 ends with the sum of its other cells, and so does
each block of 表四. A run of digits is cut only where these leave one way to cut it; a line with a run of 表三 or 表四 that they
leave several ways or none is not cut at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from disclosure.extraction.table.written import Written

TOGETHER = re.compile(r"一[、.]本年新收政府信息公开申请(?:数量)?(?=\d)|信息内容本年(?:制发|新制作)|尚未审结总计(?=\d)")
"""What only stands in a form whose cells were joined."""
_RUN = re.compile(
    r"(?<=[\u4e00-\u9fff”)])(?!\d[.、][\u4e00-\u9fff])\d{1,40}?(?:\.\d{1,4})?(?=\d[.、][\u4e00-\u9fff]|[^\d.]|\Z)"
)
"""The digits behind a label, up to the next one with its number (…0000000|2.其他法律)."""
_DOCUMENTS = ("规章", "规范性文件")
_SINGLE = ("行政许可", "行政处罚", "行政强制", "行政事业性收费")
_NAME = re.compile(r"(?:规章|(?:行政)?规范性文件|行政许可|行政处罚|行政强制|行政事业性收费)\Z")
"""A row of 表二, behind the heads that stand before it without a blank."""
_REMEDIES = "尚未审结总计"
_WIDTHS = ((7,), (5, 5, 5))
_OF_DOCUMENTS = 3
_MOST_BESIDES = 8
"""So many digits a run may have besides one for each cell."""
_MOST_RUNS = 60
_MOST_LINES = 12
"""So many lines of a text are tried, of which its forms fill three."""
_SEVERAL = 2


def joined_lines(text: str) -> dict[int, list[Written]]:
    """The lines whose cells were joined, by their beginning: their labels and values, each as a line of its own. Lines that
    cannot be cut for certain are left out."""
    found: dict[int, list[Written]] = {}
    tried = 0
    end = -1
    for match in TOGETHER.finditer(text):
        if match.start() < end:
            continue
        begin, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        end = end if end >= 0 else len(text)
        pieces = _cut(text[begin:end], begin)
        if pieces is not None:
            found[begin] = pieces
        tried += 1
        if tried == _MOST_LINES:
            break
    return found


def _cut(line: str, position: int) -> list[Written] | None:
    """The labels and values of a line whose cells were joined; None where that is uncertain."""
    pieces: list[Written] = []
    behind = 0
    for number, run in enumerate(_RUN.finditer(line)):
        values = _values(line[behind : run.start()], run.group())
        if values is None or number >= _MOST_RUNS:
            return None
        at = run.start()
        name = _NAME.search(line, behind, at)
        if name is not None and name.start() > behind:
            pieces.append(Written(line[behind : name.start()], position + behind))
            behind = name.start()
        pieces.append(Written(line[behind:at], position + behind))
        for value in values:
            pieces.append(Written(value, position + at))
            at += len(value)
        behind = run.end()
    if line[behind:].strip():
        pieces.append(Written(line[behind:], position + behind))
    return pieces


def _values(label: str, run: str) -> Sequence[str] | None:
    """The cells of the row that a label names; a run of documents that may be cut in several ways stays whole."""
    if label.endswith(_SINGLE):
        return [run]
    if label.endswith(_DOCUMENTS):
        found = list(islice(_cuts(run, _OF_DOCUMENTS), _SEVERAL))
        return found[0] if len(found) == 1 else [run]
    return _certain(run, label.endswith(_REMEDIES))


@lru_cache(maxsize=1024)
def _certain(run: str, of_remedies: bool) -> tuple[str, ...] | None:
    """The only way to cut a run into cells of which the last of each block is the sum of those before it, or None."""
    blocks = _WIDTHS[of_remedies]
    if not run.isdigit() or not sum(blocks) <= len(run) <= sum(blocks) + _MOST_BESIDES:
        return None
    found = list(islice(_summed(run, blocks), _SEVERAL))
    return found[0] if len(found) == 1 else None


def _summed(run: str, blocks: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Each way to cut a run into blocks that end with their sum."""
    if not blocks:
        if not run:
            yield ()
        return
    left = sum(blocks[1:])
    for size in range(blocks[0], len(run) - left + 1):
        for total in range(1, size - blocks[0] + 2):
            last = run[size - total : size]
            for cells in _parts(run[: size - total], blocks[0] - 1, int(last)) if _is_cell(last) else ():
                for others in _summed(run[size:], blocks[1:]):
                    yield (*cells, last, *others)


def _parts(run: str, cells: int, total: int) -> Iterator[tuple[str, ...]]:
    """Each way to cut a run into so many cells that come to a total."""
    if cells == 0:
        if not run and total == 0:
            yield ()
        return
    longest = len(str(total))
    if not cells <= len(run) <= cells * longest:
        return
    for size in range(1, 2 if run[0] == "0" else longest + 1):
        if size <= len(run) and (value := int(run[:size])) <= total:
            for others in _parts(run[size:], cells - 1, total - value):
                yield (run[:size], *others)


def _is_cell(run: str) -> bool:
    return run == "0" or run[:1] not in ("", "0")


def _cuts(run: str, cells: int) -> Iterator[tuple[str, ...]]:
    """Each way to cut a run into so many numbers, of which none begins with a nought that more digits follow."""
    if cells == 1:
        if _is_cell(run):
            yield (run,)
        return
    longest = 1 if run[:1] == "0" else len(run) - cells + 1
    for size in range(1, longest + 1):
        for others in _cuts(run[size:], cells - 1):
            yield (run[:size], *others)
