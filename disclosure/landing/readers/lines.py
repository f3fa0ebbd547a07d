"""Lines of a page: blanks collapse as in a browser, and a line break in the source between Han characters is none."""

from __future__ import annotations

import re

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff"
# CSS Text 3, segment breaks: between wide characters they vanish, elsewhere they are a blank
_BREAK_IN_HAN = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]{{0,999}}\n[ \t\r\n\f]{{0,999}}(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ENDS_WIDE = re.compile(rf"[{_WIDE}]\Z")
_STARTS_WIDE = re.compile(rf"[{_WIDE}]")
_INVISIBLE = " \t\r\n\f\v\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"


class Lines:
    """Collects text until a block ends; lines without a visible character are left out."""

    def __init__(self) -> None:
        self.preformatted = 0  # how many enclosing elements keep their blanks
        self._lines: list[str] = []
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """Text that continues the line."""
        if not self.preformatted:
            self._parts.append(text)
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._parts.append(first)
        for line in others:
            self.end()
            self._parts.append(line)

    def end(self) -> None:
        """Ends the line, where there is one."""
        if not self._parts:
            return
        line = "".join(self._parts)
        self._parts.clear()
        if not self.preformatted:
            line = _BLANKS.sub(" ", _BREAK_IN_HAN.sub("", line)).strip(" ")
        if line.strip(_INVISIBLE):
            self._lines.append(line)

    def extend(self, lines: list[str]) -> None:
        """Adds lines that are finished."""
        self.end()
        self._lines.extend(lines)

    def finished(self) -> list[str]:
        """All lines, the last one ended."""
        self.end()
        return self._lines


def join_lines(lines: list[str]) -> str:
    """Lines as one: directly between Han characters, else with a blank, so that 12 and 34 do not become 1234."""
    joined = ""
    for line in (line.strip(_INVISIBLE) for line in lines):
        if joined and not (_ENDS_WIDE.search(joined[-1:]) and _STARTS_WIDE.match(line)):
            joined += " "
        joined += line
    return joined
