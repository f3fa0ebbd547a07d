"""What a host's robots.txt allows (RFC 9309): the longest pattern that fits decides, * and $ included."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"\s*([A-Za-z-]{1,40})\s*:\s*([^#\r\n]{0,2000})")
_MOST_LINES = 20_000


class Robots(NamedTuple):
    """The rules for one program: patterns with what they say, and the seconds it shall wait between two questions."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether the path, query included, may be asked for. Of patterns equally long the one that allows counts."""
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


ALL = Robots()
NOTHING = Robots((("/", False),))


def read(text: str, agent: str) -> Robots:
    """The rules for the agent, else those for all. What cannot be understood is passed over, as the RFC asks."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    agents: list[str] = []
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]:
        if not (match := _LINE.match(line)):
            continue
        name, value = match[1].lower(), match[2].strip()
        if name == "user-agent":
            agents = [*([] if in_rules else agents), value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), ([], []))
            continue
        if name not in ("allow", "disallow", "crawl-delay"):
            continue
        in_rules = True
        for rules, delays in (groups[each] for each in agents):
            if name == "crawl-delay":
                delays += [float(value)] if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value) else []
            elif value:
                rules.append((value, name == "allow"))
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=0.0))


def _fits(pattern: str, path: str) -> bool:
    """Piece by piece from the left, so that no pattern costs more than a pass over the path for each of its pieces."""
    is_whole = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for piece in pieces[:-1] if is_whole else pieces:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    if not is_whole:
        return True
    if not pieces:
        return place == len(path)
    return path.endswith(pieces[-1]) and len(path) - len(pieces[-1]) >= place
