"""Going back: an older generation becomes the one that readers get."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from disclosure.errors import GongkaiError
from disclosure.publishing.folder import PublishFolder, number_of
from disclosure.publishing.generation import is_whole


class RolledBack(NamedTuple):
    """The generation that readers get now, and the one that they got before."""

    current: Path
    before: Path


def rollback(target: Path, to: int | None = None) -> RolledBack:
    """Turns current.duckdb to the generation before the current one, or to the one of the number `to`, by one rename.

    Newer generations stay in the folder. Their content is not published again until the marts change. Raises
    GongkaiError where nothing is published (not-published), there is no such generation (no-generation), or it is
    damaged (generation-damaged).
    """
    folder = PublishFolder(target)
    before = folder.current()
    if before is None:
        raise GongkaiError("not-published", f"Nothing is published in {target}.", "Run gongkai publish.")
    with folder.locked():
        kept = folder.kept()
        numbers = [number_of(generation) for generation in kept]
        older = [each for each in numbers if each < number_of(before)]
        wanted = to if to is not None else max(older, default=None)
        if wanted not in numbers:
            said = f"no generation {wanted}" if wanted is not None else f"no generation before {before.name}"
            raise GongkaiError(
                "no-generation",
                f"There is {said}; there are {', '.join(map(str, numbers))}.",
                "Name one of them: gongkai rollback --to NUMBER.",
            )
        chosen = kept[numbers.index(wanted)]
        if not is_whole(chosen):
            raise GongkaiError(
                "generation-damaged",
                f"{chosen} is damaged, so {before.name} stays.",
                "Name another: gongkai rollback --to NUMBER.",
            )
        folder.refuse([generation for generation in kept if number_of(generation) > wanted])
        folder.turn_to(chosen)
    return RolledBack(chosen, before)
