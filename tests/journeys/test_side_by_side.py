"""PDFs made side by side are the same PDFs, and nothing that ends a process is a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inkoop.domain.findings import Refused
from inkoop.domain.house_style import NEUTRAL
from inkoop.journeys import side_by_side
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.report import make_report
from inkoop.journeys.side_by_side import PdfMakers
from inkoop.writers.archive_pdf import Enclosure
from inkoop.writers.looks import faces
from inkoop.writers.pdf import PdfJob
from tests.command import INKOOP
from tests.command import run_apart as run
from tests.conftest import ROOT, SMALL_KADER

pytestmark = pytest.mark.apart
Fill = Callable[..., Path]
JOB = PdfJob(
    "proef.pdf",
    "<html lang=nl><title>Proef</title><h1>Proef</h1>",
    (Enclosure("a", "b", "text/csv", b"1"),),
    datetime(2027, 3, 1, tzinfo=UTC),
)


@pytest.mark.langzaam
def test_a_pdf_is_the_same_in_whatever_process_it_is_made() -> None:
    here, apart = PdfMakers(0), PdfMakers(2)
    try:
        alone = here.make(JOB).result()
        assert alone is not None
        assert alone.startswith(b"%PDF")
        coming = [apart.make(JOB) for _ in range(3)]
        assert [each.result() for each in coming] == [alone] * 3
    finally:
        apart.close()


@pytest.mark.langzaam
def test_what_a_process_put_aside_is_gone_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fonts of a page: where a process is ended by force it cannot clear them up itself."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    makers = PdfMakers(1)
    styled = f"<html lang=nl><title>Proef</title><style>{faces(NEUTRAL, 'Proef')}</style><h1>Proef</h1>"
    assert makers.make(JOB._replace(html=styled)).result()
    assert list(tmp_path.rglob("weasyprint-*"))
    makers.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.langzaam
def test_a_process_that_crashes_is_one_sentence_and_leaves_the_earlier_report(
    filled_form: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = evaluate(SMALL_KADER, [filled_form()]).value
    assert evaluation is not None
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "rapport.pdf").write_text("oud", "utf-8")
    monkeypatch.setattr(side_by_side, "COMMAND", (sys.executable, "-c", "import os; os.abort()"))
    monkeypatch.setattr(side_by_side, "_cores", lambda: 2)
    refusal = make_report(evaluation, SMALL_KADER.read_bytes(), tmp_path / "uit").refusal
    assert refusal is not None
    assert "het programma dat de PDF maakt, is gestopt. Er is niets veranderd." in refusal.text
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "uit").iterdir()} == {
        "rapport.pdf": "oud"
    }


@pytest.mark.langzaam
def test_ending_stops_a_pdf_that_is_being_made() -> None:
    makers = PdfMakers(1)
    long = makers.make(JOB._replace(html="<p>" + "woord " * 400_000))
    threading.Timer(2, makers.close).start()
    began = time.monotonic()
    with pytest.raises(Refused):
        long.result(timeout=60)
    assert time.monotonic() - began < 30


def _is_gone(group: int) -> bool:
    """Whether no process of a group is left; what had got ready to read ends by itself, a moment later."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    time.sleep(0.05)
    return False


@pytest.mark.langzaam
def test_an_interrupted_command_leaves_no_process_and_no_file(tmp_path: Path) -> None:
    places = [ROOT / "criteria" / "zwolle-2015.yaml", ROOT / "submissions" / "zwolle-2015"]
    folder = tmp_path / "uit"
    with subprocess.Popen(
        [str(INKOOP), "rapport", *map(str, places), "-o", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as command:
        while not (folder / "in-de-maak" / "nieuw" / "rapport.html").exists():
            time.sleep(0.05)
        os.killpg(command.pid, signal.SIGINT)
        _, told = command.communicate(timeout=60)
        assert command.returncode == 130
        assert "Traceback" not in told
    assert any(_is_gone(command.pid) for _ in range(200))
    assert list(folder.iterdir()) == []


def test_with_one_core_no_process_is_started_and_else_none_before_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        pytest.fail("a process")

    monkeypatch.setattr("inkoop.readers.files.processes._started", never)
    for cores, pdfs, processes in ((1, 3, 0), (2, 3, 2), (2, 1, 1), (8, 0, 0), (8, 100, 4)):
        monkeypatch.setattr(side_by_side, "_cores", lambda cores=cores: cores)
        with side_by_side.pdf_makers(pdfs) as makers:
            assert makers.count == processes


@pytest.mark.langzaam
@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["html"], {"rapport.html", "rapport-besloten.html"}),
        (
            ["gegevens,html"],
            {"rapport.html", "rapport-besloten.html", "rangorde.csv", "uitkomst.json", "open-data.ocds.json"},
        ),
    ],
)
def test_only_what_is_asked_is_made(
    filled_form: Fill, tmp_path: Path, words: list[str], names: set[str]
) -> None:
    asked = [part for word in words for part in ("--alleen", word)]
    done = run("rapport", SMALL_KADER, filled_form(), "-o", tmp_path / "uit", *asked)
    assert done.returncode in (0, 1), done.stderr
    assert {path.name for path in (tmp_path / "uit").iterdir()} == {*names, "inhoud.json"}


@pytest.mark.langzaam
def test_a_part_that_is_not_there_is_told_with_those_that_are(filled_form: Fill, tmp_path: Path) -> None:
    done = run("rapport", SMALL_KADER, filled_form(), "-o", tmp_path / "uit", "--alleen", "html,plaatjes")
    assert done.returncode == 2
    assert "--alleen kent “plaatjes” niet. Kies uit: samenvatting, html, pdf of gegevens." in done.stderr
    assert not (tmp_path / "uit").exists()
