"""What a new user meets first: make, the locks, and the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9, _-]+\])?==(?P<version>\S+)(?: ; [^\\]+)? \\$")


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {match["name"]: match["version"] for line in lines if (match := PINNED.match(line))}


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())
    assert blocks
    for block in blocks:
        assert PINNED.match(block.splitlines()[0]), block.splitlines()[0]
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock: str) -> None:
    assert not re.search(r"://|--index|--find-links", (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_duckdb_is_held_where_its_extension_wheels_are(lock: str) -> None:
    assert pins(lock)["duckdb"] == "1.5.5"


@pytest.mark.parametrize("text", project()["project"]["dependencies"], ids=lambda text: Requirement(text).name)
def test_the_lock_satisfies_what_the_project_asks_for(text: str) -> None:
    wanted = Requirement(text)
    assert wanted.specifier.contains(pins("requirements.lock")[wanted.name])


def test_the_development_lock_changes_no_version() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_ci_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


def test_an_old_python_is_told_in_a_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).touch()
    old = tmp_path / "python-of-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    made = subprocess.run(["make", "run", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert made.returncode != 0
    assert made.stderr.startswith("gongkai needs Python 3.11 or newer")
    assert not (tmp_path / ".venv").exists()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("gongkai-*.whl"))


def test_the_wheel_carries_the_dbt_project_and_the_dictionary(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        f"disclosure/project/{path.relative_to(ROOT)}"
        for path in (ROOT / "dbt_project").rglob("*")
        if path.suffix in {".sql", ".yml", ".csv", ".md"}
    }
    assert needed | {"disclosure/project/profiles.yml", "disclosure/cli.py", "flows/refresh.py"} <= carried


def test_the_wheel_runs_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own, which only borrows the dependencies from this one."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = ["-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, *install], check=True)
    packages = next((environment / "lib").glob("python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "report.txt").write_text("2021年,本机关共收到政府信息公开申请12件。\n", encoding="utf-8")

    command = [str(environment / "bin" / "gongkai"), "run", "--no-prefect", "--raw", "report.txt"]
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, cwd=elsewhere, env=own, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert (elsewhere / "published" / "current.duckdb").exists()
    log = elsewhere / "warehouse" / ".gongkai" / "dbt" / "gongkai" / "dbt.log"
    assert str(packages / "disclosure" / "project" / "dbt_project") in log.read_text(encoding="utf-8")
