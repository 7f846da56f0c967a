"""The numbers in the guide, reckoned from the raw kader without any code of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from inkoop import make_guide, read_kader

ROOT = Path(__file__).parents[2]
NAMES = ("amsterdam-2021", "meerdonk-2027", "zwolle-2015")
MONTHS = ("jan", "feb", "maart", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
"""How the names of the months begin."""
HUNDRED = Decimal(100)


class _Words(HTMLParser):
    """The text below each heading, and the rows of the tables there."""

    def __init__(self) -> None:
        super().__init__()
        self.below: dict[str, list[str]] = {}
        self.rows: dict[str, list[list[str]]] = {}
        self._heading, self._tag, self._quiet = "", "", False
        self._text: list[str] = []
        self._row: list[str] = []

    def handle_starttag(self, tag: str, _: Any) -> None:
        if tag in ("style", "head", "nav"):
            self._quiet = True
        if tag in ("h1", "h2", "h3", "h4", "h5", "p", "li", "td", "th", "caption"):
            self._text = []
        if tag == "tr":
            self._row = []

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text).replace("\u00a0", " ").split())
        if tag in ("style", "head", "nav"):
            self._quiet = False
        elif tag in ("h1", "h2", "h3", "h4", "h5"):
            self._heading = text
        elif tag in ("td", "th"):
            self._row.append(text)
        elif tag == "tr":
            self.rows.setdefault(self._heading, []).append(self._row)
        elif tag in ("p", "li") and text:
            self.below.setdefault(self._heading, []).append(text)


def raw(name: str) -> Mapping[str, Any]:
    """The kader as its author wrote it."""
    made: Mapping[str, Any] = YAML(typ="safe").load(ROOT / "criteria" / f"{name}.yaml")
    return made


@pytest.fixture(scope="module", params=NAMES)
def guide(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, _Words]:
    """A kader with the words of its guide."""
    path = tmp_path_factory.mktemp("leidraad") / "leidraad.html"
    tender = read_kader(ROOT / "criteria" / f"{request.param}.yaml").value
    assert tender is not None
    assert make_guide(tender, [path]).value
    words = _Words()
    words.feed(path.read_text("utf-8"))
    return raw(request.param), words


def number(value: Decimal | float, digits: int | None = None) -> str:
    """1.234,5 the Dutch way; with digits exactly so many."""
    exact = Decimal(str(value))
    if digits is not None:
        exact = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    whole, _, behind = f"{exact if digits is not None else exact.normalize():f}".partition(".")
    return re.sub(r"\B(?=(\d{3})+$)", ".", whole) + (f",{behind}" if behind else "")


def leaves(kader: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Decimal]]:
    """Every part with a rule, with the most that it can earn."""
    points = Decimal(str(kader["gunning"]["punten"]))
    for part, maximum in parts(kader["criteria"], points):
        if "regel" in part:
            yield part, maximum


def parts(criteria: list[Mapping[str, Any]], above: Decimal) -> Iterator[tuple[Mapping[str, Any], Decimal]]:
    """Every criterion with the most that it can earn."""
    for criterion in criteria:
        own = above * Decimal(str(criterion["gewicht"])) / HUNDRED
        yield criterion, own
        yield from parts(criterion.get("criteria", []), own)


def test_every_criterion_says_what_it_counts_for(guide: tuple[Any, _Words]) -> None:
    kader, words = guide
    total = number(kader["gunning"]["punten"])
    for part, maximum in parts(kader["criteria"], Decimal(str(kader["gunning"]["punten"]))):
        said = " ".join(words.below[f"{part['code']} · {part['titel']}"])
        worth = (
            f"Dit telt voor {number(maximum)} van de {total} punten" if maximum else "Dit geeft geen punten"
        )
        assert worth in said, part["code"]
        if "drempel" in part:
            assert f"u moet hier minstens {number(part['drempel'])} punten halen" in said, part["code"]


def test_every_grade_says_what_it_gives(guide: tuple[Any, _Words]) -> None:
    kader, words = guide
    rows = next(rows for title, rows in words.rows.items() if title.endswith("open antwoorden"))
    digits = kader["gunning"]["afronding"]["criterium"]
    for part, maximum in leaves(kader):
        if part["regel"]["soort"] != "beoordeeld":
            continue
        steps = kader["schalen"][part["regel"]["schaal"]]["stappen"]
        gives = [number(maximum * Decimal(str(step["procent"])) / HUNDRED, digits) for step in steps]
        assert [f"{part['code']} {part['titel']}", *gives] in rows


def test_every_choice_and_band_says_what_it_gives(guide: tuple[Any, _Words]) -> None:
    kader, words = guide
    digits, seen = kader["gunning"]["afronding"]["criterium"], 0
    for part, maximum in leaves(kader):
        rule = part["regel"]
        shares = list(rule["procenten"].values()) if rule["soort"] == "keuze" else []
        if rule["soort"] == "banden":
            shares = [band["procent"] for band in rule["banden"]]
        rows = words.rows.get(f"{part['code']} · {part['titel']}", [])
        given = [row[1:] for row in rows if len(row) == 3 and row[1].endswith(" %")]
        if shares:
            seen += 1
            gives = [maximum * Decimal(str(share)) / HUNDRED for share in shares]
            told = [[f"{number(s)} %", number(g, digits)] for s, g in zip(shares, gives, strict=True)]
            assert sorted(given) == sorted(told), part["code"]
    assert seen


def test_dates_places_and_the_threshold_are_those_of_the_kader(guide: tuple[Any, _Words]) -> None:
    kader, words = guide
    rows = next(rows for title, rows in words.rows.items() if title.endswith("Wat wij inkopen"))
    facts = dict(row for row in rows if len(row) == 2)
    closes = datetime.strptime(kader["aanbesteding"]["sluiting"], "%Y-%m-%d %H:%M")  # noqa: DTZ007
    at = f" {closes.year} om {closes.hour}.{closes.minute:02d} uur"
    said = facts["Inleveren kan tot en met"]
    assert at in said
    assert f" {closes.day} {MONTHS[closes.month - 1]}" in said
    days = kader["aanbesteding"].get("opschortende_termijn", 20)
    assert facts["Wachten na de beslissing"].startswith(f"{days} dagen, vanaf de dag nadat")
    needed = kader["gunning"].get("drempel")
    every = " ".join(line for lines in words.below.values() for line in lines)
    if needed is not None:
        assert f"het totaal: {number(needed)} punten" in every
