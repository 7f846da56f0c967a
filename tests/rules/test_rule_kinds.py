"""Every kind of scoring rule: which floor misses one, and each kind tried from kader to rehearsal.

Nothing here names a kind. The rule that is tried is the first example of that kind in docs/kader.md, the
question is the first kind that it says it fits, and the answers are those of a rehearsal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from inkoop.analysis.rehearsal.bids import Bid
from inkoop.analysis.rehearsal.draws import Drawer
from inkoop.analysis.rehearsal.levels import levels, usual_bid
from inkoop.analysis.rehearsal.report import rehearse
from inkoop.analysis.rehearsal.stage import stages
from inkoop.domain import rules as keys
from inkoop.domain.dossier import Dossier, parse_dossier
from inkoop.domain.evaluation import Evaluation, LotResult, Score
from inkoop.domain.findings import Severity
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.journeys.forms import make_form
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.scoring import kinds
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.scoring.scoring import next_step
from inkoop.rules.submission.naming import told_apart
from inkoop.views.record.document import document
from inkoop.views.rehearsal.view import rehearsal_view
from inkoop.views.words import rules as words
from inkoop.views.words.reasons import better_text, reason_text
from inkoop.views.words.rules import WORDS, rule_words
from inkoop.writers.form import write_form
from tests.analysis.planted import INFO, exact, graded
from tests.docs.pages import DOCS, blocks
from tests.report_cases import report_views
from tests.values import plain

ROOM = {"base", "measured", "price", "priced", "__init__"}
"""Modules beside those of a kind: what several kinds share."""
FLOORS: dict[str, tuple[Any, dict[str, type]]] = {
    "inkoop/domain/rules": (keys, dict(keys.RULES)),
    "inkoop/rules/scoring/kinds": (kinds, dict(kinds.KINDS)),
    "inkoop/views/words/rules": (words, {kind: type(told) for kind, told in WORDS.items()}),
}
NUMBER = {"eenheid": "stuks", "definitie": "Telling.", "minimum": 1, "maximum": 100}
CODES = {code: code.capitalize() for code in ("noord", "oost", "zuid", "west", "dagdeel", "uur")}


def missing(floors: dict[str, tuple[Any, dict[str, type]]]) -> list[str]:
    """Every kind that has no module, or no place in the registry, on a floor where another has it."""
    modules = {floor: set(_modules(room)) - ROOM for floor, (room, _) in floors.items()}
    every = set().union(*modules.values())
    homes = {
        kind: home.__module__.rpartition(".")[2]
        for _, found in floors.values()
        for kind, home in found.items()
    }
    faults = [f"{floor}: geen module {name}.py" for floor, found in modules.items() for name in every - found]
    for floor, (_, found) in floors.items():
        faults += [f"{floor}: {kind} staat niet in de lijst" for kind in homes.keys() - found.keys()]
        listed = set(map(_module, found.values()))
        faults += [f"{floor}: {name}.py staat niet in de lijst" for name in modules[floor] - listed]
        for kind, home in found.items():
            if _module(home) != homes[kind]:
                faults.append(f"{floor}: {kind} heet hier anders")
    return sorted(faults)


def _module(home: type) -> str:
    return home.__module__.rpartition(".")[2]


def _modules(room: Any) -> Iterator[str]:
    yield from (file.stem for file in Path(room.__file__).parent.glob("*.py"))


def test_no_floor_misses_a_kind() -> None:
    faults = missing(FLOORS)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("floor", FLOORS)
def test_a_kind_that_was_added_by_half_is_seen(floor: str) -> None:
    room, found = FLOORS[floor]
    without = {kind: home for kind, home in found.items() if kind != "lineair"}
    faults = missing(FLOORS | {floor: (room, without)})
    assert f"{floor}: lineair staat niet in de lijst" in faults
    assert f"{floor}: linear.py staat niet in de lijst" in faults


# ── Each kind, from kader to rehearsal ───────────────────────────────────────────────────────────────────


def example_of(kind: str) -> dict[str, Any]:
    """The first example of a rule in the manual."""
    for block in blocks((DOCS / "kader.md").read_text("utf-8")):
        if block.words in ("regel", "criterium") and re.search(rf"soort: {kind}$", block.text, re.MULTILINE):
            data = exact(json.loads(json.dumps(YAML(typ="safe").load(block.text))))
            found: dict[str, Any] = data if block.words == "regel" else data["regel"]
            return {key: value for key, value in found.items() if key != "bijtelling"}
    raise AssertionError(f"docs/kader.md heeft geen voorbeeld van de regel {kind}")


def question_for(kind: str, rule: dict[str, Any]) -> dict[str, Any]:
    """A question that the kind says it fits; a table where the rule looks at a column."""
    fits, column = kinds.KINDS[kind].fits, rule.get("kolom")
    base = {"code": "VK", "tekst": "Wat biedt u aan?"}
    if column is None:
        return base | _asked(next(each for each in fits if each != "tabel"), rule)
    columns = [{"code": column, "tekst": "Dit"} | _asked(kinds.KINDS[kind].columns[-1], rule)]
    table = base | {"soort": "tabel", "max_rijen": 6}
    if "hoeveelheden" not in rule:
        return table | {"kolommen": columns}
    rows = {code: code.capitalize() for code in rule["hoeveelheden"]}
    first = {"code": "product", "tekst": "Product", "soort": "keuze", "keuzes": rows}
    return table | {"kolommen": [first, *columns], "vaste_rijen": "product"}


def _asked(asked: str, rule: dict[str, Any]) -> dict[str, Any]:
    if asked in ("keuze", "meerkeuze"):
        chosen = rule.get("procenten") or {
            **CODES,
            **{code: code.capitalize() for bonus in rule.get("bonus", ()) for code in bonus["codes"]},
        }
        return {"soort": asked, "keuzes": {code: code.capitalize() for code in chosen}}
    if asked == "tekst":
        return {"soort": asked, "max_woorden": 50}
    return {"soort": asked} if asked == "ja_nee" else {"soort": asked, **NUMBER}


def raw_kader(kind: str) -> dict[str, Any]:
    """A kader with one criterion that people grade, and one with this kind of rule."""
    rule = example_of(kind)
    earns, priced = keys.RULES[kind].earns, issubclass(keys.RULES[kind], PriceTerms)
    leaf: dict[str, Any] = {"code": "K", "titel": "Hoe het telt", "bron": "P1", "regel": rule}
    if kinds.KINDS[kind].fits:
        leaf["vraag"] = question_for(kind, rule)
    if earns:
        leaf["gewicht"] = 50
    method = "prijs_per_kwaliteitspunt" if priced and not earns else "gewogen_punten"
    award = {"methode": method, "punten": 100, "plaatsen": 2, "afronding": {"criterium": 2, "totaal": 2}}
    if keys.RULES[kind].relative:
        award["bij_uitval"] = "handhaven"
    steps = [
        {"cijfer": grade, "naam": f"stap {grade}", "procent": grade * 10, "omschrijving": "Zo."}
        for grade in (0, 4, 6, 8, 10)
    ]
    scales = {name: {"titel": name, "stappen": steps} for name in {"schaal", rule.get("schaal", "schaal")}}
    principles = [{"code": "P1", "tekst": "Dicht bij huis."}]
    source = {"code": "b", "titel": "B", "uitgever": "G", "jaar": 2025, "uitgangspunten": principles}
    return {
        "kader": 1,
        "aanbesteding": INFO,
        "bronnen": [source],
        "schalen": scales,
        "algemeen": [{"code": "naam", "tekst": "Naam?", "soort": "tekst", "max_woorden": 9}],
        "criteria": [graded("G", 50 if earns else 100), leaf],
        "gunning": award,
    }


class Tried:
    """A kader with one kind of rule, and the bids of one rehearsed tender."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.tender = Tender.model_validate(exact(raw_kader(kind)))
        (self.stage,) = stages(self.tender)
        self.bids = Drawer(self.stage).tender(2027, 0)
        grades = {key: grade for bid in self.bids for key, grade in bid.given_grades().items()}
        self.assessment = Assessment((("c.xlsx", 1, "ab" * 32),), grades)
        self.leaf = self.stage.leaves["K"]

    @property
    def evaluation(self) -> Evaluation:
        """Of all bids."""
        submissions = tuple(bid.submission() for bid in self.bids)
        return self.evaluated(submissions, self.assessment)

    def evaluated(self, submissions: Sequence[Submission], assessment: Assessment) -> Evaluation:
        """Of these."""
        found = tuple(submissions)
        lots = evaluate_lots(self.tender, assessment, found)
        return Evaluation(self.tender, fingerprint(self.tender), found, assessment, lots, ())

    def scores(self, bids: Sequence[Bid]) -> list[Score]:
        """What each earns for the rule, by name."""
        cards = sorted(_cards(self.stage.evaluate(bids)), key=lambda card: card.submission.tenderer)
        return [score for card in cards for score in card.scores if score.criterion == "K"]


def _cards(result: LotResult) -> Iterator[Any]:
    yield from (place.scorecard for place in result.ranking)
    yield from (outside.scorecard for outside in result.not_admitted if outside.scorecard)


@cache
def tried(kind: str) -> Tried:
    return Tried(kind)


KINDS = pytest.mark.parametrize("kind", keys.RULES)


@KINDS
def test_its_kader_is_read_without_a_fault(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "kader.yaml"
    path.write_text(json.dumps(raw_kader(kind), default=float, ensure_ascii=False), "utf-8")
    found = read_kader(path)
    assert [f for f in found.findings if f.severity is Severity.ERROR] == []
    assert found.value == tried(kind).tender


@KINDS
def test_its_form_gives_the_answers_back(kind: str, tmp_path: Path) -> None:
    made = tried(kind)
    make_form(made.tender, tmp_path / "leeg.xlsx")
    for bid in made.bids[:2]:
        given = {code: plain(value) for code, value in bid.answers.items()}
        write_form(made.tender, tmp_path / "vol.xlsx", given | {"naam": bid.name})
        read = submission_reader(made.tender).read(tmp_path / "vol.xlsx")
        assert [f for f in read.findings if f.severity is Severity.ERROR] == []
        for code, value in bid.answers.items():
            assert plain(read.answers[code].value) == plain(value)


@KINDS
def test_its_scores_are_told_and_can_be_bettered(kind: str) -> None:
    made = tried(kind)
    evaluation = made.evaluation
    scorer = Scorer(made.tender, made.assessment, made.stage.award)
    plan = next(p for p in scorer.plans_in(evaluation.submissions) if p.leaf.code == "K")
    cards = list(_cards(evaluation.lots[0]))
    assert len(cards) == len(made.bids)
    for card in cards:
        own = next(score for score in card.scores if score.criterion == "K")
        assert type(own.reason).__module__ == kinds.KINDS[kind].__module__
        text = reason_text(own, made.leaf, made.tender)
        if own.maximum > 0:
            assert f"{own.points:f}".replace(".", ",") in text
        step = next_step(plan, own, scorer.context(plan, card.submission), made.stage.award.rounding)
        if step is not None:
            assert step.points > own.points
            assert better_text(step.better, own, made.leaf, made.tender).endswith(".")
    assert rule_words(made.leaf, made.tender).text


@KINDS
def test_it_says_rightly_whether_it_needs_the_other_offers(kind: str) -> None:
    made = tried(kind)
    together = made.scores(made.bids)
    alone = [score for bid in made.bids for score in made.scores([bid])]
    changed = [score.points for score in together] != [score.points for score in alone]
    assert changed is keys.RULES[kind].relative
    assert bool(WORDS[kind].noun) is keys.RULES[kind].relative


@KINDS
def test_its_ladder_goes_from_the_fewest_points_to_the_most(kind: str) -> None:
    made = tried(kind)
    ladder = levels(made.stage, made.leaf)
    if not keys.RULES[kind].earns:
        return
    column = kinds.KINDS[kind].columns and made.leaf.rule and made.leaf.rule.looked_at
    assert len(ladder) > 1 or (column and not isinstance(made.leaf.rule, PriceTerms))
    first, other = usual_bid(made.stage, "Inschrijver A"), usual_bid(made.stage, "Inschrijver B")
    points = [made.scores([first.changed(level.change), other])[0].points for level in ladder]
    assert points == sorted(points)
    assert not ladder or points[0] < points[-1]


@KINDS
def test_it_is_in_the_report_and_in_the_data(kind: str) -> None:
    made = tried(kind)
    evaluation = made.evaluation
    (view,) = report_views(evaluation).values()
    assert WORDS[kind].title in str(view)
    assert WORDS[kind].general in str(view)
    data = parse_dossier(json.dumps(Dossier.of(evaluation).data).encode())
    read = tuple(told_apart(submission.read(made.tender) for submission in data.submissions))
    again = made.evaluated(read, data.assessment.read(read, made.tender))
    assert told(again) == told(evaluation)
    assert len(told(again)) == 2 * len(made.bids)


def told(evaluation: Evaluation) -> list[tuple[str, str, str, str]]:
    """Every score of the JSON, with its sentence."""
    (lot,) = document(evaluation).data["percelen"]
    return [
        (place["inschrijver"], score["criterium"], score["punten"], score["reden"])
        for place in lot["rangorde"]
        for score in place["scores"]
    ]


@KINDS
def test_it_is_rehearsed(kind: str) -> None:
    made = tried(kind)
    rehearsal = rehearse(made.tender, 2027, 20)
    view = rehearsal_view(rehearsal, (), fingerprint(made.tender))
    assert ("Hoe het telt" in str(view)) is bool(kinds.KINDS[kind].fits)
