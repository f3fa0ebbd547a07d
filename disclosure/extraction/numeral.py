"""Numerals as Chinese reports write them: ASCII digits, Chinese numerals, and the two mixed (7万3千, 1.5万)."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "O": 0}
FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
VALUES = DIGITS | FORMAL
STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHINESE = "".join(sorted(VALUES.keys() - {"O"})) + "".join(STEPS) + "".join(MYRIADS)


TOO_MUCH = Decimal(10) ** 15
"""No report counts so many of anything; with a unit such as 亿元 behind it, it would fit no column."""


def parse(text: str) -> Decimal | None:
    """The value of a numeral (`12,345`, `1.5万`, `三十六万二千`, `7万3千`, `二〇一二`), or None where it is none, or absurd.

    A digit that closes a Chinese numeral takes a tenth of the step before it, as in speech: 三万五 is 35000.
    """
    value = _value(text)
    return None if value is None or value >= TOO_MUCH else value


def _value(text: str) -> Decimal | None:
    if text.isdecimal() and text.isascii():
        return Decimal(text)
    text = text.replace(",", "")
    if not text:
        return None
    if text.isascii():
        return Decimal(text) if text.count(".") <= 1 and text.replace(".", "").isdigit() else None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _by_steps(text)


def _by_steps(text: str) -> Decimal | None:
    total = section = Decimal(0)
    number: Decimal | None = None
    last_step, at = 1, 0
    zero = False
    while at < len(text):
        char = text[at]
        if char.isascii():
            end = at
            while end < len(text) and (text[end].isdigit() or text[end] == ".") and text[end].isascii():
                end += 1
            if end == at or text[at:end].count(".") > 1 or not text[at:end].strip("."):
                return None
            number, at = Decimal(text[at:end]), end
            continue
        if char in VALUES:
            if number is not None and number != 0:
                return None
            zero = zero or VALUES[char] == 0
            number = Decimal(VALUES[char])
        elif char in STEPS:
            section += (Decimal(1) if number is None else number) * STEPS[char]
            last_step, number, zero = STEPS[char], None, False
        elif char in MYRIADS:
            section += number or 0
            if number is None and section == 0:
                section = Decimal(1) if total == 0 else Decimal(0)
            if MYRIADS[char] > 10_000 and total:
                total, section = (total + section) * MYRIADS[char], Decimal(0)
            else:
                total, section = total + section * MYRIADS[char], Decimal(0)
            last_step, number, zero = MYRIADS[char], None, False
        else:
            return None
        at += 1
    if number is not None:
        spoken_short = last_step > 10 and not zero and number < 10 and text[-1] in VALUES
        section += number * (last_step // 10) if spoken_short else number
    return total + section


def step_below(value: Decimal) -> Decimal:
    """The place value of the last digit that is not zero: 100 for 2300, 1 for 52161, 0.1 for 1.5."""
    digits = value.normalize().as_tuple()
    return Decimal(1).scaleb(int(digits.exponent)) if value else Decimal(1)


def leading_step(value: Decimal) -> Decimal:
    """The place value of the first digit: 1000 for 2300."""
    return Decimal(1).scaleb(value.adjusted()) if value else Decimal(1)
