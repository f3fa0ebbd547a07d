"""An explanation as data: the rows that a run would store, with their verdicts, as one JSON document."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from disclosure.explaining.explanation import Explanation


def as_json(explanation: Explanation) -> str:
    """Fields as in staging.ext_…, rates with their verdict. Decimals are strings, so that no digit is lost."""
    report, verdicts = explanation.report, explanation.verdicts
    records = {
        "report": report.report._asdict() | {"source_name": explanation.document.source_name},
        "sentences": [
            row._asdict() | {"text": explanation.document.raw_text[row.sentence_start : row.sentence_end]}
            for row in report.sentences
        ],
        "figures": _records(report.figures),
        "rates": [row._asdict() | verdicts.rates[row.rate_id]._asdict() for row in report.rates],
        "parts": _records(report.parts),
        "cells": _records(report.cells),
        "rejections": _records(report.rejections),
        "contradictions": _records(verdicts.contradictions),
    }
    return json.dumps(records, ensure_ascii=False, indent=2, default=_text)


def _records(rows: list[Any]) -> list[dict[str, Any]]:
    return [row._asdict() for row in rows]


def _text(value: object) -> str:
    if isinstance(value, Decimal | date):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
