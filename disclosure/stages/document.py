"""The dbt project described as one page: tables, columns, tests, what is made of what, and who uses it."""

from __future__ import annotations

import json
from pathlib import Path

from disclosure.errors import GongkaiError
from disclosure.preflight import work_folder
from disclosure.resources import dbt_project
from disclosure.stages.dbt_child import run_dbt

PAGE = "static_index.html"


def document(warehouse: Path, file: Path) -> None:
    """Writes dbt's documentation of the warehouse as one HTML file that needs neither network nor server.

    What was not built yet is described without its types. Raises GongkaiError: docs-file, docs-failed.
    """
    if file.is_dir():
        raise GongkaiError("docs-file", f"{file} is a folder.", f"Name a file in it: {file / 'gongkai.html'}.")
    # not the target of builds: dbt would put results of its own in the place of the last build's
    target = work_folder(warehouse) / "dbt-docs" / warehouse.stem
    exit_code, errors = run_dbt(["docs", "generate", "--static"], warehouse, target)
    if exit_code != 0:
        said = " ".join(errors[0].split())
        raise GongkaiError("docs-failed", f"dbt could not describe {warehouse}: {said}.", f"See {target / 'dbt.log'}.")
    page = (target / PAGE).read_text(encoding="utf-8")
    for own_path in (target.absolute(), dbt_project().absolute()):  # of this machine, and nobody else's business
        page = page.replace(json.dumps(str(own_path))[1:-1], "")
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".new-{file.name}")
    try:
        draft.write_text(page, encoding="utf-8")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
