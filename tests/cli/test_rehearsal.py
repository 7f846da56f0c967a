"""`inkoop proefdraai` as a person types it: the screen, the JSON, wrong input, Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest

from inkoop.analysis.rehearsal.report import SEED, TENDERS
from inkoop.catalogue import entries
from inkoop.cli.proefdraai import USUAL_COUNT, USUAL_SEED
from tests.command import INKOOP, run
from tests.conftest import ROOT
from tests.lots_case import LOTS_KADER

FEW = ("--aantal", 10)


def test_the_help_says_the_seed_and_number_that_are_used() -> None:
    assert (USUAL_SEED, USUAL_COUNT) == (SEED, TENDERS)


def test_the_screen_says_what_to_do_and_why() -> None:
    shown = " ".join(run("proefdraai", LOTS_KADER, *FEW).stdout.split())
    assert "PROEF-01" in shown
    assert f"Doe dit: {entries()['PROEF-01'].remedy}" in shown
    assert f"Waarom: {entries()['PROEF-01'].explanation}" in shown


def test_the_screen_shows_the_buyers_reason() -> None:
    shown = run("proefdraai", ROOT / "criteria" / "zwolle-2015.yaml", *FEW).stdout
    assert "✓ erkend" in shown
    assert "Uw reden:" in shown


def test_the_json_holds_the_reasons_and_the_games() -> None:
    document = json.loads(run("proefdraai", LOTS_KADER, *FEW, "--json").stdout)
    for notice in document["meldingen"]:
        assert notice["waarom"] == entries()[notice["code"]].explanation
    for lot in document["percelen"]:
        assert [standing["inschrijver"] for standing in lot["extreme_prijs"]["bij_gangbaar"]]


@pytest.mark.parametrize("text", ["", ": : [", "kader: 1\n"])
def test_a_kader_that_cannot_be_used_is_told_also_in_json(text: str, tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text(text, encoding="utf-8")
    assert run("proefdraai", kader).returncode == 3
    done = run("proefdraai", kader, "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["bevindingen"]


def test_a_number_out_of_range_is_told_in_dutch() -> None:
    done = run("proefdraai", LOTS_KADER, "--aantal", 1)
    assert done.returncode == 2
    assert "minstens 10" in done.stderr


def test_an_interrupted_rehearsal_leaves_no_file_and_no_traceback(tmp_path: Path) -> None:
    command = [str(INKOOP), "proefdraai", str(LOTS_KADER), "--aantal", "5000", "-o", str(tmp_path / "p.pdf")]
    # A job in the background ignores Ctrl-C, and what it starts does too.
    listening = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, preexec_fn=listening) as running:
        time.sleep(2)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
