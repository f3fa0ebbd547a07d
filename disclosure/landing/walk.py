"""What is offered: the files below the folders given, and the files given singly, in an order that never varies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure.errors import GongkaiError
from disclosure.landing.manifest import NAME, Known, read_manifest
from disclosure.landing.names import file_uri, source_name
from disclosure.landing.patterns import fixed_part, matching
from disclosure.landing.reasons import Reason, Refusal


class Offered(NamedTuple):
    """One source. Two sources may have the same name (2021.txt in two folders given); no two have the same address."""

    path: str
    source_name: str
    source_uri: str
    known: Known | None  # what a manifest says of it
    in_folder: bool  # False for a file given singly: what an earlier manifest said of it still stands
    refusal: Refusal | None = None  # a folder that could not be listed


class Walk(NamedTuple):
    """All that is offered, and the files that manifests name and that are not there."""

    offered: list[Offered]
    named_in_vain: list[str]


class _Manifest(NamedTuple):
    folder: bytes  # below the folder given, with a / behind it, or empty
    known: dict[str, Known]
    named: set[str]  # those of its files that were met


class _Folder(NamedTuple):
    path: str
    below: bytes  # as in _Manifest
    manifests: tuple[_Manifest, ...]  # innermost first


def walk(sources: Sequence[Path], leave_out: frozenset[str] = frozenset()) -> Walk:
    """Everything offered by these files and folders, each source once, however many of them lead to it.

    Folders are walked to the bottom in the order of their names' bytes; manifest.csv and names that begin with a dot
    are not offered, nor are the paths of `leave_out` (what the warehouse itself keeps). Links are offered, to be
    rejected on reading; only a folder given as a link is followed. A path that does not exist and has * ? or [ in it
    is a pattern, with ** for folders at any depth. Raises GongkaiError for a path that does not exist, a pattern that
    fits none, and a folder given that cannot be listed.
    """
    seen: dict[str, Offered] = {}
    manifests: list[_Manifest] = []
    for source in sources:
        root = fixed_part(source)
        for path in map(_real, matching(source)):
            found = _below(path, leave_out, manifests) if _is_folder(path) else iter((_single(path, root),))
            for offered in found:
                seen.setdefault(offered.source_uri, offered)
    in_vain = [file for manifest in manifests for file in manifest.known if file not in manifest.named]
    return Walk(list(seen.values()), in_vain)


def _real(source: Path) -> str:
    """The path with its folders' links resolved, so that one file has one address; a link to a file stays a link."""
    if not os.path.lexists(source):
        raise GongkaiError("source-missing", f"There is no file or folder {source}.", "Check the path.")
    resolved = source.resolve() if source.is_dir() else source.parent.resolve() / source.name
    return str(resolved)


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _single(path: str, root: Path | None) -> Offered:
    """A file by its own name; one that fits a pattern by its path below the pattern's folder."""
    name = os.path.relpath(path, root.resolve()) if root is not None else os.path.basename(path)
    return Offered(path, source_name(os.fsencode(name)), file_uri(path), None, in_folder=False)


def _below(root: str, leave_out: frozenset[str], manifests: list[_Manifest]) -> Iterator[Offered]:
    """The sources below a folder, without recursion: folders may be nested deeper than Python's stack."""
    pending: list[_Folder | Offered] = [_Folder(root, b"", ())]
    while pending:
        item = pending.pop()
        if isinstance(item, Offered):
            yield item
            continue
        try:
            with os.scandir(item.path) as scan:
                entries = sorted(scan, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield _unlisted(item, error)
            continue
        folder = _with_manifest(item, entries, manifests)
        children = [_child(folder, entry) for entry in entries if _is_offered(entry, leave_out)]
        pending.extend(reversed(children))


def _is_offered(entry: os.DirEntry[str], leave_out: frozenset[str]) -> bool:
    return not entry.name.startswith(".") and entry.name != NAME and entry.path not in leave_out


def _with_manifest(folder: _Folder, entries: list[os.DirEntry[str]], manifests: list[_Manifest]) -> _Folder:
    if not any(entry.name == NAME for entry in entries):
        return folder
    manifest = _Manifest(folder.below, read_manifest(Path(folder.path, NAME)), set())
    manifests.append(manifest)
    return folder._replace(manifests=(manifest, *folder.manifests))


def _child(folder: _Folder, entry: os.DirEntry[str]) -> _Folder | Offered:
    relative = folder.below + os.fsencode(entry.name)
    if entry.is_dir(follow_symlinks=False):
        return _Folder(entry.path, relative + b"/", folder.manifests)
    known = _known(relative, folder.manifests)
    return Offered(entry.path, source_name(relative), file_uri(entry.path), known, in_folder=True)


def _known(relative: bytes, manifests: tuple[_Manifest, ...]) -> Known | None:
    for manifest in manifests:
        file = source_name(relative.removeprefix(manifest.folder))
        if file in manifest.known:
            manifest.named.add(file)
            return manifest.known[file]
    return None


def _unlisted(folder: _Folder, error: OSError) -> Offered:
    """A folder that cannot be listed: an error where it was asked for, else a rejection like that of a file."""
    if not folder.below:
        raise GongkaiError(
            "source-unreadable",
            f"The folder {folder.path} cannot be listed: {error.strerror}.",
            "Check its permissions.",
        )
    refusal = Refusal(Reason.UNREADABLE, f"folder: {error.strerror}")
    return Offered(folder.path, source_name(folder.below), file_uri(folder.path), None, in_folder=True, refusal=refusal)
