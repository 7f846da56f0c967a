"""The drawings of a report: what they are called for who cannot see them, and the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .firm import Firm
from .pages import Drawing
from .tables import HIDDEN, sizes
from .told import NUMBER, NUMBERS, Told, close, holds, number, same
from .town import FATES


class Drawings:
    """Holds drawings against the oracle."""

    told: Told
    names: list[str]

    def text(self, text: str) -> Iterator[str | None]:
        """What is wrong with a text."""
        raise NotImplementedError(text)

    def drawing(self, found: Drawing) -> Iterator[str | None]:
        """A drawing by the first words of its title: what it is called, and the words in it."""
        ways = {
            "Tegelkaart": self._tiles,
            "Staafgrafiek van wie kan blijven": self._bars,
            "Staafgrafiek van inschrijvingen": self._by_size,
            "Stippengrafiek": self._dots,
            "Punten per criterium": self._own_points,
            "Hoe vaak elke aanbieder": self._often,
        }
        way = next((way for begin, way in ways.items() if found.title.startswith(begin)), self._other)
        yield from way(found)

    def _dots(self, found: Drawing) -> Iterator[str | None]:
        told = self.told
        yield from self.text(found.title)
        axis = re.search(rf"van 0 tot (?:€ )?({NUMBER})", found.title)
        most = number(axis[1]) if axis else None
        labels = {told.label(place) for place in (*told.ranked, *told.below)}
        labels |= self._piles(found.title.split(" ")[2])
        for word in found.words:
            mean = re.sub(r"^gemiddeld (?:€ )?", "", word)
            good = word in labels or number(word) in (0, most, most and most / 2) or mean in found.title
            yield holds(f"{found.title[:40]}: {word}", good)

    def _often(self, found: Drawing) -> Iterator[str | None]:
        firm = Firm(self.told)
        for name in self.names:
            shown = re.search(rf"{re.escape(name)} (\d+ %)", found.title)
            if shown and name in firm.nearby:
                yield firm.about(f"hoe vaak {name}", shown[1], firm.nearby[name])
        for word in found.words:
            yield holds(word, word in self.names or word in found.title or word.endswith("…"))

    def _other(self, found: Drawing) -> Iterator[str | None]:
        yield from self.text(found.title)
        for word in found.words:
            parts_in = all(one in found.title for one in NUMBERS.findall(word))
            yield holds(f"{found.title[:40]}: {word}", word in found.title or parts_in)

    def _piles(self, code: str) -> set[str]:
        """How many have the same points, where the dots would be piled too high."""
        held = [place.scores[code] for place in (*self.told.ranked, *self.told.below)]
        return {str(held.count(points)) for points in held} if len(held) > 6 else set()

    def _tiles(self, found: Drawing) -> Iterator[str | None]:
        town = self.told.town
        names = {name: code for code, name in town.wijken.items()}
        need = town.told.get("behoefte", {}).get("wijken", {})
        for name, shown, all_ in re.findall(
            r"([^.,:][^.,]*?) (\d+) van (\d+)", found.title.partition(": ")[2]
        ):
            wijk = names[name.strip()]
            yield same(f"soorten in {name}", shown, sum(town.offers(wijk, kind) > 0 for kind in town.kinds))
            yield same("soorten", all_, len(town.kinds))
        wijk = ""
        for word in found.words:
            if word in names:
                wijk = names[word]
            elif m := re.fullmatch(r"ruimte (\S+), nodig (\S+)", word):
                yield same(f"ruimte in {wijk}", m[1], town.room(wijk))
                yield same(f"nodig in {wijk}", m[2], need.get(wijk))
            elif m := re.fullmatch(r"(\S+) plaatsen?", word):
                right = sum(n for bid in town.holders() for at, _, n, _ in town.locations(bid) if at == wijk)
                yield same(f"plaatsen in {wijk}", m[1], right)
            elif re.fullmatch(r"\d", word):
                kind = list(town.kinds)[int(word) - 1]
                yield holds(f"soort {word} in {wijk}", town.offers(wijk, kind) > 0)
            else:
                yield holds(
                    f"in de tegels: {word}",
                    not NUMBERS.search(word) or any(n.startswith(word) for n in names),
                )

    def _bars(self, found: Drawing) -> Iterator[str | None]:
        town = self.told.town
        wijken = {name: code for code, name in town.wijken.items()}
        for name, code in wijken.items():
            told = re.search(
                rf"(?<![\w-]){re.escape(name)}: (\S+) blijft, (\S+) onzeker, (\S+) andere", found.title
            )
            for shown, fate in zip(told.groups() if told else (), FATES, strict=False):
                if shown != HIDDEN:
                    right = town.at(fate, code)
                    hidden = 0 < right < 10
                    yield f"{name}, {fate}: {right} hoort verborgen" if hidden else same(name, shown, right)
        here = ""
        for word in found.words:
            plain = word.removesuffix(" (deels verborgen)")
            if plain in wijken:
                here = wijken[plain]
            elif NUMBERS.search(word):
                shown = number(word.split(" ")[-1])
                yield holds(f"staaf van {here}: {word}", shown in {town.at(fate, here) for fate in FATES})

    def _by_size(self, found: Drawing) -> Iterator[str | None]:
        town, classes = self.told.town, {name: code for code, name in sizes(self.told).items()}
        fates = (("contract", "blijft"), ("onzeker", "onzeker"), ("geen contract", "andere aanbieder"))
        for name, code in classes.items():
            told = re.search(
                rf"{re.escape(name)}(?: \(klein\))?: (\d+) contract, (\d+) onzeker, (\d+) geen", found.title
            )
            here = [town.fate(bid) for bid in town.counting if town.size(bid) == code]
            for shown, (word, fate) in zip(told.groups() if told else (), fates, strict=False):
                yield same(f"{name}: {word}", shown, here.count(fate))

    def _own_points(self, found: Drawing) -> Iterator[str | None]:
        place = self.told.place(self.told.owner)
        if place is None:
            yield f"{self.told.owner} heeft geen punten"
            return
        for code, shown, most in re.findall(
            rf"(?:^|\. )(K\S+) [^.]*?: (?:€ )?({NUMBER}) van (?:€ )?(\d[\d.]*(?:,\d+)?)", found.title
        ):
            yield close(f"{self.told.owner}: {code}", shown.removeprefix("€ "), place.scores[code])
            yield close(f"maximum van {code}", most, self.told.outcome.lot.maximum[code])
        yield from (
            holds(f"{self.told.owner}: {word}", word in found.title)
            for word in found.words
            if " van " in word and NUMBERS.match(word)
        )
