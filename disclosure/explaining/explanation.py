"""One report read and judged as a run would, with nothing landed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from disclosure.errors import GongkaiError
from disclosure.explaining.judging import Verdicts, judge
from disclosure.landing.files import read_file
from disclosure.landing.intake import document_row
from disclosure.landing.manifest import NAME as MANIFEST
from disclosure.landing.manifest import read_manifest
from disclosure.landing.reasons import Refusal
from disclosure.preflight import check_sources
from disclosure.reading import read_report
from disclosure.rows import ExtractedReport
from disclosure.storage.raw_rows import DocumentRow


class Explanation(NamedTuple):
    """A document, all that was read from it, and what follows."""

    document: DocumentRow
    report: ExtractedReport
    verdicts: Verdicts


def explain(file: Path) -> Explanation:
    """Reads the file as landing would, with what a manifest.csv beside it says, and judges what it states.

    Raises GongkaiError where landing would reject the file, with the same reason.
    """
    check_sources([file])
    if file.is_dir():
        raise GongkaiError("source-folder", f"{file} is a folder.", "Name one report in it.")
    try:
        data = read_file(str(file))
        document_id = hashlib.sha256(data).hexdigest()
        now = datetime.now(UTC).replace(tzinfo=None)
        document = document_row(data, document_id, file.name, file.resolve().as_uri(), now, "explain")
    except Refusal as refusal:
        detail = f" ({refusal.detail})" if refusal.detail else ""
        raise GongkaiError(
            f"source-{refusal.reason.value.replace('_', '-')}",
            f"{file} cannot be landed: {refusal.reason.sentence.rstrip('.')}{detail}.",
            "Name another report.",
        ) from None
    known = read_manifest(file.parent / MANIFEST).get(file.name) if (file.parent / MANIFEST).exists() else None
    report = read_report(document_id, file.name, document.raw_text, known._asdict() if known else None)
    return Explanation(document, report, judge(document, report))
