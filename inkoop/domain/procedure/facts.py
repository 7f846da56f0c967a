"""The facts of a tender's record, each as one frozen model whose Dutch aliases are the keys in the file.

Only what happened is a fact: who did what, when, with which files. Scores, ranks and reports are never
facts; they are reckoned anew from the files that the facts name.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from inkoop.domain.procedure.record_model import Name, RecordModel
from inkoop.domain.procedure.vault import Custodian

FORMAT = 1
"""The number of this format. A program reads every number up to its own, for ever."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
NOTHING_BEFORE: Sha256 = "0" * 64
"""What stands for the line before the first one."""
Words = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
InZip = Annotated[str, StringConstraints(max_length=1_000)]
ByClock = Literal["portaal", "hand", "klok"]
"""By whose clock: the list of the portal, who received it and typed the moment, or the computer."""
Number = Annotated[int, Field(ge=1)]
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")]
SubmissionMark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}(-\d+)?$")]
"""Who a submission is, by its content."""


class FileRef(RecordModel):
    """A file that went in or out, by its place in the tender's folder and by its content."""

    path: Annotated[str, StringConstraints(pattern=r"^[^/\\][^\\]*$", max_length=500)] = Field(
        alias="bestand"
    )
    sha256: Sha256 = Field(alias="sha256")
    size: Annotated[int, Field(ge=0)] = Field(alias="bytes")
    called: Annotated[str, StringConstraints(max_length=1_000)] = Field(default="", alias="heette")
    """What who handed it in called it, where not every computer can write that; else its path says so."""


class SealedFile(FileRef):
    """A file that was put behind the two locks of the vault; what it was before is nowhere."""

    plain: Sha256 = Field(alias="sha256_open")
    """Of what was sealed: by this the provider knows that it is the same, and so does who opens it."""
    plain_size: Annotated[int, Field(ge=0)] = Field(alias="bytes_open")


class OpenedFile(FileRef):
    """A file that came out of the vault, byte for byte as it went in."""

    number: Number = Field(alias="nummer")
    """Of the submission that it belongs to."""


class TakenApart(RecordModel):
    """A zip that came in and was not kept as it is: what was in it was, each by itself."""

    name: Annotated[str, StringConstraints(max_length=1_000)] = Field(alias="heette")
    sha256: Sha256 = Field(alias="sha256")
    inside: tuple[Sha256, ...] = Field(alias="erin")
    """Of every file that was in it."""


class Published(RecordModel):
    """The rules became public, for the first time or again after a change."""

    kind: Literal["gepubliceerd"] = Field(default="gepubliceerd", alias="feit")
    version: Number = Field(alias="versie")
    fingerprint: Sha256 = Field(alias="vingerafdruk")
    closes: datetime = Field(alias="sluiting")
    kader: FileRef = Field(alias="kader")
    files: tuple[FileRef, ...] = Field(alias="bestanden")
    """Everything that was made public: the kader, the form, the guide."""
    reason: str = Field(default="", alias="reden")
    """Why the rules changed; empty for the first version."""
    acknowledged: tuple[str, ...] = Field(default=(), alias="erkend")
    """The warnings of the rehearsal that were left with a reason."""
    custodians: tuple[Custodian, ...] = Field(default=(), alias="sleutelhouders")
    """Who together open the prices; empty where they do not come sealed."""
    no_vault: str = Field(default="", alias="zonder_kluis")
    """Why prices that count do not come sealed."""


class Received(RecordModel):
    """A submission came in. It keeps its number, whatever becomes of it."""

    kind: Literal["ontvangen"] = Field(default="ontvangen", alias="feit")
    number: Number = Field(alias="nummer")
    tenderer: Name = Field(alias="inschrijver")
    registration: str = Field(default="", alias="kvk")
    arrived: datetime = Field(alias="binnen")
    """When it was handed in."""
    source: ByClock = Field(alias="volgens")
    form: FileRef | None = Field(default=None, alias="formulier")
    """The workbook in it; None where it is not certain which that is: then a person says so."""
    inside: InZip = Field(default="", alias="in_zip")
    """Where `formulier` is a zip: the name of the workbook in it."""
    files: tuple[FileRef, ...] = Field(alias="bestanden")
    sealed: tuple[SealedFile, ...] = Field(default=(), alias="verzegeld")
    """What lies in the vault: the workbook with the prices, and every workbook that may be that."""
    prices: InZip = Field(default="", alias="prijsblad")
    """Which of those is the workbook with the prices, by its path; empty where that is not certain."""
    taken_apart: tuple[TakenApart, ...] = Field(default=(), alias="uitgepakt")
    replaces: Number | None = Field(default=None, alias="vervangt")
    """The number of an earlier submission of the same tenderer, where this one takes its place."""

    @property
    def room(self) -> str:
        """The name of the folder in which its files stand."""
        return (*self.files, *self.sealed)[0].path.split("/")[1]

    @property
    def price_book(self) -> SealedFile | None:
        """The workbook with the prices, as it lies in the vault."""
        return next((each for each in self.sealed if each.path == self.prices), None)

    @property
    def content(self) -> frozenset[str]:
        """The SHA-256 of every file as it was handed in."""
        kept = {file.sha256 for file in self.files} | {each.plain for each in self.sealed}
        inside = {sha256 for each in self.taken_apart for sha256 in each.inside}
        return frozenset(kept - inside | {each.sha256 for each in self.taken_apart})


class Opened(RecordModel):
    """Two people opened what had come in."""

    kind: Literal["geopend"] = Field(default="geopend", alias="feit")
    numbers: tuple[Number, ...] = Field(alias="nummers")


class Admitted(RecordModel):
    """A person decided whether a submission that came too late, or that is no form, takes part."""

    kind: Literal["meedoen"] = Field(default="meedoen", alias="feit")
    number: Number = Field(alias="nummer")
    takes_part: bool = Field(alias="doet_mee")
    form: FileRef | None = Field(default=None, alias="formulier")
    """Which of the files is the form, where that was not certain at receipt."""
    inside: InZip = Field(default="", alias="in_zip")
    motivation: Words = Field(alias="motivering")


class Decided(RecordModel):
    """A person decided one point of one submission."""

    kind: Literal["besloten"] = Field(default="besloten", alias="feit")
    number: Number = Field(alias="nummer")
    subject: Name = Field(alias="onderwerp")
    lot: str = Field(default="", alias="perceel")
    ruling: Words = Field(alias="besluit")
    motivation: Words = Field(alias="motivering")
    by: str = Field(default="", alias="besluiter")
    """Who decided, for the report; who wrote it down stands in the line itself."""
    price: bool = Field(default=False, alias="prijs")
    """It is about a price that came out of the vault: that is decided once the quality is fixed."""


class CellRef(RecordModel):
    """A cell of a submission's workbook."""

    sheet: Name = Field(alias="blad")
    cell: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[1-9][0-9]{0,6}$")] = Field(alias="cel")


class AskedPoint(RecordModel):
    """One fault that a tenderer may mend, and in which cells."""

    code: Name = Field(alias="code")
    question: str = Field(default="", alias="vraag")
    words: Words = Field(alias="tekst")
    """What the letter says about it."""
    cells: Annotated[tuple[CellRef, ...], Field(min_length=1)] = Field(alias="cellen")
    obvious: str = Field(default="", alias="kennelijke_fout")
    """Why it is an obvious material error, where points or a price rest on it; else empty."""


class Asked(RecordModel):
    """A tenderer was asked to mend what is wrong, in these cells and in no other."""

    kind: Literal["gevraagd"] = Field(default="gevraagd", alias="feit")
    number: Number = Field(alias="nummer")
    until: datetime = Field(alias="tot")
    points: Annotated[tuple[AskedPoint, ...], Field(min_length=1)] = Field(alias="punten")


class MendedCell(CellRef):
    """A cell that was mended, with what stood there and what stands there now."""

    question: str = Field(default="", alias="vraag")
    before: str = Field(alias="was")
    now: str = Field(alias="wordt")


class Mended(RecordModel):
    """A mended workbook came in. From here on it is what is read; the one before it stays."""

    kind: Literal["hersteld"] = Field(default="hersteld", alias="feit")
    number: Number = Field(alias="nummer")
    form: FileRef = Field(alias="formulier")
    arrived: datetime = Field(alias="binnen")
    cells: Annotated[tuple[MendedCell, ...], Field(min_length=1)] = Field(alias="cellen")
    reason: Words = Field(alias="reden")


class HandedOut(RecordModel):
    """A workbook was made for an assessor, or for the panel as a whole."""

    kind: Literal["uitgegeven"] = Field(default="uitgegeven", alias="feit")
    stamp: Name = Field(alias="stempel")
    """By this the workbook is known when it comes back."""
    assessor: str = Field(default="", alias="beoordelaar")
    """Empty for the workbook of the panel."""
    label: str = Field(default="", alias="aanduiding")
    """How the assessor is called in public: B1."""
    seed: str = Field(default="", alias="zaad")
    """By which the answers were put in an order of their own."""
    letters: dict[Letter, SubmissionMark] = Field(default={}, alias="letters")
    """Which submission each letter stands for, where the workbook has no names."""
    resident: bool = Field(default=False, alias="bewoner")
    """Made for a resident: large letters and one question a page."""
    fewer: str = Field(default="", alias="met_minder")
    """Why the panel began with fewer grades than the rules ask."""
    file: FileRef = Field(alias="werkblad")


class SteppedBack(RecordModel):
    """An assessor stopped. Nothing that came from this person counts, and nobody waits for it."""

    kind: Literal["teruggetreden"] = Field(default="teruggetreden", alias="feit")
    assessor: Name = Field(alias="beoordelaar")
    motivation: Words = Field(alias="motivering")


class HandedIn(RecordModel):
    """A workbook of an assessor or of the panel came back, complete."""

    kind: Literal["ingeleverd"] = Field(default="ingeleverd", alias="feit")
    stamp: Name = Field(alias="stempel")
    file: FileRef = Field(alias="werkblad")


class Locked(RecordModel):
    """Two people fixed the grades; from here on no grade and no decision on quality changes."""

    kind: Literal["kwaliteit_vast"] = Field(default="kwaliteit_vast", alias="feit")
    files: tuple[FileRef, ...] = Field(alias="bestanden")


class PricesOpened(RecordModel):
    """Two people opened the vault, after the quality was fixed."""

    kind: Literal["prijzen_geopend"] = Field(default="prijzen_geopend", alias="feit")
    keys: Annotated[tuple[Name, ...], Field(min_length=2)] = Field(alias="sleutels")
    """Whose keys opened it."""
    files: tuple[OpenedFile, ...] = Field(alias="bestanden")
    shut: tuple[Number, ...] = Field(default=(), alias="dicht_gebleven")
    """The submissions whose prices stay shut, as they did not reach a threshold."""


class AskedPrice(RecordModel):
    """One price that calls for an explanation."""

    code: Name = Field(alias="code")
    criterion: Name = Field(alias="criterium")
    question: str = Field(default="", alias="vraag")
    words: Words = Field(alias="tekst")
    """What the letter says about it."""


class PriceAsked(RecordModel):
    """A tenderer was asked to explain its price, which itself never changes."""

    kind: Literal["prijs_gevraagd"] = Field(default="prijs_gevraagd", alias="feit")
    number: Number = Field(alias="nummer")
    until: datetime = Field(alias="tot")
    prices: Annotated[tuple[AskedPrice, ...], Field(min_length=1)] = Field(alias="prijzen")
    letter: FileRef = Field(alias="brief")
    """The letter as the program wrote it; people finish and send a copy."""


class PriceExplained(RecordModel):
    """What a tenderer explained about its price came in. Nobody but a person reads it."""

    kind: Literal["prijs_toegelicht"] = Field(default="prijs_toegelicht", alias="feit")
    number: Number = Field(alias="nummer")
    arrived: datetime = Field(alias="binnen")
    files: Annotated[tuple[FileRef, ...], Field(min_length=1)] = Field(alias="bestanden")


class Drawn(RecordModel):
    """Lots were drawn for a tie; the seed, or who was there, stands in the record of the draw."""

    kind: Literal["geloot"] = Field(default="geloot", alias="feit")
    lot: Name = Field(alias="perceel")
    file: FileRef = Field(alias="verslag")


class Withdrew(RecordModel):
    """A tenderer no longer takes part, in one lot or at all."""

    kind: Literal["ingetrokken"] = Field(default="ingetrokken", alias="feit")
    number: Number = Field(alias="nummer")
    lot: str = Field(default="", alias="perceel")
    motivation: Words = Field(alias="motivering")


class Chose(RecordModel):
    """A tenderer in line for more lots than it may have said which it likes best."""

    kind: Literal["gekozen"] = Field(default="gekozen", alias="feit")
    number: Number = Field(alias="nummer")
    lots: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(alias="percelen")
    """The one it likes best first."""
    motivation: Words = Field(alias="motivering")
    """When and how it said so."""


class Sent(RecordModel):
    """The award decision went out: a letter to everybody who handed in."""

    kind: Literal["verzonden"] = Field(default="verzonden", alias="feit")
    round: Number = Field(alias="ronde")
    """1 for the first decision; a new one, as after an objection, has the next number."""
    sent: date = Field(alias="datum")
    days: Annotated[int, Field(ge=1)] = Field(alias="dagen")
    last_day: date = Field(alias="laatste_dag")
    """The last day of the standstill."""
    outcome: Sha256 = Field(alias="uitkomst")
    """Of who gets what: by this it is known whether the decision is still that of the letters."""
    files: tuple[FileRef, ...] = Field(alias="bestanden")


class Objected(RecordModel):
    """A tenderer objects to the decision, or went to court."""

    kind: Literal["bezwaar"] = Field(default="bezwaar", alias="feit")
    number: Number = Field(alias="nummer")
    way: Literal["bezwaar", "kort geding"] = Field(alias="soort")
    reason: Words = Field(alias="reden")


class ObjectionEnded(RecordModel):
    """An objection was answered, judged or taken back."""

    kind: Literal["bezwaar_afgehandeld"] = Field(default="bezwaar_afgehandeld", alias="feit")
    number: Number = Field(alias="nummer")
    ruling: Literal["gegrond", "ongegrond", "ingetrokken"] = Field(alias="uitspraak")
    """Where it is `gegrond` the decision no longer holds, and grades and decisions can change again."""
    reason: Words = Field(alias="reden")


class Final(RecordModel):
    """The award is final."""

    kind: Literal["gegund"] = Field(default="gegund", alias="feit")
    round: Number = Field(alias="ronde")
    """Of the decision that is final."""
    outcome: Sha256 = Field(alias="uitkomst")


Fact = Annotated[
    Published
    | Received
    | Opened
    | Admitted
    | Decided
    | Asked
    | Mended
    | HandedOut
    | SteppedBack
    | HandedIn
    | Locked
    | PricesOpened
    | PriceAsked
    | PriceExplained
    | Drawn
    | Withdrew
    | Chose
    | Sent
    | Objected
    | ObjectionEnded
    | Final,
    Field(discriminator="kind"),
]


class Entry(RecordModel):
    """One line of the record."""

    form: Literal[1] = Field(default=1, alias="formaat")
    number: Number = Field(alias="nr")
    before: Sha256 = Field(alias="vorige")
    """The hash of the line before."""
    moment: datetime = Field(alias="moment")
    """When it was written down, by the clock of the computer or as somebody set it."""
    clock_set: bool = Field(default=False, alias="klok_gezet")
    """Whether somebody set that moment by hand, which every paper says."""
    by: tuple[Name, ...] = Field(default=(), alias="door")
    """Who did it. The program does not know who sits at the keyboard."""
    fact: Fact = Field(alias="wat")
