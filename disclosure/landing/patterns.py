"""Sources given as a pattern: a scheduled run has no shell that would spell them out."""

from __future__ import annotations

import glob
import os
from pathlib import Path


def matching(source: Path) -> list[Path]:
    """The paths that a source stands for: itself, or what fits it where it is a pattern, in the order of names' bytes."""
    if fixed_part(source) is None:
        return [source]
    found = glob.glob(str(source), recursive=True)
    return [Path(path) for path in sorted(found, key=os.fsencode) if not path.endswith(os.sep)]


def fixed_part(source: Path) -> Path | None:
    """The folder before the first * ? or [ of a pattern; None for a path that exists or is no pattern."""
    if os.path.lexists(source) or not glob.has_magic(str(source)):
        return None
    parts = source.parts
    magic = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:magic])
