"""The wheel by itself: installed in a clean environment, away from the checkout, it runs the demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.langzaam

UV = next((path for path in (ROOT / ".gereedschap/bin/uv", Path("/usr/bin/uv")) if path.exists()), Path("uv"))


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode in (0, 1), f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def inkoop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a wheel installed with the locked versions and without development packages."""
    place = tmp_path_factory.mktemp("wiel")
    run(UV, "build", "--wheel", "--out-dir", place, cwd=ROOT)
    (wheel,) = place.glob("*.whl")
    locked = place / "vast.txt"
    export = ("export", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "-o", locked)
    run(UV, *export, cwd=ROOT)
    run(UV, "venv", "--python", sys.executable, place / "venv", cwd=place)
    python = place / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(UV, "pip", "install", "--python", python, "-r", locked, wheel, cwd=place)
    return python.with_name("inkoop")


def test_the_demo_runs_outside_the_checkout(inkoop: Path, tmp_path: Path) -> None:
    for example in sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml")):
        folder = tmp_path / example
        run(inkoop, "nieuw", folder, "--voorbeeld", example, "--met-inschrijvingen", cwd=tmp_path)
        done = run(
            inkoop,
            "rapport",
            folder / "kader.yaml",
            folder / "inschrijvingen",
            "-o",
            folder / "uit",
            cwd=tmp_path,
        )
        reports = [path for path in (folder / "uit").glob("rapport*") if "besloten" not in path.name]
        assert {path.suffix for path in reports} == {".pdf", ".html"}
        for path in reports:
            if path.suffix == ".pdf":
                assert path.read_bytes().startswith(b"%PDF-")
                assert path.name in done.stdout
            else:
                assert "</html>" in path.read_text("utf-8")
        run(inkoop, "formulier", folder / "kader.yaml", "-o", folder / "formulier.xlsx", cwd=tmp_path)


def test_no_development_package_came_along(inkoop: Path) -> None:
    listed = run(UV, "pip", "list", "--python", inkoop.with_name("python"), cwd=inkoop.parent).stdout
    assert "inkoop" in listed
    for name in ("pytest", "mypy", "ruff", "hypothesis"):
        assert name not in listed
