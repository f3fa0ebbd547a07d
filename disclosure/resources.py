"""Where the dictionary, the dbt project and the profile lie: in the checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "project"


def project_root() -> Path:
    """The folder that holds dbt_project/ and profiles.yml."""
    return _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent


def dbt_project() -> Path:
    """The dbt project's folder."""
    return project_root() / "dbt_project"


def seed(name: str) -> Path:
    """The CSV file of a dictionary table, read by Python and dbt alike."""
    return dbt_project() / "seeds" / f"{name}.csv"
