"""A tender whose prices lie in a vault: four bidders, each with a form and a workbook with its price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyrage import x25519

from inkoop.domain.price_vault import Book
from inkoop.domain.procedure.vault import PublicKey, custodians
from inkoop.domain.tender import Tender
from inkoop.journeys.procedure.assess import hand_in
from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.panel import lock_quality, meet
from inkoop.journeys.procedure.receive import receive
from inkoop.readers.procedure.keys import PrivateKey
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS
from tests.procedure.tender_case import AFTER, BEFORE, BIDDERS, KADER, filled, given_out, published_tender
from tests.procedure.test_panel import agreed

PRICES = ("41.07", "43.19", "47.53", "58.61")
"""Each as nothing else in a form is written."""
AGREED = dict(zip(BIDDERS, (6, 10, 6, 6), strict=True))


@dataclass(frozen=True)
class Holders:
    """Who holds the keys: two, and two with a spare one."""

    inner: x25519.Identity
    outer: x25519.Identity
    spare_inner: x25519.Identity
    spare_outer: x25519.Identity

    @property
    def keys(self) -> tuple[PrivateKey, PrivateKey]:
        return PrivateKey(self.inner), PrivateKey(self.outer)


def holders() -> Holders:
    return Holders(*(x25519.Identity.generate() for _ in range(4)))


def with_vault(opens: str = "alle", more: str = "") -> str:
    """The small kader with a vault."""
    return f"{KADER.read_text('utf-8')}prijskluis: {{openen: {opens}}}\n{more}"


def published(folder: Path, who: Holders, kader: str = "") -> tuple[Path, Tender]:
    public = [
        PublicKey(name, str(key.to_public()))
        for name, key in zip(
            ("An", "Bo", "Cor", "Dia"),
            (who.inner, who.outer, who.spare_inner, who.spare_outer),
            strict=True,
        )
    ]
    return published_tender(folder, kader or with_vault(), custodians(public[:2], public[2:]))


def books(tender: Tender, folder: Path, number: int, answers: Mapping[str, Any] = {}) -> tuple[Path, Path]:
    """The two workbooks of a bidder."""
    folder.mkdir(parents=True, exist_ok=True)
    own = {"naam": BIDDERS[number], "kvk": f"9000000{number}", "plan": f"Plan {number} van ons."}
    given = GOOD_ANSWERS | own | dict(answers)
    price = {code: given.pop(code) for code in ("prijs",) if code in given} | {
        code: given[code] for code in ("naam", "kvk")
    }
    price["prijs"] = dict(answers).get("prijs", float(PRICES[number]))
    form, sheet = folder / f"{BIDDERS[number]}.xlsx", folder / f"{BIDDERS[number]} prijs.xlsx"
    write_form(tender, form, given, Book.QUALITY)
    write_form(tender, sheet, price, Book.PRICE)
    return form, sheet


def received(room: Path, who: Holders, kader: str = "") -> Path:
    """All four handed in."""
    place, tender = published(room, who, kader)
    for number, name in enumerate(BIDDERS):
        books(tender, room / "binnen" / name, number)
    made = receive(place, [room / "binnen"], ("An",), now=BEFORE)
    assert made.value, made.refusal
    return place


def locked(room: Path, who: Holders, kader: str = "") -> Path:
    """Opened, graded by three and fixed."""
    place = received(room, who, kader)
    fix(room, place)
    return place


def fix(room: Path, place: Path, *, opened: bool = False) -> None:
    """Open what came in, have three people grade it, and fix that."""
    assert opened or open_bids(place, ("An", "Bo"), AFTER).value
    for book in given_out(place):
        path = filled(book.copy, room / f"{book.fact.assessor}.xlsx", AGREED, f"{book.fact.assessor}: ")
        assert hand_in(place, [path], ("An",), AFTER).value
    panel = meet(place, ("An",), AFTER).value
    assert panel
    assert hand_in(place, [agreed(panel.book, room / "panel.xlsx", AGREED)], ("An",), AFTER).value
    fixed = lock_quality(place, ("An", "Bo"), AFTER)
    assert fixed.value, fixed.refusal
