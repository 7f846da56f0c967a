"""The library: each part works by itself, and what is taken over is what one would have copied by hand."""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import inkoop
from inkoop.catalogue import message, remedy
from inkoop.domain.findings import Severity
from inkoop.domain.questions.whole import WholeQuestion
from inkoop.domain.report_parts import Part
from inkoop.domain.rules.linear import LinearRule
from inkoop.domain.tender import Tender
from inkoop.readers.settings.carried import carried_tender
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import yaml_in
from inkoop.rules.carried import carried_text
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from inkoop.writers.kader_text import standing_text
from tests.conftest import ROOT
from tests.docs.pages import blocks

FOLDER = ROOT / "criteria" / "bibliotheek"
VERSIONS = Path(__file__).with_name("bibliotheek.txt")


@cache
def files() -> dict[str, dict[str, Any]]:
    """The parts as another road reads them: every file by its name."""
    plain = YAML(typ="safe", pure=True)
    plain.version = (1, 2)
    return {
        path.relative_to(FOLDER).with_suffix("").as_posix(): plain.load(path.read_text("utf-8"))
        for path in sorted(FOLDER.rglob("*.yaml"))
    }


def of_kind(kind: str) -> list[str]:
    return [name for name, file in files().items() if file["soort"] == kind]


FIXED = "dagbesteding/vast-tarief"
FILL = {
    FIXED: {"regel": {"tarieven": [{"product": "P", "eenheid": "dagdeel", "bedrag": 41.5}]}},
    "dagbesteding/reeel-tarief": {"regel": {"ondergrens": 38, "bovengrens": 50}},
}
"""What only a municipality can say of a part."""
CRITERIA = [name for name in of_kind("criterium") if name != FIXED]


def kader(criteria: list[str], requirements: list[str], questions: list[str], changes: str = "") -> str:
    """A kader that takes these parts over, one criterion of its own behind them."""
    left = 100 - 4 * sum(name != FIXED for name in criteria)
    lines = [
        "# bovenaan",
        "kader: 1",
        "aanbesteding:   # wat",
        "  {kenmerk: X-1, titel: Proef, opdrachtgever: Gemeente Meerdonk, procedure: sas, fictief: nee,",
        "   publicatie: '2027-03-01 09:00', sluiting: '2027-04-12 12:00', tijdzone: Europe/Amsterdam,",
        "   inleiding: Wij zoeken., indienen: Lever in., contact: {naam: T, email: t@m.example}}",
        "bronnen:",
        "  - {code: eigen, titel: Nota, uitgever: Raad, jaar: 2026, uitgangspunten: [{code: M1, tekst: I.}]}",
        "codelijsten: {wijken: {titel: Wijken, waarden: {noord: Noord, oost: Oost, zuid: Zuid}}}",
        "algemeen:",
        "  - {code: naam, soort: tekst, tekst: Naam?, max_woorden: 15}",
        *(f"  - bibliotheek: {name}  # bij {name}" for name in questions),
        *(["eisen:"] if requirements else []),
        *(f"  - bibliotheek: {name}" for name in requirements),
        "  # vóór de criteria",
        "criteria:",
    ]
    for name in criteria:
        lines += [f"  - bibliotheek: {name}", f"    gewicht: {0 if name == FIXED else 4}"]
        lines += [f"    {key}: {json.dumps(value)}   # zelf" for key, value in FILL.get(name, {}).items()]
        lines += [f"  # na {name}"]
    lines += [
        f"  - {{code: EIGEN, titel: Eigen, gewicht: {left}, bron: M1,",
        "     vraag: {code: V, soort: ja_nee, tekst: Doet u dat?}, regel: {soort: ja_nee}}",
        "gunning: {methode: gewogen_punten, punten: 100, plaatsen: 2, afronding: {criterium: 2, totaal: 2}}",
    ]
    return "\n".join(lines) + "\n" + changes


def read(text: str | bytes) -> tuple[Tender, list[str]]:
    outcome = kader_in(yaml_in(text if isinstance(text, bytes) else text.encode(), "kader.yaml"))
    told = [f"{found.place} {found.code} {message(found)}" for found in outcome.findings]
    assert outcome.value is not None, told
    return outcome.value, [f.code for f in outcome.findings if f.severity is not Severity.TIP]


NEEDS = {"dagbesteding/hele-stad", "dagbesteding/toegankelijk"}


@pytest.mark.parametrize("name", [*of_kind("criterium"), *of_kind("eis"), *of_kind("vraag")])
def test_each_part_works_by_itself(name: str) -> None:
    kind = files()[name]["soort"]
    asked = ["dagbesteding/locaties"] if name in NEEDS else []
    text = kader(
        [name] if kind == "criterium" else [],
        [name] if kind == "eis" else [],
        [name] if kind == "vraag" else asked,
    )
    _, codes = read(text)
    assert codes == ["BIEB-06"]


@pytest.mark.parametrize("name", [*of_kind("criterium"), *of_kind("eis"), *of_kind("vraag")])
def test_each_part_says_why_and_helps_to_answer(name: str) -> None:
    part = files()[name]["deel"]
    assert len(part["code"]) <= 24
    assert "toelichting" in part or files()[name]["soort"] == "vraag"
    asked = part.get("vraag", part)
    if isinstance(asked, dict) and asked.get("soort") == "tekst":
        # An open answer: what the panel looks at is known beforehand, and nobody is named in it.
        assert len(part["regel"]["let_op"]) >= 3
        assert "hulp" in asked
    if isinstance(asked, dict) and asked.get("soort") in ("geheel_getal", "percentage", "decimaal"):
        assert asked["eenheid"]
        assert len(asked["definitie"].split()) > 6


def test_everybody_who_was_heard_is_served() -> None:
    """Every principle of the three sources is served by something that a kader can take over."""
    served = {
        code
        for file in files().values()
        if "bron" in file["deel"]
        for code in (
            [file["deel"]["bron"]] if isinstance(file["deel"]["bron"], str) else file["deel"]["bron"]
        )
    }
    known = {p["code"] for name in of_kind("bron") for p in files()[name]["deel"]["uitgangspunten"]}
    assert served == known


def test_a_part_that_changes_gets_another_version() -> None:
    """A kader that names a version must never get another text by it."""
    now = {
        f"{name}@{file['versie']}": sha256(json.dumps(file["deel"], sort_keys=True).encode()).hexdigest()[:16]
        for name, file in files().items()
    }
    listed = dict(
        line.split() for line in VERSIONS.read_text("utf-8").splitlines() if not line.startswith("#")
    )
    assert now.items() <= listed.items(), (
        "raise `versie` in the part, and add its new line to bibliotheek.txt"
    )
    for line in listed:
        name, _, version = line.partition("@")
        assert name not in files() or int(version) <= files()[name]["versie"]


# ── What is taken over ───────────────────────────────────────────────────────────────────────────────────


def by_hand(text: str) -> dict[str, Any]:
    """The kader with every part copied by hand, as the page about the library says."""
    plain = YAML(typ="safe", pure=True)
    raw: dict[str, Any] = plain.load(text)
    for block in ("algemeen", "eisen", "criteria"):
        for item in raw.get(block, []):
            part = files().get(item.pop("bibliotheek", ""))
            if part is None:
                continue
            own = dict(item)
            item.clear()
            item.update(json.loads(json.dumps(part["deel"])))
            for key, value in own.items():
                both = (
                    key in ("vraag", "regel") and isinstance(value, dict) and isinstance(item.get(key), dict)
                )
                item[key] = {**item[key], **value} if both else value
    return raw


some = st.lists(st.sampled_from(CRITERIA), unique=True, max_size=8)


@given(
    some,
    st.lists(st.sampled_from(of_kind("eis")), unique=True, max_size=5),
    st.sampled_from([[], ["dagbesteding/nu-een-plek"], ["dagbesteding/omvang"]]),
    st.booleans(),
)
@settings(max_examples=8, deadline=None)
def test_what_is_taken_over_is_what_is_written_out(
    criteria: list[str], requirements: list[str], questions: list[str], fixed: bool
) -> None:
    questions = [*questions, "dagbesteding/locaties"]
    criteria = [*criteria, *([FIXED] if fixed else [])]
    text = kader(criteria, requirements, questions)
    tender, codes = read(text)
    assert codes == ["BIEB-06"]
    written = standing_text(text.encode())
    again, left = read(written)
    assert left == []
    assert fingerprint(again) == fingerprint(tender)
    assert standing_text(written) == written
    # Read by another road, it says what copying by hand gives.
    made, copied = YAML(typ="safe", pure=True).load(written.decode()), by_hand(text)
    for block in ("algemeen", "eisen", "criteria", "gunning"):
        assert made.get(block) == copied.get(block), block
    # Comments stay, and every part says where it came from.
    for comment in re.findall(r"# (.+)", text):
        assert comment in written.decode()
    for name in (*criteria, *requirements, *questions):
        assert f"# bibliotheek: {name}, versie " in written.decode()
    # A form carries the rules written out.
    carried = carried_text(tender)
    assert "bibliotheek" not in carried
    back = carried_tender(carried, "formulier.xlsx").value
    assert back is not None
    assert fingerprint(back) == fingerprint(tender)


def test_a_kader_without_references_is_left_as_it_is() -> None:
    for path in sorted((ROOT / "criteria").glob("*.yaml")):
        assert standing_text(path.read_bytes()) == path.read_bytes()


def test_only_the_principles_that_count_come_along() -> None:
    tender, _ = read(kader(["dagbesteding/lage-drempel"], ["dagbesteding/plek-blijft"], []))
    principles = {s.code: [p.code for p in s.principles] for s in tender.policy_sources}
    assert principles == {"eigen": ["M1"], "omslag": ["A3"], "zwolle": ["Z3", "Z7"]}


def test_what_the_kader_has_already_does_not_come_twice() -> None:
    text = kader(["dagbesteding/drie-doelen"], [], [])
    once, _ = read(standing_text(text.encode()))
    both = (
        standing_text(text.encode())
        .decode()
        .replace("criteria:\n", "criteria:\n  - {bibliotheek: dagbesteding/lage-drempel, gewicht: 4}\n")
        .replace("gewicht: 96", "gewicht: 92")
    )
    twice, codes = read(both)
    assert codes == ["BIEB-06"]
    assert [s.code for s in twice.policy_sources] == ["eigen", "omslag", "zwolle"]
    assert list(twice.scales) == list(once.scales) == ["kwaliteit"]


def test_a_block_of_another_kind_takes_the_place_of_the_whole() -> None:
    text = kader(["dagbesteding/snel-beginnen"], [], []).replace(
        "    gewicht: 4\n",
        "    gewicht: 4\n    regel: {soort: banden, banden: [{vanaf: 0, procent: 100}]}\n",
    )
    tender, _ = read(text)
    rule = tender.criteria[0].rule
    assert rule is not None
    assert rule.kind == "banden"


def test_the_finding_says_which_part_and_how_to_go_on() -> None:
    text = kader(["dagbesteding/hele-stad"], [], [])
    outcome = kader_in(yaml_in(text.encode(), "kader.yaml"))
    (found,) = [each for each in outcome.findings if each.severity is Severity.ERROR]
    line = 1 + next(n for n, each in enumerate(text.splitlines()) if "hele-stad" in each)
    assert str(found.place) == f"kader.yaml:{line}:18 (dagbesteding/hele-stad)"
    assert "- bibliotheek: dagbesteding/locaties" in remedy(found)


@pytest.mark.parametrize("where", ["gunning", "aanbesteding", "percelen"])
def test_elsewhere_the_key_does_not_exist(where: str) -> None:
    text = f"kader: 1\n{where}: {{bibliotheek: dagbesteding/lage-drempel}}\n"
    codes = [f.code for f in kader_in(yaml_in(text.encode(), "k")).findings]
    assert "KADER-12" in codes


def test_an_alias_beside_a_reference_is_refused_and_ends() -> None:
    bomb = "kader: 1\ncriteria:\n  - &a {bibliotheek: dagbesteding/lage-drempel, criteria: [*a, *a]}\n"
    codes = [f.code for f in kader_in(yaml_in(bomb.encode(), "k")).findings]
    assert "KADER-06" in codes
    assert not any(code.startswith("BIEB") for code in codes)


def test_a_stranger_cannot_have_a_form_refer_to_the_library() -> None:
    tender, _ = read(kader(["dagbesteding/lage-drempel"], [], []))
    rules = json.loads(carried_text(tender))
    rules["criteria"][0] = {"bibliotheek": "dagbesteding/lage-drempel", "gewicht": 4}
    outcome = carried_tender(json.dumps(rules), "formulier.xlsx")
    assert outcome.value is None
    assert "KADER-12" in [f.code for f in outcome.findings]


def test_the_page_shows_how_to_take_a_part_over() -> None:
    page = (ROOT / "docs" / "bibliotheek.md").read_text("utf-8")
    block = next(each for each in blocks(page) if each.words == "bibliotheek")
    head = kader([], [], []).partition("criteria:\n")[0]
    rest = (
        "gunning: {methode: gewogen_punten, punten: 100, plaatsen: 2, afronding: {criterium: 2, totaal: 2}}\n"
    )
    tender, codes = read(
        head.replace("  - {code: eigen", "#") + block.text + rest  # a head without anything below it
    )
    assert codes == ["BIEB-06"]
    first, second = tender.criteria
    assert (first.code, first.weight, first.title) == ("K1", 40, "Binnenlopen")
    assert second.rule == LinearRule(soort="lineair", nul_bij=30, vol_bij=5)
    question = tender.question_of(second)
    assert isinstance(question, WholeQuestion)
    assert (question.code, question.maximum, question.unit) == ("V2", 90, "werkdagen")


@pytest.mark.langzaam
def test_a_report_can_be_read_without_the_library(tmp_path: Path) -> None:
    path = tmp_path / "kader.yaml"
    path.write_text(kader(["dagbesteding/snel-beginnen"], ["dagbesteding/plek-blijft"], []), "utf-8")
    tender, _ = read(path.read_bytes())
    (tmp_path / "in").mkdir()
    answers = {"naam": "De Linde", "v_beginnen": 8, "v_blijft": True, "V": True}
    write_form(tender, tmp_path / "in" / "linde.xlsx", answers)
    evaluation = inkoop.evaluate(path, [tmp_path / "in"]).value
    assert evaluation is not None
    (tmp_path / "uit").mkdir()
    made = inkoop.make_report(evaluation, path.read_bytes(), tmp_path / "uit", parts={Part.PDF}).value
    assert made is not None
    report = tmp_path / "uit" / "rapport.pdf"
    with pikepdf.open(report) as pdf:
        enclosed = pdf.attachments["kader.yaml"].get_file().read_bytes().decode()
    assert not re.search(r"^[^#\n]*bibliotheek:", enclosed, re.M)
    assert "# bibliotheek: dagbesteding/snel-beginnen, versie 1" in enclosed
    again, codes = read(enclosed.encode())
    assert (fingerprint(again), codes) == (evaluation.fingerprint, [])
    assert inkoop.verify(report).right
    # The kader in the dossier may still be the draft: it is the same by its fingerprint.
    assert inkoop.verify(report, tmp_path).right
