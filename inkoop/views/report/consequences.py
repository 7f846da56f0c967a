"""Who can stay and who goes to another provider, for the report: small groups hidden, never a criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from inkoop.analysis.award.consequences import (
    Consequences,
    SpotFate,
    column_choices,
    consequences,
    people_a_place,
)
from inkoop.analysis.award.masking import FEWEST, hidden_cells
from inkoop.analysis.award.outcome import Prospect, Way, prospects
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.submission import SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.views.report.chart import Bar, SingleBar, StackChart, bar_row, stack_chart
from inkoop.views.report.model import InsightChapter
from inkoop.views.report.tables import parts
from inkoop.views.report.ways import each_way
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.counting import NUMBERS, capital
from inkoop.views.words.standing import awaited
from inkoop.views.words.wording import number_text, plain, shortened

HIDDEN = "–"
FATES = {
    Prospect.CONTRACT: "kan blijven",
    Prospect.OPEN: "nog onzeker",
    Prospect.NONE: "andere aanbieder",
}
_NAME = 60
Key = tuple[str, str, Prospect | None]
"""wijk, functie, plek, aanbieder or alles; its code; and the fate, or None for all of them."""


def people_of(evaluation: Evaluation) -> People | None:
    """Where people are now; None when the kader does not ask it, or when there is nobody."""
    found = consequences(evaluation)
    people = People(evaluation, found) if found else None
    return people if people and people.cells["alles", "", None] else None


def consequences_chapter(evaluation: Evaluation, people: People | None = None) -> InsightChapter | None:
    """The chapter, or None when there is nothing to tell.

    Args:
        people: as `people_of` this evaluation gives them; without it they are counted here.
    """
    page = people or people_of(evaluation)
    if page is None:
        return None
    return InsightChapter(
        anchor="gevolgen",
        title="Wie kan blijven, en wie gaat naar een andere aanbieder?",
        conclusion=page.conclusion(),
        lead=(
            "Dit is een gevolg van de uitkomst. Het telde niet mee voor de punten.",
            "Geteld is wie nu een plek heeft bij een aanbieder die inschreef.",
            *page.without_room(),
            *page.each_way(),
        ),
        stack=page.chart(),
        legend=tuple(_legend(evaluation)),
        tables=tuple(page.tables()),
        notes=(
            f"Bij een groep van minder dan {NUMBERS[FEWEST]} staat een streepje. Soms staat er nog één,"
            " zodat niemand zo'n getal kan uitrekenen.",
            "Wie een plek heeft bij een aanbieder die niet inschreef, staat er niet in.",
            *_room_note(evaluation.tender),
            "De losse antwoorden van aanbieders op deze vraag zijn niet openbaar.",
            "De aantallen komen van de aanbieders zelf.",
        ),
    )


def _legend(evaluation: Evaluation) -> Iterator[Fact]:
    yield Fact("Blijft (donker)", "de aanbieder krijgt een contract")
    if pending := awaited(evaluation):
        yield Fact("Onzeker (licht)", f"de aanbieder wacht op {pending}")
    yield Fact("Andere aanbieder (rechts, halfdonker)", "de eigen aanbieder krijgt geen contract")


def _room_note(tender: Tender) -> Iterator[str]:
    insight = tender.insight
    if insight is None or insight.supply is None or insight.supply.places is None:
        return
    each = people_a_place(insight)
    people = "" if each == 1 else f", voor {number_text(each)} mensen per plaats,"
    if insight.need and insight.need.half_days:
        people = ", naar hoe vaak de locatie open is en hoe vaak iemand komt,"
    yield (
        f"Vrij zijn de plaatsen bij aanbieders met een contract{people} min wie daar nu komt. Een plaats die"
        " voor meer soorten is, telt in de wijk één keer en staat bij elke soort. Of een plek past, is aan de"
        " inwoner."
    )


@dataclass(frozen=True)
class People:
    """The numbers of people, with what has to be hidden in them."""

    evaluation: Evaluation
    found: Consequences

    @property
    def tender(self) -> Tender:
        return self.evaluation.tender

    def each_way(self) -> tuple[str, ...]:
        """What a draw shifts, where all those numbers are shown: else something hidden follows."""
        waiting = (p for p in self.found.providers if p.prospect is Prospect.OPEN and p.total)
        needed: list[Key] = [("alles", "", fate) for fate in FATES]
        needed += [("aanbieder", provider.submission, provider.prospect) for provider in waiting]
        return () if self.hidden & set(needed) else tuple(each_way(self.evaluation, self._in_way))

    def _in_way(self, way: Way) -> str:
        """Who stays and who goes when a draw ends in this way."""
        fate = prospects(self.evaluation, way)
        stay, go = (
            sum(each.total for each in self.found.providers if fate[each.submission] is end)
            for end in (Prospect.CONTRACT, Prospect.NONE)
        )
        can = "kan er niemand" if not stay else f"{'kan' if stay == 1 else 'kunnen'} er {_number(stay)}"
        goes = "gaat niemand" if not go else f"{'gaat' if go == 1 else 'gaan'} {_number(go)}"
        waits = sum(p.total for p in self.found.providers if fate[p.submission] is Prospect.OPEN)
        still = f", en {'wacht' if waits == 1 else 'wachten'} er nog {_number(waits)}" if waits else ""
        return f"{can} blijven en {goes} naar een andere aanbieder{still}"

    @property
    def told_by_spot(self) -> tuple[Prospect, ...]:
        """The fates that the chapter tells by district and function at once."""
        return (Prospect.NONE, Prospect.CONTRACT) if self.found.rooms_known else (Prospect.NONE,)

    @cached_property
    def cells(self) -> Mapping[Key, int]:
        """Every number that the chapter could show, or that follows from what it shows.

        At one spot that is who stays too: together with the places there, the room tells it.
        """
        cells: dict[Key, int] = {("alles", "", None): 0}
        for fate in FATES:
            cells["alles", "", fate] = self.found.total(fate)
            cells["alles", "", None] += self.found.total(fate)
        for each in self.found.spots:
            district, function = each.spot
            for fate, number in zip(FATES, (each.stay, each.open, each.move), strict=True):
                for kind, code in (("wijk", district), ("functie", function)):
                    cells[kind, code, fate] = cells.get((kind, code, fate), 0) + number
                if fate in self.told_by_spot:
                    cells["plek", _spot(each.spot), fate] = number
        for provider in self.found.providers:
            if provider.total:
                cells["aanbieder", provider.submission, provider.prospect] = provider.total
        return cells

    @cached_property
    def hidden(self) -> frozenset[Key]:
        """What may not be shown: of every fate the parts add up to its total, and the fates to all."""
        cells = self.cells
        whole: list[list[Key]] = [[*(("alles", "", fate) for fate in FATES), ("alles", "", None)]]
        for fate in FATES:
            for kind in ("wijk", "functie", "aanbieder"):
                own = [key for key in cells if key[0] == kind and key[2] is fate]
                whole.append([*own, ("alles", "", fate)])
            for kind, at in (("wijk", 0), ("functie", 1)) if fate in self.told_by_spot else ():
                for code in dict.fromkeys(each.spot[at] for each in self.found.spots):
                    spots = [each.spot for each in self.found.spots if each.spot[at] == code]
                    whole.append([*(("plek", _spot(spot), fate) for spot in spots), (kind, code, fate)])
        return hidden_cells(cells, whole)

    def number(self, kind: str, code: str, fate: Prospect | None) -> str:
        """A number as it may be shown."""
        key: Key = (kind, code, fate)
        return HIDDEN if key in self.hidden else str(self.cells.get(key, 0))

    def room(self, fate: SpotFate, *, same: bool) -> str:
        """The room in a district, or for the same function there. With the places it tells who stays."""
        in_district: Key = ("wijk", fate.spot[0], Prospect.CONTRACT)
        needed: set[Key] = {in_district}
        if same:
            needed.add(("plek", _spot(fate.spot), Prospect.CONTRACT))
        number = fate.room if same else fate.room_in_district
        return HIDDEN if needed & self.hidden else str(number)

    def conclusion(self) -> str:
        """The one sentence."""
        whole = "mensen"
        if ("alles", "", None) not in self.hidden:
            whole = f"{decimal_text(Decimal(self.cells['alles', '', None]))} mensen"
        stay, open_, move = (self._people(fate) for fate in FATES)
        text = f"Van de {whole} met een plek {stay} blijven."
        if self.found.total(Prospect.NONE):
            text += f" {capital(move)} naar een andere aanbieder."
        if self.found.total(Prospect.OPEN):
            text += f" {capital(open_)} op {awaited(self.evaluation)}."
        return text

    def _people(self, fate: Prospect) -> str:
        one, many, few = _VERBS[fate]
        number = self.found.total(fate)
        if ("alles", "", fate) in self.hidden:
            return few
        return one if number == 0 else many.format(decimal_text(Decimal(number)))

    def chart(self) -> StackChart | None:
        """One bar a district. A hidden number is not drawn."""
        bars, longest, words = [], Decimal(1), []
        for code, name in self._codes("wijk"):
            shown = [
                (word, Decimal(0 if number == HIDDEN else int(number)), number)
                for fate, word in zip(FATES, _SHORT, strict=True)
                for number in [self.number("wijk", code, fate)]
            ]
            longest = max(longest, sum((value for _, value, _ in shown), Decimal(0)))
            hidden = any(text == HIDDEN for _, _, text in shown)
            bars.append(Bar("", f"{name} (deels verborgen)" if hidden else name, "", "", tuple(shown)))
            words.append(f"{name}: {', '.join(f'{text} {word}' for word, _, text in shown)}")
        if not bars:
            return None
        title = f"Staafgrafiek van wie kan blijven en wie naar een ander gaat, per wijk. {'. '.join(words)}."
        return stack_chart(title, bars, longest)

    def together(self) -> SingleBar | None:
        """Everybody in one bar; None where a part has to stay hidden."""
        if any(("alles", "", fate) in self.hidden for fate in FATES):
            return None
        shown = [
            (word, Decimal(self.found.total(fate)), _number(self.found.total(fate)))
            for fate, word in zip(FATES, _SHORT, strict=True)
        ]
        words = ", ".join(f"{text} {word}" for word, _, text in shown)
        whole = sum((value for _, value, _ in shown), Decimal(0))
        bar = Bar("", "", "", "", tuple(shown))
        return SingleBar(f"Balk van iedereen met een plek: {words}.", bar_row(bar, whole))

    def tables(self) -> Iterator[Table]:
        """By district with the room there, by function, and by provider."""
        columns = tuple(Column(text, numeric=True) for text in FATES.values())
        rooms = {each.spot[0]: self.room(each, same=False) for each in self.found.spots}
        room = (Column("vrije plaatsen", "in de wijk", numeric=True),) if self.found.rooms_known else ()
        rows = []
        for code, name in self._codes("wijk"):
            free = (rooms[code],) if self.found.rooms_known else ()
            rows.append(TableRow((name, *self._fates("wijk", code), *free)))
        total = TableRow(("Samen", *self._fates("alles", ""), *(("",) if self.found.rooms_known else ())))
        yield from parts(
            Table("Per wijk", (Column("Wijk"), *columns, *room), (*rows, total), for_screen=True)
        )
        functions = [TableRow((name, *self._fates("functie", code))) for code, name in self._codes("functie")]
        if functions:
            yield from parts(
                Table(
                    "Per soort dagbesteding", (Column("Soort"), *columns), tuple(functions), for_screen=True
                )
            )
        yield from self._moves()
        providers = [
            TableRow(
                (shortened(plain(each.tenderer), _NAME), FATES[each.prospect], self._own(each.submission))
            )
            for each in self.found.providers
            if each.total
        ]
        heads = (Column("Aanbieder"), Column("gevolg"), Column("mensen", numeric=True))
        yield from parts(Table("Per aanbieder", heads, tuple(providers)))

    def _moves(self) -> Iterator[Table]:
        """Everywhere that people go to another provider: for what, and the room for the same nearby."""
        names = (dict(self._codes("wijk")), dict(self._codes("functie")))
        moving = [each for each in self.found.spots if each.move and each.spot[1]]
        room = (Column("vrij", "deze soort, in de wijk", numeric=True),) if self.found.rooms_known else ()
        rows = tuple(
            TableRow(
                (
                    names[0][each.spot[0]],
                    names[1][each.spot[1]],
                    self.number("plek", _spot(each.spot), Prospect.NONE),
                    *((self.room(each, same=True),) if room else ()),
                )
            )
            for each in moving
        )
        heads = (Column("Wijk"), Column("Soort"), Column("mensen", numeric=True), *room)
        yield from parts(Table("Waar mensen naar een andere aanbieder gaan", heads, rows))

    def without_room(self) -> Iterator[str]:
        """For how many there is no room in their own district, where nothing hidden follows from it."""
        moving = self.found.total(Prospect.NONE)
        needed = [("wijk", code, fate) for code, _ in self._codes("wijk") for fate in FATES]
        if not moving or not self.found.rooms_known or self.hidden & set(needed):
            return
        number = self.found.nowhere
        if not number:
            yield "Voor wie naar een andere aanbieder gaat, is er genoeg plaats in de eigen wijk."
            return
        people = decimal_text(Decimal(number)) if number >= FEWEST else "een klein aantal"
        yield f"Voor {people} van wie naar een andere aanbieder gaat, is er in de eigen wijk geen plaats."

    def _own(self, who: SubmissionId) -> str:
        fate = next(each.prospect for each in self.found.providers if each.submission == who)
        return self.number("aanbieder", who, fate)

    def _fates(self, kind: str, code: str) -> tuple[str, ...]:
        return tuple(self.number(kind, code, fate) for fate in FATES)

    def _codes(self, kind: str) -> list[tuple[str, str]]:
        """The districts or functions where people are now, with their names, in the kader's order."""
        asked = self.tender.insight.clients if self.tender.insight else None
        assert asked is not None
        column = asked.district if kind == "wijk" else asked.function
        choices = column_choices(self.tender, asked.question, column) if column else {}
        present = {each.spot[0 if kind == "wijk" else 1] for each in self.found.spots}
        return [(code, name) for code, name in choices.items() if code in present]


def _number(people: int) -> str:
    return decimal_text(Decimal(people))


def _spot(spot: tuple[str, str]) -> str:
    return "/".join(spot)


_SHORT = ("blijft", "onzeker", "andere aanbieder")
_VERBS = {
    Prospect.CONTRACT: ("kan er niemand", "kunnen er {}", "kan een aantal"),
    Prospect.OPEN: ("niemand wacht nog", "{} wachten nog", "een aantal wacht nog"),
    Prospect.NONE: ("niemand gaat", "{} gaan", "een aantal gaat"),
}
"""With nobody, with a number, and with a number that stays hidden."""
