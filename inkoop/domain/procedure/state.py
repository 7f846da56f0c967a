"""Where a tender stands: what its facts come to, and nothing that they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from inkoop.domain.procedure.facts import (
    NOTHING_BEFORE,
    Admitted,
    Asked,
    Chose,
    Decided,
    Drawn,
    FileRef,
    Final,
    HandedIn,
    HandedOut,
    Locked,
    Mended,
    Objected,
    Opened,
    PriceAsked,
    PriceExplained,
    PricesOpened,
    Published,
    Received,
    Sent,
    Sha256,
    Withdrew,
)
from inkoop.domain.procedure.growing import Growing
from inkoop.domain.procedure.vault import Custodian


class Stage(IntEnum):
    """How far a tender is."""

    DRAFT = 0
    PUBLISHED = 1
    OPENED = 2
    ASSESSING = 3
    LOCKED = 4
    DECIDED = 5
    FINAL = 6


@dataclass(frozen=True, slots=True)
class Bid:
    """A submission as the record knows it, by its number."""

    received: Received
    late: bool
    """It came after the closing time, or was only written down after the opening: a person decides."""
    replaced_by: int | None = None
    takes_part: bool | None = None
    """What a person decided about one that was late or is no form; None where nobody did."""
    motivation: str = ""
    chosen: Admitted | None = None
    """What a person said about which file is the form."""
    asked: tuple[Asked, ...] = ()
    """What was asked since the last answer; that is what may be mended."""
    mended: tuple[Mended, ...] = ()
    price_asked: tuple[PriceAsked, ...] = ()
    """Every time that it was asked to explain a price."""
    price_unheard: tuple[PriceAsked, ...] = ()
    """The same, since the last explanation."""
    price_explained: tuple[PriceExplained, ...] = ()

    @property
    def number(self) -> int:
        """Its number in the record."""
        return self.received.number

    @property
    def form(self) -> FileRef | None:
        """The workbook in it; None where it is not certain which that is."""
        return self.mended[-1].form if self.mended else self.first

    @property
    def inside(self) -> str:
        """Where the form is a zip: the name of the workbook in it."""
        return "" if self.mended else self.first_inside

    @property
    def first(self) -> FileRef | None:
        """The form as it was received, whatever was mended since."""
        return self.chosen.form if self.chosen else self.received.form

    @property
    def first_inside(self) -> str:
        """Where that is a zip: the name of the workbook in it."""
        return self.chosen.inside if self.chosen else self.received.inside

    @property
    def until(self) -> datetime | None:
        """Until when an answer is waited for; None where nothing is asked."""
        return max((each.until for each in self.asked), default=None)

    @property
    def price_until(self) -> datetime | None:
        """Until when an explanation of a price is waited for; None where nothing is asked or all is in."""
        return max((each.until for each in self.price_unheard), default=None)

    @property
    def counts(self) -> bool:
        """Whether it is read and judged."""
        if self.replaced_by is not None or self.form is None:
            return False
        return self.takes_part is True if self.late else self.takes_part is not False

    @property
    def waits(self) -> bool:
        """Whether a person still has to say if it takes part."""
        open_question = self.late or self.received.form is None
        return self.replaced_by is None and open_question and self.takes_part is None


@dataclass(frozen=True, slots=True)
class State:
    """What all facts together come to."""

    stand: Sha256 = NOTHING_BEFORE
    """The hash of the last line: who holds it can prove that nothing before it changed."""
    lines: int = 0
    last: datetime | None = None
    """The moment of the last fact."""
    set_by_hand: Growing[int] = field(default_factory=Growing)
    """The lines whose moment somebody set by hand."""
    backwards: Growing[int] = field(default_factory=Growing)
    """The lines whose moment is earlier than that of the line before."""
    versions: tuple[Published, ...] = ()
    bids: Mapping[int, Bid] = field(default_factory=dict)
    opened: Opened | None = None
    decisions: Growing[Decided] = field(default_factory=Growing)
    handed_out: tuple[HandedOut, ...] = ()
    void: frozenset[str] = frozenset()
    """The stamps of the workbooks of who stepped back."""
    handed_in: Mapping[str, HandedIn] = field(default_factory=dict)
    """By stamp the last workbook that came back."""
    locked: Locked | None = None
    prices: tuple[PricesOpened, ...] = ()
    """Every time that the vault was opened."""
    draws: tuple[Drawn, ...] = ()
    withdrawn: tuple[Withdrew, ...] = ()
    sent: tuple[Sent, ...] = ()
    """Every award decision that went out; the last one holds."""
    revoked: int = 0
    """How many of those no longer hold, as an objection to them was right."""
    objections: Mapping[int, Objected] = field(default_factory=dict)
    """By number the objections that nobody answered or judged yet."""
    final: Final | None = None
    chosen: Mapping[int, Chose] = field(default_factory=dict)
    """By number what a tenderer chose last."""

    @property
    def decided(self) -> Sent | None:
        """The award decision that holds; None where none went out, or an objection to the last was right."""
        return self.sent[-1] if len(self.sent) > self.revoked else None

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.final:
            return Stage.FINAL
        if self.decided:
            return Stage.DECIDED
        if self.locked:
            return Stage.LOCKED
        if self.handed_out:
            return Stage.ASSESSING
        if self.opened:
            return Stage.OPENED
        return Stage.PUBLISHED if self.versions else Stage.DRAFT

    @property
    def published(self) -> Published | None:
        """The rules that hold now."""
        return self.versions[-1] if self.versions else None

    @property
    def custodians(self) -> tuple[Custodian, ...]:
        """Who together open the prices; empty where they do not come sealed."""
        return self.versions[0].custodians if self.versions else ()

    @property
    def in_vault(self) -> frozenset[int]:
        """The submissions that count, and of which nobody opened the prices, or said that they stay shut."""
        done = {file.number for opened in self.prices for file in opened.files}
        done |= {number for opened in self.prices for number in opened.shut}
        return frozenset(bid.number for bid in self.counting if bid.received.sealed) - done

    @property
    def prices_shut(self) -> bool:
        """Whether there is a vault, and not everything in it that counts was opened."""
        return bool(self.custodians) and (not self.prices or bool(self.in_vault))

    @property
    def counting(self) -> tuple[Bid, ...]:
        """The submissions that are read and judged, by number."""
        return tuple(bid for _, bid in sorted(self.bids.items()) if bid.counts)

    @property
    def explaining(self) -> tuple[Bid, ...]:
        """Who still takes part, was asked to explain a price and did not do so yet."""
        gone = {each.number for each in self.withdrawn if not each.lot}
        return tuple(bid for bid in self.counting if bid.price_unheard and bid.number not in gone)

    @property
    def assessors(self) -> tuple[HandedOut, ...]:
        """The workbooks of assessors that are out, the last one of each who did not step back."""
        out = (each for each in self.handed_out if each.assessor and each.stamp not in self.void)
        return tuple({each.assessor: each for each in out}.values())

    @property
    def letters(self) -> Mapping[str, str]:
        """Which submission each letter stands for that was ever used in a workbook."""
        return {letter: who for each in self.handed_out for letter, who in each.letters.items()}

    @property
    def panel(self) -> HandedOut | None:
        """The workbook of the panel, the last one made."""
        made = [each for each in self.handed_out if not each.assessor]
        return made[-1] if made else None

    @property
    def complete(self) -> tuple[HandedIn, ...]:
        """What the assessors handed in."""
        stamps = {each.stamp for each in self.assessors}
        return tuple(given for stamp, given in self.handed_in.items() if stamp in stamps)
