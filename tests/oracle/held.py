"""A whole page held against the oracle: what is wrong on it, and what nothing explains."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.reckoning.plain import choices, questions
from tests.reckoning.shown import is_shown

from . import says  # noqa: F401  (registers what every sentence has to be)
from .drawings import Drawings
from .furniture import FURNITURE
from .known import known_texts, numbers_about, numbers_of_rule
from .pages import Part, Table, Text, one_line, parts
from .tables import check_of
from .told import NUMBER, NUMBERS, Told, close, compiled, flat, holds, number, same

LONG = 8
"""A text that is shorter may stand in another by chance."""
DONE = " ▪ "
"""What stands where a sentence was explained."""


class Reader(Drawings):
    """One page of one lot, read from above to below."""

    def __init__(self, told: Told, *, public: bool) -> None:
        self.told, self.public = told, public
        told.public = public
        self.patterns = compiled(told)
        self.known = known_texts(told, public=public)
        self.mark = told.town.kader["aanbesteding"]["kenmerk"]
        self.long = sorted(
            (one for one in self.known if NUMBERS.search(one) and len(one) >= LONG), key=len, reverse=True
        )
        self.names = sorted(told.town.names(), key=len, reverse=True)

    def wrong(self, html: str) -> list[str]:
        """Everything on a page that is wrong or that nothing explains."""
        return [found for part in parts(html) for found in flat(self.part(part))]

    def part(self, part: Part) -> Iterator[str | None]:
        """What is wrong with one part."""
        if isinstance(part, Text):
            self._place(part)
            yield from self.text(part.text)
        elif isinstance(part, Table):
            yield from self.table(part)
        else:
            yield from self.drawing(part)

    def _place(self, part: Text) -> None:
        """Whom or what the next parts are about."""
        if part.text in self.names:
            self.told.owner = part.text
        if part.tag in ("h2", "h3", "h4"):
            code = part.text.split(" ")[0]
            self.told.section = code if code in self.told.criteria else ""

    def text(self, text: str) -> Iterator[str | None]:
        """A paragraph: every sentence that is known is checked, and the rest may hold nothing."""
        if text in self.known or text in self.names:
            return
        example = re.match(r"Voorbeeld\. (.+?) bij (\S+) \(", text)
        if example and example[1] in self.names and example[2] in self.told.criteria:
            self.told.owner = example[1]
            yield self.reason(example[2], text[example.end() :])
            return
        rest = self.told.block = text
        for pattern, check in self.patterns:
            for match in pattern.finditer(rest):
                yield from (f"{found}   [{text[:90]}]" for found in flat(check(self.told, match)))
            rest = pattern.sub(DONE, rest)
        yield self.left(rest, text)

    def left(self, rest: str, text: str) -> str | None:
        """What nothing explains, when all is taken away that does not come from the program."""
        for one in (self.mark, *self.long):
            if one in rest:
                rest = rest.replace(one, DONE)
        if rest.endswith("…"):
            rest = self._cut(rest)
        for pattern in FURNITURE:
            rest = pattern.sub(DONE, rest)
        found = self.strange(rest)
        alone = re.sub(r"^(?:[\d=A-Z–]+ )", "", rest.strip())
        if alone in self.names or any(alone == f"{one} {DONE.strip()}" for one in self.names):
            return None
        found += [name for name in self.names if name in rest and rest.strip() != name]
        return f"niets verklaart {found}: {text[:200]}" if found else None

    def _cut(self, rest: str) -> str:
        """A text that was cut off, taken away up to where it begins."""
        at = (rest.find(one[:LONG]) for one in self.long if len(one) > LONG)
        cut = rest.removesuffix("…").rstrip()
        begins = [n for n in at if n >= 0 and any(one.startswith(cut[n:]) for one in self.long)]
        return cut[: min(begins)] if begins else rest

    def strange(self, rest: str) -> list[str]:
        """The numbers that do not belong to the rule of the criterion that is told about."""
        allowed = numbers_of_rule(self.told, self.told.section) if self.told.section else set()
        return [one for one in NUMBERS.findall(rest) if number(one) not in allowed]

    # --- Tables ---------------------------------------------------------------------------------------------

    def table(self, found: Table) -> Iterator[str | None]:
        """A table by its caption; else every cell as a text."""
        check = check_of(found.caption)
        if check is not None:
            yield from check(self.told, found)
        elif found.caption in ("Inschrijvingen", "Werkbladen met cijfers en besluiten", "Lotingen"):
            yield from self.files(found)
        elif found.caption == "Over de organisatie":
            yield from self.facts(found)
        elif re.fullmatch(r"\S+ .*: .* van .*", found.caption):
            yield from self.scores(found)
        else:
            for row in ([found.caption], *found.rows):
                for cell in row:
                    yield from self.text(one_line(cell))

    def files(self, found: Table) -> Iterator[str | None]:
        """The files as they were read: size and fingerprint."""
        for *_, file, size, print_ in found.rows:
            path = self.told.town.folder
            at = next((one for one in path.rglob(file)), None) if path else None
            if at is None:
                yield f"onbekend bestand: {file}"
                continue
            yield same(f"bytes van {file}", size, at.stat().st_size)
            right = hashlib.sha256(at.read_bytes()).hexdigest()
            yield holds(f"vingerafdruk van {file}", "".join(print_.split()) == right)

    def facts(self, found: Table) -> Iterator[str | None]:
        """What a provider told about itself; nothing confidential in public."""
        kader, bid = self.told.town.kader, self.told.bid(self.told.owner)
        by_text = {one_line(one["tekst"]): one for one in questions(kader).values()}
        for asked, shown in (map(one_line, row) for row in found.rows):
            question = by_text.get(asked)
            if question is None:
                yield from self.text(asked)
                yield from self.text(shown)
                continue
            if self.public and question.get("vertrouwelijk") in (True, "ja"):
                yield f"{self.told.owner}: dit antwoord is vertrouwelijk: {asked}"
            yield self.answer(question, bid.answers.get(question["code"]), shown)

    def answer(self, question: dict[str, Any], value: Any, shown: str) -> str | None:
        """An answer as it is shown."""
        what = f"{self.told.owner}: {question['code']}"
        if isinstance(value, Fraction):
            first = re.search(NUMBER, shown)
            return close(what, first[0].removeprefix("€ ") if first else "", value)
        if isinstance(value, str) and "keuzes" in question:
            return holds(f"{what}: {shown}", shown == choices(self.told.town.kader, question)[value])
        if isinstance(value, list) and value and isinstance(value[0], str):
            names = choices(self.told.town.kader, question)
            return holds(f"{what}: {shown}", shown == "; ".join(names[one] for one in value))
        if isinstance(value, str) and question["soort"] == "datum":
            return None
        return holds(
            f"{what}: {shown}", value is not None and (shown == one_line(str(value)) or shown in self.known)
        )

    def scores(self, found: Table) -> Iterator[str | None]:
        """The scores of one provider at one criterion, with the reasons."""
        place = self.told.place(self.told.owner)
        if place is None:
            yield f"{self.told.owner} heeft geen scores: {found.caption}"
            return
        code = found.caption.split(" ")[0]
        top = re.fullmatch(rf"\S+ .*: (?:€ )?({NUMBER}) van (?:€ )?({NUMBER})(?: punten)?", found.caption)
        if top:
            yield close(f"{self.told.owner}: {code}", top[1].removeprefix("€ "), place.scores[code])
            yield close(f"maximum van {code}", top[2].removeprefix("€ "), self.told.outcome.lot.maximum[code])
        for row in found.rows:
            code = row[0].split(" ")[0]
            if code not in place.scores or len(row) < 2:
                yield from (wrong for cell in row for wrong in self.text(one_line(cell)))
                continue
            points, _, most = row[1].partition(" van ")
            yield close(f"{self.told.owner}: {code}", points.removeprefix("€ "), place.scores[code])
            yield close(f"maximum van {code}", most.removeprefix("€ "), self.told.outcome.lot.maximum[code])
            for cell in row[2:]:
                yield self.reason(code, one_line(cell))

    def reason(self, code: str, text: str) -> str | None:
        """A reason: every number in it is of the rule, the answer, the grade or the points."""
        place = self.told.place(self.told.owner)
        assert place is not None
        rest = text
        for one in self.long:
            rest = rest.replace(one, DONE)
        rest = re.sub(r"(?:Antwoord|Cijfer)s?: .*$", "", rest)
        for pattern in FURNITURE:
            rest = pattern.sub(DONE, rest)
        allowed = numbers_about(self.told, code, self.told.owner)
        strange = [
            found
            for found in NUMBERS.findall(rest)
            if (exact := number(found)) is not None
            and not any(exact == one or is_shown(found.removeprefix("€ "), one) for one in allowed)
        ]
        return f"{self.told.owner}: {code}: niets verklaart {strange}: {text[:200]}" if strange else None


def wrong_on(told: Told, html: str, *, public: bool) -> list[str]:
    """Everything on a page that is wrong or unexplained."""
    return Reader(told, public=public).wrong(html)
