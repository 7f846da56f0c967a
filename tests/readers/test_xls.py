"""The old .xls, made by a real LibreOffice, is read with a warning about what nobody can see in it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from inkoop.domain.submission import Submission
from inkoop.readers import workbook
from inkoop.readers.workbook import read_workbook


def to_xls(path: Path) -> Path:
    profile = f"-env:UserInstallation=file://{path.parent / 'profiel'}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xls",
        "--outdir",
        str(path.parent),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(".xls")


@pytest.mark.xdist_group("libreoffice")
def test_an_xls_is_read_with_a_warning(
    filled_form: Callable[..., Path],
    read_small: Callable[[Path], Submission],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = to_xls(filled_form())
    submission = read_small(path)
    assert [finding.code for finding in submission.findings] == ["BESTAND-12"]
    assert submission.answers["wachttijd"].value == Decimal("2.5")
    assert submission.answers["activiteiten"].value == ("hout", "koken")
    assert submission.answers["vog"].value is True

    monkeypatch.setattr(workbook, "can_read_xls", lambda: False)
    assert [finding.code for finding in read_workbook(path).findings] == ["BESTAND-04"]
