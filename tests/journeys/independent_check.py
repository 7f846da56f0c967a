"""A checker of reports that was written from docs/narekenen.md alone: it shares no code with the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Any

import pikepdf
from ruamel.yaml import YAML

MODES = {"half_omhoog": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "omlaag": ROUND_DOWN}
WIDE = Context(prec=60)
Data = Mapping[str, Any]


def enclosed(report: Path) -> dict[str, bytes]:
    """The files in a report."""
    with pikepdf.open(report) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def seal_faults(files: Mapping[str, bytes]) -> list[str]:
    """Files that are not as they were sealed, and a seal that does not cover what it says."""
    said = json.loads(files["zegel.json"])
    hashes = {n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != "zegel.json"}
    rest = json.dumps(
        {k: v for k, v in said.items() if k != "zegel"},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    wrong = [
        name
        for name in hashes.keys() | said["bestanden"].keys()
        if hashes.get(name) != said["bestanden"].get(name)
    ]
    return wrong + (["zegel"] if hashlib.sha256(rest.encode()).hexdigest() != said["zegel"] else [])


def rounded(value: Decimal, digits: Any, mode: str) -> Decimal:
    """Eighteen digits first, then as the kader says."""
    if digits == "geen":
        return value
    snapped = value.quantize(Decimal(1).scaleb(-18), ROUND_HALF_EVEN, WIDE)
    return snapped.quantize(Decimal(1).scaleb(-int(digits)), MODES[mode], WIDE)


def _told(bid: Data) -> dict[str, str]:
    """The points of a bid that are public, by criterion."""
    every = (*bid["scores"], *bid.get("groepen", ()))
    return {each["criterium"]: each["punten"] for each in every if "punten" in each}


class Checker:
    """Reckons one report."""

    def __init__(self, report: Path) -> None:
        self.files = enclosed(report)
        yaml = YAML(typ="rt", pure=True)
        self.kader: Data = json.loads(json.dumps(yaml.load(self.files["kader.yaml"]), default=str))
        self.dossier = json.loads(self.files["inschrijvingen.json"])
        self.outcome = json.loads(self.files["uitkomst.json"])
        self.award = self.kader["gunning"]
        self.rounding = {"wijze": "half_omhoog", "groep": "geen", **self.award["afronding"]}
        asked = [
            *self.kader.get("algemeen", ()),
            *(q["vraag"] for q in self.kader.get("eisen", ()) if isinstance(q.get("vraag"), dict)),
        ]
        asked += [
            leaf["vraag"]
            for leaf in self._leaves(self.kader["criteria"])
            if isinstance(leaf.get("vraag"), dict)
        ]
        self.questions = {question.get("code"): question for question in asked}
        self.taken = 0

    def faults(self) -> Iterator[str]:
        """Every number in the outcome that is not what the rules give."""
        yield from seal_faults(self.files)
        for lot in self.outcome["percelen"]:
            yield from self._lot(lot)

    def _leaves(self, criteria: Sequence[Data]) -> Iterator[Data]:
        for each in criteria:
            if "criteria" in each:
                yield from self._leaves(each["criteria"])
            else:
                yield each

    def _lot(self, lot: Data) -> Iterator[str]:
        criteria = self.kader["criteria"]
        own = next(
            (
                each
                for each in self.kader.get("percelen", {}).get("lijst", ())
                if each["code"] == lot["perceel"]
            ),
            {},
        )
        if "criteria" in own:
            criteria = [each for each in criteria if each["code"] in own["criteria"]]
        for bid in (*lot["rangorde"], *(each for each in lot["niet_toegelaten"] if each.get("scores"))):
            found = dict(self._points(criteria, Decimal(self.award["punten"]), bid))
            told = _told(bid)
            for code, points in told.items():
                shown = rounded(found[code], self.rounding["criterium"], self.rounding["wijze"])
                if shown != Decimal(points):
                    yield f"{lot['perceel']} {bid['inschrijver']} {code}: {points}, en niet {found[code]}"
            total = sum((found[each["code"]] for each in criteria), Decimal(0))
            if "totaal" in bid and rounded(total, self.rounding["totaal"], self.rounding["wijze"]) != Decimal(
                bid["totaal"]
            ):
                yield f"{lot['perceel']} {bid['inschrijver']}: {bid['totaal']}, en niet {total}"
        yield from self._ranks(lot)

    def _ranks(self, lot: Data) -> Iterator[str]:
        def key(bid: Data) -> tuple[Decimal, ...]:
            points = _told(bid)
            broken = self.award.get("bij_gelijk", ())
            return (Decimal(bid["totaal"]), *(Decimal(points[code]) for code in broken if code in points))

        if any("totaal" not in bid for bid in lot["rangorde"]):
            yield from self._impossible(lot)  # the order is taken over
            return
        keys = [key(bid) for bid in lot["rangorde"]]
        drawn = self._drawn(lot["perceel"])
        for bid, own in zip(lot["rangorde"], keys, strict=True):
            before = sum(other > own for other in keys)
            before += drawn.index(bid["inschrijver"]) if bid["inschrijver"] in drawn else 0
            if bid["rang"] != 1 + before:
                yield f"{lot['perceel']} {bid['inschrijver']}: rang {bid['rang']}"

    def _impossible(self, lot: Data) -> Iterator[str]:
        """Who stands above another with more points, whatever the points are that are not public."""
        most = {each["criterium"]: Decimal(each["maximum"]) for each in lot["criteria"]}
        tops = [each["code"] for each in self.kader["criteria"] if each["code"] in most]
        told = [_told(bid) for bid in lot["rangorde"]]
        highest = [sum(Decimal(own.get(code, most[code])) for code in tops) for own in told]
        lowest = [sum(Decimal(own.get(code, 0)) for code in tops) for own in told]
        for at, bid in enumerate(lot["rangorde"]):
            if any(highest[at] < low - 1 for low in lowest[at + 1 :]):
                yield f"{lot['perceel']} {bid['inschrijver']}: rang {bid['rang']} kan niet"

    def _drawn(self, lot: str) -> list[str]:
        """Who drew lots in a lot, in the order of the SHA-256 over seed, lot and name."""
        for draw in self.outcome["lotingen"]:
            if draw["perceel"] == lot:
                lines = {name: f"{draw['zaad']}\n{lot}\n{name}" for name in draw["inschrijvers"]}
                return sorted(lines, key=lambda name: hashlib.sha256(lines[name].encode()).hexdigest())
        return []

    def _points(self, criteria: Sequence[Data], points: Decimal, bid: Data) -> Iterator[tuple[str, Decimal]]:
        """The points of every criterion, groups after what is in them."""
        whole = sum(Decimal(str(each["gewicht"])) for each in criteria)
        for each in criteria:
            maximum = points * Decimal(str(each["gewicht"])) / whole
            if "criteria" in each:
                inside = dict(self._points(each["criteria"], maximum, bid))
                yield from inside.items()
                summed = sum((inside[part["code"]] for part in each["criteria"]), Decimal(0))
                yield each["code"], rounded(summed, self.rounding["groep"], self.rounding["wijze"])
            else:
                yield each["code"], self._leaf(each, maximum, bid)

    def _leaf(self, leaf: Data, maximum: Decimal, bid: Data) -> Decimal:
        answers = self._answers(bid)
        asked = leaf.get("vraag")
        answer = answers.get(asked["code"] if isinstance(asked, dict) else asked, {})
        if answer.get("vertrouwelijk"):
            self.taken += 1
            return Decimal(_told(bid).get(leaf["code"], "NaN"))
        share = self._share(leaf, self._plain(answer.get("waarde")), bid)
        if share is None:
            return Decimal(0)
        return rounded(maximum * share[0] / share[1], self.rounding["criterium"], self.rounding["wijze"])

    def _answers(self, bid: Data) -> Mapping[str, Data]:
        one = next(each for each in self.dossier["inschrijvingen"] if each["bestand"] == bid["bestand"])
        return {each["vraag"]: each for each in one["antwoorden"]}

    def _plain(self, value: Any) -> Any:
        """A table without the cells that it stood in."""
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return [
                {column: cell["waarde"] for column, cell in row.items() if "waarde" in cell} for row in value
            ]
        return value

    def _share(self, leaf: Data, value: Any, bid: Data) -> tuple[Decimal, Decimal] | None:
        rule = leaf["regel"]
        kind = rule["soort"]
        if kind == "beoordeeld":
            return self._graded(leaf, rule, bid)
        if value is None:
            return None
        return getattr(self, f"_{kind}")(rule, value, leaf)  # type: ignore[no-any-return]

    def _graded(self, leaf: Data, rule: Data, bid: Data) -> tuple[Decimal, Decimal]:
        grades = self.dossier["beoordeling"]["cijfers"]
        given = next(
            [each["cijfer"], *each.get("andere_cijfers", ())]
            for each in grades
            if each["criterium"] == leaf["code"] and each["bestand"] == bid["bestand"]
        )
        steps = self.kader["schalen"][rule["schaal"]]["stappen"]
        shares = {Decimal(str(step["cijfer"])): Decimal(str(step["procent"])) for step in steps}
        return sum((shares[Decimal(grade)] for grade in given), Decimal(0)), 100 * Decimal(len(given))

    def _ja_nee(self, rule: Data, value: str, _: Data) -> tuple[Decimal, Decimal]:
        return Decimal(str(rule["ja" if value == "ja" else "nee"])), Decimal(100)

    def _keuze(self, rule: Data, value: str, _: Data) -> tuple[Decimal, Decimal]:
        return Decimal(str(rule["procenten"][value])), Decimal(100)

    def _aantal(self, rule: Data, value: Sequence[Any], _: Data) -> tuple[Decimal, Decimal]:
        full = Decimal(str(rule["vol_bij"]))
        return min(Decimal(len(value)), full), full

    def _number(self, rule: Data, value: Any) -> Decimal:
        if isinstance(value, str):
            return Decimal(value)
        numbers = [Decimal(row[rule["kolom"]]) for row in value if row.get(rule["kolom"])]
        return {"hoogste": max, "laagste": min, "som": sum}[rule["bewerking"]](numbers)  # type: ignore[operator, no-any-return]

    def _lineair(self, rule: Data, value: Any, _: Data) -> tuple[Decimal, Decimal]:
        zero, full = Decimal(str(rule["nul_bij"])), Decimal(str(rule["vol_bij"]))
        held = min(max(self._number(rule, value), min(zero, full)), max(zero, full))
        return held - zero, full - zero

    def _banden(self, rule: Data, value: Any, _: Data) -> tuple[Decimal, Decimal]:
        number = self._number(rule, value)
        reached = [b for b in rule["banden"] if Decimal(str(b["vanaf"])) <= number]
        return (Decimal(str(reached[-1]["procent"])) if reached else Decimal(0)), Decimal(100)

    def _vaste_bandbreedte(self, rule: Data, value: Any, _: Data) -> tuple[Decimal, Decimal]:
        if isinstance(value, str):
            price = Decimal(value)
        else:
            key = next(k for k in value[0] if value[0][k] in rule["hoeveelheden"])
            price = sum(
                (Decimal(row[rule["kolom"]]) * Decimal(str(rule["hoeveelheden"][row[key]])) for row in value),
                Decimal(0),
            )
        low, high = Decimal(str(rule["ondergrens"])), Decimal(str(rule["bovengrens"]))
        return high - min(max(price, low), high), high - low

    def _dekking(self, rule: Data, value: Sequence[Any], leaf: Data) -> tuple[Decimal, Decimal]:
        column = rule.get("kolom")
        rows = [self._codes(row.get(column)) for row in value] if column else [set(value)]
        together = set().union(*rows)
        goal = Decimal(str(rule.get("vol_bij") or len(self._choices(leaf))))
        extra = sum(
            (
                Decimal(str(bonus["procent"]))
                for bonus in rule.get("bonus", ())
                if any(
                    set(bonus["codes"]) <= found
                    for found in (rows if bonus.get("op_een_rij") == "ja" else [together])
                )
            ),
            Decimal(0),
        )
        whole = goal * 100
        return min(min(Decimal(len(together)), goal) * 100 + extra * goal, whole), whole

    def _codes(self, value: Any) -> set[str]:
        return set(value) if isinstance(value, list) else {value} - {None}

    def _choices(self, leaf: Data) -> Sequence[Any]:
        asked = leaf["vraag"] if isinstance(leaf["vraag"], dict) else self.questions[leaf["vraag"]]
        choices = asked["keuzes"]
        return self.kader["codelijsten"][choices]["waarden"] if isinstance(choices, str) else choices  # type: ignore[no-any-return]
