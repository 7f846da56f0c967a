"""The same page in Firefox: the same findings, and no way out for what reads the forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inkoop.journeys.check import check_submissions
from inkoop.journeys.web_check import make_web_check
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.replies.check_words import verdict
from inkoop.views.replies.self_check import check_document
from tests.conftest import ROOT
from tests.web.browser import SHOWN, served
from tests.web.firefox import Firefox, firefox
from tests.web.spy import TOLD, WAYS_OUT, spied, ways_stopped

KADER = ROOT / "criteria" / "zwolle-2015.yaml"
FORMS = [
    ROOT / "submissions" / "zwolle-2015" / f"{name}.xlsx"
    for name in ("atelier-kleurig-kabaal", "de-brede-oever")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("web") / "site"
    tender = read_kader(KADER).value
    assert tender is not None
    make_web_check(tender, KADER, made)
    return made


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("profiel")) as found:
        yield found


def test_firefox_finds_the_same(fox: Firefox, folder: Path):
    tender = read_kader(KADER).value
    assert tender is not None
    checked = check_document(tender, fingerprint(tender), check_submissions(tender, FORMS).value)
    expected = [
        (one["inschrijver"], verdict(one), [found["code"] for found in one["bevindingen"]])
        for one in checked["inschrijvingen"]
    ]
    with served(folder) as site:
        fox.open(site.url)
        fox.until("document.getElementById('melding').textContent.includes('staat klaar')")
        fox.give(FORMS)
        fox.until("document.activeElement.id === 'uitkomst-kop'")
        seen = [
            (part["naam"], part["oordeel"][1:], [found[2] for found in part["bevindingen"]])
            for part in fox.look(SHOWN)
        ]
        assert seen == expected
        asked = [url for url in fox.requests if not url.startswith(("blob:", "data:", "about:"))]
        assert [url for url in asked if not url.startswith(site.url)] == []
        assert len(asked) > 15
        assert site.stopped == []


def test_the_worker_has_no_way_out_of_firefox_without_a_header(fox: Firefox, folder: Path, tmp_path: Path):
    with served(folder, header=False) as elsewhere:
        with served(spied(folder, tmp_path / "site", elsewhere), header=False) as site:
            fox.open(site.url)
            fox.until(TOLD)
            assert ways_stopped(fox.look("document.getElementById('melding').textContent")) == WAYS_OUT
        assert elsewhere.asked == []
