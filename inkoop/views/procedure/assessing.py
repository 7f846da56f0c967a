"""What is said about workbooks that came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inkoop.rules.dutch_format import listing, number_of


def back_lines(back: Sequence[tuple[str, bool, Sequence[str]]], waiting: Sequence[str]) -> Iterator[str]:
    """Whose workbook was taken, and who is still waited for.

    Args:
        back: of each that was taken whose it is, whether it replaces an earlier one, and in whom there is
            an interest.
    """
    for whose, replaced, interests in back:
        instead = " Dit komt in de plaats van een eerder werkblad; dat blijft bewaard." if replaced else ""
        interest = f" Geen cijfers door een belang: {listing(interests)}." if interests else ""
        yield f"{whose}: compleet.{instead}{interest}"
    taken = number_of(len(back), "werkblad is", "werkbladen zijn") if back else "Geen werkblad is"
    yield f"{taken} ingeleverd."
    yield f"Wacht nog op {listing(waiting)}." if waiting else "Alles wat is uitgegeven, is terug."
