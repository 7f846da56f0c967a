"""What a draw still changes, said for each way in which it may end: “Wint A de loting, dan …”."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from inkoop.analysis.award.outcome import Way, ways
from inkoop.domain.evaluation import Evaluation
from inkoop.rules.dutch_format import listing
from inkoop.views.words.wording import plain, shortened

_NAME = 60


def each_way(evaluation: Evaluation, then: Callable[[Way], str]) -> Iterator[str]:
    """A sentence for every way in which the draw may end; nothing where there is no draw.

    Args:
        then: what holds in that way, as the end of a sentence without its point.
    """
    names = {each.id: shortened(plain(each.name), _NAME) for each in evaluation.submissions}
    for way in ways(evaluation):
        verb = "Wint" if len(way.winners) == 1 else "Winnen"
        yield f"{verb} {listing(names[who] for who in way.winners)} de loting, dan {then(way)}."
