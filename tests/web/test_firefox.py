"""The same page in Firefox: the same findings, and no way out for what reads the forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inkoop.journeys.check import check_submissions
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.replies.check_words import verdict
from inkoop.views.replies.self_check import check_document
from tests.conftest import ROOT
from tests.web.browser import SHOWN, made_page, served
from tests.web.firefox import Firefox, firefox
from tests.web.spy import TOLD, WAYS_OUT, spied, ways_stopped

KADER = ROOT / "criteria" / "zwolle-2015.yaml"
FORMS = [
    ROOT / "submissions" / "zwolle-2015" / f"{name}.xlsx"
    for name in ("atelier-kleurig-kabaal", "de-brede-oever")
]
READY = "document.getElementById('melding').textContent.includes('staat klaar')"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_page(KADER, tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("profiel")) as found:
        yield found


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str, list[str]]]:
    """What `inkoop controleer` says about the forms."""
    tender = read_kader(KADER).value
    assert tender is not None
    checked = check_document(tender, fingerprint(tender), check_submissions(tender, FORMS).value)
    return [
        (one["inschrijver"], verdict(one), [found["code"] for found in one["bevindingen"]])
        for one in checked["inschrijvingen"]
    ]


def seen(fox: Firefox, url: str) -> list[tuple[str, str, list[str]]]:
    """What the page at an address says about the forms."""
    fox.open(url)
    fox.until(READY)
    fox.give(FORMS)
    fox.until("document.activeElement.id === 'uitkomst-kop'")
    return [
        (part["naam"], part["oordeel"][1:], [found[2] for found in part["bevindingen"]])
        for part in fox.look(SHOWN)
    ]


def test_firefox_finds_the_same_and_asks_for_nothing(
    fox: Firefox, written: Path, expected: list[tuple[str, str, list[str]]]
):
    with served(written.parent) as site:
        assert seen(fox, site.page) == expected
        asked = [url for url in fox.requests if not url.startswith(("blob:", "data:", "about:"))]
        assert asked == [site.page]


def test_from_the_disk_too_and_the_second_time_from_what_was_kept(
    fox: Firefox, written: Path, expected: list[tuple[str, str, list[str]]]
):
    for start in ("nieuw", "bewaard"):
        assert seen(fox, written.as_uri()) == expected
        fox.until(f"document.documentElement.dataset.start === '{start}'")
        fox.until("document.documentElement.dataset.bewaard === 'true'")


def test_the_self_test_is_green(fox: Firefox, written: Path):
    fox.open(written.as_uri() + "#zelftest")
    fox.until("document.getElementById('zelftest-uitslag').dataset.goed")
    told = fox.look("document.getElementById('zelftest').innerText")
    assert "Alles werkt." in told
    assert "mislukt" not in told


def test_the_worker_has_no_way_out_of_firefox(fox: Firefox, written: Path, tmp_path: Path):
    (tmp_path / "elders").mkdir()
    with served(tmp_path / "elders", Access_Control_Allow_Origin="*") as elsewhere:
        fox.open(spied(written, tmp_path / "site", elsewhere).as_uri())
        fox.until(TOLD)
        told = fox.look("document.getElementById('belemmering-oorzaak').textContent")
        assert ways_stopped(told) == WAYS_OUT
        assert elsewhere.asked == []
