"""One spelling for characters that come in several widths or code points, and the characters that print nothing.

NFKC over a whole document costs more than reading all its numbers and moves offsets, so the document is searched once
for the few characters that matter and only those are replaced, one for one.
"""

from __future__ import annotations

import re
import unicodedata

from disclosure.text.offsets import Traced

_RADICALS = "⺠⺟⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"
_CHARACTERS = "民母西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"

_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
# soft hyphen, zero width, bidi marks, variation selectors, byte order mark
_INVISIBLE = r"\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_CONTROLS = r"\x00-\x06\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_BLANKS = r"\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_VARIANTS = r"\x07\u2010\u2011\u2212\u2500-\u257f\u2e80-\u2fd5\u301c\uf900-\ufaff\ufe50-\ufe6b\uff01-\uff5e"

_ODD = re.compile(f"[{_LINE_BREAKS}{_INVISIBLE}{_CONTROLS}{_BLANKS}{_VARIANTS}]")
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}][{_INVISIBLE}]*")
_BLANK = re.compile(f"[{_BLANKS}{_CONTROLS}]")


def _plain(odd: str) -> str:
    """The character that stands for an odd one; the odd one itself where there is none of the same length."""
    if _BLANK.match(odd):
        return " "
    folded = unicodedata.normalize("NFKC", odd)
    return folded if len(folded) == 1 and not folded.isspace() else odd


_PLAIN = (
    dict(zip(_RADICALS, _CHARACTERS, strict=True))
    | dict.fromkeys(_LINE_BREAKS, "\n")
    | dict.fromkeys("│┃║", "|")
    # the lines of a drawn table: a dash where they run, a bar where they meet
    | dict.fromkeys("─━═", "-")
    | dict.fromkeys("┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝", "|")
    # Word marks the end of a table cell with a bell
    | {"\x07": "\t", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u301c": "~"}
)


def fold(traced: Traced) -> None:
    """Folds full-width digits, letters and punctuation to ASCII, Unicode blanks to a space, line ends to a newline and
    compatibility characters to the usual ones; leaves out what has no width. 。 、 《 》 “ ” 〔 〕 stay."""
    text = traced.text
    odd = set(_ODD.findall(text))
    invisible = False
    for character in odd:
        plain = _PLAIN.get(character)
        if plain is None:
            if _INVISIBLE_RUN.match(character):
                invisible = True
                continue
            plain = _PLAIN[character] = _plain(character)
        if plain != character:
            text = text.replace(character, plain)
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    traced.text = text
    if invisible:
        traced.cut(match.span() for match in _INVISIBLE_RUN.finditer(text))
