"""What a table cell says: a number, a nought, nothing, 不适用, or words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure.vocabulary import units

_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_NUMBER = re.compile(
    r"(?P<change>增加?|减少?)?(?P<sign>[-+])?(?P<digits>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?P<decimals>\.\d{1,6})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_NOT_APPLICABLE = re.compile(r"[-—–/\\]{1,6}|不适用|不涉及|N/?A", re.IGNORECASE)
_NONE = ("无", "零", "〇")


class CellValue(NamedTuple):
    """The value of a cell in base units and its kind; the unit that the cell itself names, if any."""

    value: Decimal | None
    kind: str  # number, zero, blank, not_applicable, text
    unit: str


@lru_cache(maxsize=8192)
def read_cell(text: str) -> CellValue:
    """What the text of a cell says; 万元 and 亿 in the cell are multiplied out, 无 is a nought that was written."""
    if not text:
        return CellValue(None, "blank", "")
    number = _NUMBER.match(text)
    if number is not None and not _YEAR.fullmatch(text):
        unit = _unit(text[number.end() :].strip())
        if unit is not None:
            value = Decimal((number["digits"]).replace(",", "") + (number["decimals"] or "")) * unit[1]
            if number["sign"] == "-" or (number["change"] or "").startswith("减"):
                value = -value
            return CellValue(value, "number" if value else "zero", unit[0])
    if text in _NONE:
        return CellValue(Decimal(0), "zero", "")
    if _NOT_APPLICABLE.fullmatch(text):
        return CellValue(None, "not_applicable", "")
    return CellValue(None, "text", "")


def is_value(text: str) -> bool:
    """Whether the text can be a value: a number, a nought or a sign for none. Neither words nor nothing."""
    return read_cell(text).kind not in ("text", "blank")


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether the text is a unit alone, as in the 单位 column of a form."""
    return text in units() or text in ("万元", "亿元")


@lru_cache(maxsize=64)
def money_factor(unit: str) -> Decimal:
    """What one of a money unit is worth in 元."""
    found = _unit(unit)
    return found[1] if found is not None else Decimal(1)


def _unit(written: str) -> tuple[str, Decimal] | None:
    """The base unit of a unit as written and its factor, or None where it is none."""
    if not written:
        return "", Decimal(1)
    scale = _SCALES.get(written[0])
    rest = written[1:] if scale is not None else written
    factor = scale or Decimal(1)
    if not rest:
        return "", factor
    unit = units().get(rest)
    return None if unit is None else (unit.base, factor * unit.factor)
