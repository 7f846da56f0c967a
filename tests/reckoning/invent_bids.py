"""What comes in on a kader, drawn at random: bids, grades and decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from .invent import Raw, invent_kader
from .per_lot import written_out
from .plain import holders, question_code, questions

UNREADABLE = {
    "geheel_getal": "ongeveer 12",
    "bedrag": "ongeveer 40",
    "ja_nee": "wellicht",
    "keuze": "weet niet",
}


@dataclass(frozen=True)
class Decision:
    """What people decided about one file."""

    name: str
    file: str
    subject: str
    verdict: str
    lot: str = ""


@dataclass
class Invented:
    """A kader and what came in."""

    kader: Raw
    bids: list[Raw] = field(default_factory=list)
    grades: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    """By file and criterium."""
    more: dict[tuple[str, str], tuple[Fraction, ...]] = field(default_factory=dict)
    """Where the mean counts: what the other assessors gave."""
    decisions: list[Decision] = field(default_factory=list)


def file_of(number: int) -> str:
    """The name of the file that came in as this."""
    return f"{'abcdefghij'[number]}.xlsx"


def invent(seed: int) -> Invented:
    """The tender of this number."""
    random = Random(seed)
    made = Invented(invent_kader(random, seed))
    for number in range(random.choice([0, 1, 1, 2, 3, 4, 5, 6, 7, 8])):
        _come_in(random, made, f"Stichting {'ABCDEFGH'[number]}", number)
    if made.bids and random.random() < 0.15:
        _come_in_again(random, made)
    if seed % _MEAN == _FIRST:
        _by_mean(Random(f"gemiddelde {seed}"), made)
    return made


_MEAN, _FIRST = 4, 3
"""In every so many the mean of what each assessor gives counts; all else in them stays as it was drawn."""


def _by_mean(random: Random, made: Invented) -> None:
    made.kader["beoordelaars"] = {"aantal": random.choice([1, 2]), "uitkomst": "gemiddelde"}
    for key in made.grades:
        made.more[key] = tuple(Fraction(random.randint(0, 3)) for _ in range(random.choice([1, 2, 3])))


def _come_in_again(random: Random, made: Invented) -> None:
    """The last tenderer hands in another file; people say that the first no longer counts, or forget to."""
    number = len(made.bids)
    name, before = made.bids[-1]["naam"], file_of(number - 1)
    made.decisions = [one for one in made.decisions if one.file != before]
    _come_in(random, made, name, number, kvk=made.bids[-1]["kvk"])
    made.decisions = [one for one in made.decisions if one.file != file_of(number)]
    if random.random() < 0.8:
        made.decisions.append(Decision(name, before, "inschrijving", "vervangen"))


def _come_in(random: Random, made: Invented, name: str, number: int, kvk: str = "") -> None:
    kader, file = written_out(made.kader), file_of(number)
    lots = [one["code"] for one in kader["percelen"]["lijst"]]
    chosen = random.sample(lots, random.randint(1, len(lots)))
    answers: Raw = {"naam": name, "kvk": kvk or f"{90000000 + number}", "perceel": chosen}
    held = [code for code, one in questions(kader).items() if _holds(one, chosen)]
    for code in held[3:]:
        answers[code] = _answer(random, questions(kader)[code], chosen)
    demands = {str(question_code(one)): one for one in kader["eisen"]}
    for code in answers:
        if code.startswith("V1") and demands.get(code):
            answers[code] = random.choice(["ja"] * 12 + ["nee"])
        elif code.startswith("V2") and demands.get(code):
            answers[code] = random.choice(["merk"] * 6 + ["anders"])
    for code in [*answers][2:]:
        if random.random() < 0.012:
            answers[code] = None
        elif random.random() < 0.012:
            answers[code] = UNREADABLE.get(questions(kader)[code]["soort"], answers[code])
    made.bids.append(answers)
    for one in holders(kader["criteria"]):
        if one.get("regel", {}).get("soort") == "beoordeeld" and random.random() < 0.985:
            made.grades[file, one["code"]] = Fraction(random.choice([0, 1, 1, 2, 2, 3, 3]))
    _decide(random, made, answers, name, file)


def _holds(asked: Raw, chosen: list[str]) -> bool:
    return asked.get("perceel", chosen[0]) in chosen and (
        "alleen_als" not in asked or asked["alleen_als"]["is"] in chosen
    )


def _decide(random: Random, made: Invented, answers: Raw, name: str, file: str) -> None:
    """Decisions on the whole and on what is open, in one lot or in all."""
    kader = written_out(made.kader)

    def decide(subject: str, likely: float, lot: str = "") -> None:
        if random.random() < likely:
            verdict = random.choice(["voldoet", "voldoet", "voldoet niet"])
            made.decisions.append(Decision(name, file, subject, verdict, lot))

    chosen = answers["perceel"] or []
    for demand in kader["eisen"]:
        if demand["gevolg"] == "voorleggen" and answers.get(str(question_code(demand))) == "anders":
            decide(demand["code"], 0.6)
            if "perceel" not in demand and chosen:
                decide(demand["code"], 0.3, random.choice(chosen))
    decide("inschrijving", 0.2)
    for lot in chosen:
        decide("inschrijving", 0.08, lot)
    for code in _low_prices(kader, answers):
        decide(code, 0.5)
    for code, asked in questions(kader).items():
        if code not in ("naam", "kvk", "perceel") and _holds(asked, chosen or [""]):
            _settle(random, made, Decision(name, file, code, ""), asked, answers.get(code))


def _low_prices(kader: Raw, answers: Raw) -> list[str]:
    """The criteria of a price that is nothing, or under the lowest that is allowed."""
    found = []
    for leaf in holders(kader["criteria"]):
        price, floor = answers.get(str(question_code(leaf))), leaf.get("regel", {}).get("minimumtarief", 1)
        if leaf["code"].startswith("K3") and isinstance(price, (int, float)) and price < floor:
            found.append(leaf["code"])
    return found


def _settle(random: Random, made: Invented, about: Decision, asked: Raw, answer: Any) -> None:
    """Perhaps a decision on an answer that has to be there and is not, or that cannot be read."""
    empty = answer is None and asked.get("verplicht", "ja") == "ja"
    if random.random() > 0.6 or not (empty or answer in UNREADABLE.values()):
        return
    read = {"geheel_getal": "lees als 4", "bedrag": "lees als 36,5", "ja_nee": "lees als ja"}
    if asked["soort"] == "keuze":
        read["keuze"] = f"lees als {next(iter(asked['keuzes'].values()))}"
    verdicts = ["voldoet", "voldoet niet", *[read.get(asked["soort"], "voldoet")] * 3]
    verdict = random.choice(verdicts)
    if verdict == "voldoet" and about.subject.partition("@")[0] in ("tarief", "wacht", "V1", "V2", "V3"):
        verdict = "voldoet niet"  # that it is fine so cannot be used there: nobody knows a price or an answer
    made.decisions.append(Decision(about.name, about.file, about.subject, verdict))


def _answer(random: Random, asked: Raw, chosen: list[str]) -> Any:
    code, kind = asked["code"].partition("@")[0], asked["soort"]
    if code in ("volgorde", "aanbod") and kind == "tabel":
        return _lot_rows(random, code, chosen)
    known = {
        "tarief": random.choice([0, 20, 30, 34, 36, 36, 36.5, 40, 40, 40, 45, 48, 52]),
        "aanbod": random.choice([0, 10, 20, 20, 30, 60]),
        "V3": random.choice([1, 8, 9, 5, 5, 5]),
        "wacht": random.randint(0, 4),
        "aankan": random.randint(1, 4),
    }
    if code == "tarief" and kind == "tabel":
        return [{"product": one, "tarief": random.choice([30, 36, 40, 48])} for one in ("basis", "extra")]
    if code in known:
        return known[code]
    if kind == "tabel":
        rows = random.randint(1, 3)
        return [{"wijk": random.choice("nozw"), "open": random.choice([0, 5, 10, 15])} for _ in range(rows)]
    if kind == "meerkeuze":
        return sorted(random.sample("nozw", random.randint(1, 4)))
    return {
        "ja_nee": random.choice(["ja", "nee"]),
        "keuze": random.choice(["vast", "soms", "nooit"]),
        "geheel_getal": random.choice([0, 4, 5, 8, 11, 15, 20, 30]),
        "tekst": "Zo werken wij samen.",
    }[kind]


def _lot_rows(random: Random, code: str, chosen: list[str]) -> list[Raw]:
    if code == "aanbod":
        return [{"perceel": lot, "plekken": random.choice([0, 5, 10, 20, 20, 30, 60])} for lot in chosen]
    numbers = list(range(1, len(chosen) + 1))
    random.shuffle(numbers)
    if random.random() < 0.2:
        numbers[0] = numbers[-1]
    rows = [{"perceel": lot, "nummer": number} for lot, number in zip(chosen, numbers, strict=True)]
    return rows[1:] if random.random() < 0.1 else rows
