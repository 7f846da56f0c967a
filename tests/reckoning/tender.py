"""One tender in a folder, as people have it: a kader, filled-in forms, grades, and the commands run on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from typer.testing import CliRunner, Result

from inkoop.cli.app import app

from .admission import as_read
from .fill import Form, fill_grades
from .invent_bids import Invented, file_of
from .outcome import reckon
from .per_lot import written_out
from .plain import Bid, Kader, Panel, read_bid, read_draws, read_panel, read_yaml
from .points import Lot, price_leaf, scores, tariffs
from .result import Outcome

GRADES = Path("beoordeling") / "cijfers.xlsx"
OWN = {"ja_nee", "keuze", "lineair", "banden", "dekking", "aantal", "vaste_bandbreedte"}
"""The rules that depend on the own answers alone."""


def run(*arguments: object) -> Result:
    """A command as a person types it; what the program throws is thrown on."""
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@dataclass
class Tender:
    """A kader and a folder with submissions."""

    path: Path
    folder: Path
    kader: Kader

    @cached_property
    def bids(self) -> list[Bid]:
        """Every submission as anybody can read it."""
        return [read_bid(self.kader, path) for path in sorted(self.folder.glob("*.xlsx"))]

    @property
    def panel(self) -> Panel:
        """The grades and decisions."""
        path = self.folder / GRADES
        return read_panel(path) if path.exists() else Panel()

    def reckoned(self, fallen: frozenset[str] = frozenset()) -> dict[str, Outcome]:
        """The outcome by the reckoning here, with the draws that were done."""
        return reckon(self.kader, self.bids, self.panel, read_draws(self.folder / "beoordeling"), fallen)

    def lots(self) -> dict[str, Lot]:
        """The rules of every lot."""
        return {lot.code: lot for lot in map(self._lot, self.kader.get("percelen", {}).get("lijst", [None]))}

    def _lot(self, raw: Kader | None) -> Lot:
        return Lot(self.kader, raw)

    def own(self, bid: Bid) -> dict[str, dict[str, Fraction]]:
        """By lot that it chose: the points of a bid that hang on its own answers."""
        found = {}
        for code, lot in self.lots().items():
            if code in bid.lots:
                read = as_read(self.kader, bid, Panel())
                reckoned = scores(lot, read, Panel(), [read])
                found[code] = {
                    leaf["code"]: reckoned[leaf["code"]]
                    for leaf in lot.leaves
                    if leaf["regel"]["soort"] in OWN
                }
        return found


def written(invented: Invented, place: Path) -> Tender | None:
    """The tender with its forms filled in; None where the kader is refused."""
    path = place / "kader.yaml"
    path.write_text(json.dumps(invented.kader, ensure_ascii=False, indent=1), "utf-8")
    if run("kader", path).exit_code:
        return None
    run("formulier", path, "-o", place / "formulier.xlsx")
    tender = Tender(path, place / "in", written_out(read_yaml(path)))
    tender.folder.joinpath("beoordeling").mkdir(parents=True)
    form = Form(tender.kader, place / "formulier.xlsx")
    for number, answers in enumerate(invented.bids):
        form.fill(answers, tender.folder / file_of(number))
    if invented.bids:
        run("formulier", path, "--cijfers", tender.folder, "-o", tender.folder / GRADES)
        names = {file_of(number): answers["naam"] for number, answers in enumerate(invented.bids)}
        fill_grades(tender.folder / GRADES, invented.grades, names, invented.decisions, invented.more)
    return tender


def low_prices(outcomes: Mapping[str, Outcome]) -> set[str]:
    """The files with a price, as it was offered, that far under the mean of the others who take part."""
    noticed = set()
    for outcome in outcomes.values():
        leaf = price_leaf(outcome.lot)
        if leaf is None or "signaal_laag" not in leaf["regel"]:
            continue
        prices = {}
        for bid in outcome.taking_part:
            lines = tariffs(outcome.lot.kader, bid, leaf) or []
            prices[bid.file] = sum((tariff * many for tariff, many, _ in lines), Fraction(0))
        prices = {file: offered for file, offered in prices.items() if offered > 0}
        for file, own in prices.items():
            others = [offered for other, offered in prices.items() if other != file]
            least = sum(others, Fraction(0)) * (100 - leaf["regel"]["signaal_laag"]) / 100
            if len(others) >= 2 and own * len(others) <= least:
                noticed.add(file)
    return noticed
