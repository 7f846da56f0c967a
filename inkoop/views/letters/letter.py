"""The letter to each provider in which it hears the award decision: what became of its bid, and why.

Art. 2.130 Aanbestedingswet 2012: the reasons, the characteristics and relative advantages of what was chosen,
who was chosen, and the standstill. Of others nothing is told that is not public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inkoop.domain.award_rules import BY_DRAW
from inkoop.domain.evaluation import Award, Evaluation, LotResult, NotAdmitted, Ranked
from inkoop.domain.procedure.state import Bid
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.dutch_format import day_text, listing, moment_text, number_of
from inkoop.rules.file_names import distinct, file_name_part
from inkoop.rules.procedure.standstill import Standstill
from inkoop.views.letters.model import Block, Heading, Kind, Letter, Para, Points
from inkoop.views.letters.scores import LotScores, card_of, gap_sentences, point_tables, reason_blocks
from inkoop.views.letters.term import by_law, clock_note, objection_blocks
from inkoop.views.record.versions import bidders, public_version
from inkoop.views.words.admission import objection_text, sharers, tie_name, volume_text
from inkoop.views.words.blocks import Fact
from inkoop.views.words.outcomes import rank_text
from inkoop.views.words.totals import total_words
from inkoop.views.words.wording import plain, sentence


@dataclass(frozen=True)
class Sending:
    """What all letters of one sending share."""

    evaluation: Evaluation
    public: Evaluation
    """The same as anybody may see it."""
    term: Standstill
    stand: str

    @cached_property
    def lots(self) -> tuple[LotScores, ...]:
        """Every lot with what all letters need of it."""
        pairs = zip(self.evaluation.lots, self.public.lots, strict=True)
        return tuple(LotScores(self.evaluation, lot, public) for lot, public in pairs)


def letters(
    evaluation: Evaluation,
    bids: Mapping[SubmissionId, Bid],
    others: Sequence[Bid],
    term: Standstill,
    stand: str,
) -> tuple[Letter, ...]:
    """A letter for everybody who handed in, in the order of the numbers of the record.

    Args:
        bids: what the record knows of each submission that was evaluated.
        others: those that were not, since people decided that they do not take part.
        stand: that of the record when the letters were made.
    """
    sending = Sending(evaluation, public_version(evaluation), term, stand)
    told: list[tuple[Bid, str, list[Kind], list[Block]]] = []
    for one in evaluation.bidders:
        kinds, blocks = _about(one, sending)
        told.append((bids[one.id], one.name, kinds, blocks))
    for bid in others:
        told.append((bid, bid.received.tenderer, [Kind.NOT_ADMITTED], list(_left_out(bid))))
    told.sort(key=lambda each: each[0].number)
    names = distinct(f"{bid.number:04d}-{file_name_part(name, 'inschrijver')}" for bid, name, *_ in told)
    return tuple(
        _letter(sending, bid, name, kinds, blocks, file)
        for (bid, name, kinds, blocks), file in zip(told, names, strict=True)
    )


def _letter(sending: Sending, bid: Bid, name: str, kinds: list[Kind], own: list[Block], file: str) -> Letter:
    info = sending.evaluation.tender.info
    title = f"Uw inschrijving op {info.title}"
    head = (
        Fact("Aan", plain(name)),
        Fact("Van", info.buyer),
        Fact("Datum", day_text(sending.term.sent)),
        Fact("Kenmerk", info.reference),
        Fact("Uw inschrijving", f"nummer {bid.number}, binnen op {moment_text(bid.received.arrived)}"),
    )
    blocks = (
        Para("Geachte heer, mevrouw,"),
        *own,
        *objection_blocks(info, sending.term),
        Para("Met vriendelijke groet,"),
        Para(f"namens {info.buyer}"),
    )
    return Letter(
        number=bid.number,
        name=plain(name),
        file_name=file,
        title=title,
        reference=info.reference,
        buyer=info.buyer,
        kinds=tuple(kinds),
        head=head,
        blocks=blocks,
        dated=sending.term.sent.isoformat(),
        stand=sending.stand,
        fictional=f"Dit is een voorbeeld. {info.fictional_note}".strip() if info.fictional else "",
        clock=clock_note(sending.evaluation.record),
    )


def _left_out(bid: Bid) -> Iterator[Block]:
    why = "kwam na de sluiting" if bid.late else "is geen formulier dat wij kunnen lezen"
    yield Para(
        f"Dank u wel voor uw inschrijving. Zij {why}. Wij besloten dat zij niet meedoet. "
        f"{sentence(bid.motivation)}"
    )
    yield Para("Wij hebben uw inschrijving daarom niet vergeleken met andere.")


def _about(one: Submission, sending: Sending) -> tuple[list[Kind], list[Block]]:
    """What became of a submission, lot by lot."""
    several = sending.evaluation.tender.lots is not None
    kinds: list[Kind] = []
    blocks: list[Block] = []
    for scores in sending.lots:
        lot = scores.lot
        if one.id not in bidders(lot):
            continue
        kind = _kind(one.id, lot)
        kinds.append(kind)
        if several:
            blocks.append(Heading(2, f"Perceel {_lot_title(sending.evaluation, lot.lot)}"))
        blocks += _in_lot(one, kind, scores, 3 if several else 2)
    bids = f" op {number_of(len(kinds), 'perceel', 'percelen')}" if several else ""
    thanks = Para(
        f"Dank u wel voor uw inschrijving{bids}. In deze brief leest u wat wij besloten, en waarom."
    )
    return kinds, [thanks, *blocks]


def _lot_title(evaluation: Evaluation, code: str) -> str:
    lots = evaluation.tender.lots
    title = next((lot.title for lot in lots.items if lot.code == code), "") if lots else ""
    return f"{code}: {title}" if title else code


def _kind(who: SubmissionId, lot: LotResult) -> Kind:
    place = _place(who, lot)
    if place is not None:
        return Kind.AWARDED if place.award is Award.AWARDED else Kind.REJECTED
    out = _outside(who, lot)
    if out is None:
        return Kind.ADMITTED
    if out.is_withdrawn:
        return Kind.WITHDRAWN
    return Kind.REJECTED if out.scorecard else Kind.NOT_ADMITTED


def _place(who: SubmissionId, lot: LotResult) -> Ranked | None:
    return next((place for place in lot.ranking if place.scorecard.submission.id == who), None)


def _outside(who: SubmissionId, lot: LotResult) -> NotAdmitted | None:
    return next((found for found in lot.not_admitted if found.submission.id == who), None)


def _in_lot(one: Submission, kind: Kind, scores: LotScores, level: int) -> Iterator[Block]:
    lot = scores.lot
    yield Heading(level, "De beslissing")
    for text in _decision(one.id, kind, scores):
        yield Para(text)
    out = _outside(one.id, lot)
    if out is not None and kind is not Kind.WITHDRAWN:
        yield Points(tuple(objection_text(each, lot.tender, closed=True) for each in out.objections))
    if kind not in (Kind.AWARDED, Kind.ADMITTED):
        yield from _chosen(scores)
    own = card_of(lot, one.id)
    if own is None:
        return
    yield Heading(level, "Uw score")
    yield from point_tables(own, scores)
    if kind is Kind.REJECTED and _place(one.id, lot) is not None:
        yield from (Para(text) for text in gap_sentences(own, scores))
    yield Heading(level, "Waarom deze score")
    yield from (_deeper(block, level) for block in reason_blocks(own, scores))


def _deeper(block: Block, level: int) -> Block:
    return Heading(level + 1, block.text) if isinstance(block, Heading) else block


def _decision(who: SubmissionId, kind: Kind, scores: LotScores) -> Iterator[str]:
    lot, place = scores.lot, _place(who, scores.lot)
    if kind is Kind.AWARDED:
        assert place is not None
        size = f" voor {volume_text(place.volume, lot.tender)}" if place.volume is not None else ""
        law = " (artikel 2.129 Aanbestedingswet 2012)" if by_law(lot.tender.info) else ""
        yield f"Wij willen u een contract geven{size}. {_ranked(place, lot)}"
        yield (
            f"Deze brief is nog geen contract en geen aanvaarding van uw aanbod{law}. Wij wachten eerst de "
            "termijn af die onderaan staat."
        )
    elif kind is Kind.ADMITTED:
        yield "U bent toegelaten. Bij open house zijn er geen punten en is er geen rangorde."
        yield "Deze brief is nog geen contract. Wij wachten eerst de termijn af die onderaan staat."
    elif kind is Kind.WITHDRAWN:
        yield "U trok uw inschrijving in. Zij doet daarom niet mee."
    elif place is not None:
        yield f"U krijgt geen contract. {_ranked(place, lot)} {_WHY_NOT[place.award]}"
    else:
        missed = scores.lot.tender.award is not None and kind is Kind.REJECTED
        yield (
            "U krijgt geen contract. Dit is de reden:"
            if missed
            else "Uw inschrijving doet niet mee. Dit is de reden:"
        )
    if place is not None:
        yield from _equal(place, lot)


def _ranked(place: Ranked, lot: LotResult) -> str:
    return f"U staat op plaats {rank_text(place)} van {len(lot.ranking)}."


_WHY_NOT = {
    Award.RESERVE: (
        "Er is een contract voor wie hoger staat. Valt daarvan iemand af, dan kunt u nog aan de beurt komen."
    ),
    Award.ELSEWHERE: "U krijgt al een ander perceel. Meer kan volgens de regels niet.",
    Award.NOTHING: "U biedt hier niets aan, of het deel dat de verdeling u geeft is nul.",
}


def _equal(place: Ranked, lot: LotResult) -> Iterator[str]:
    """With whom a place is shared, and what decided between equal totals."""
    if place.shared_with:
        yield f"De plaats is gedeeld met {listing(sharers(place, lot))}."
    if place.tie_break:
        equal = total_words(lot.tender.award).equal if lot.tender.award else "een gelijk totaal"
        how = (
            "is geloot"
            if place.tie_break == BY_DRAW
            else f"gaf {tie_name(place.tie_break, lot.tender)} de doorslag"
        )
        yield f"Bij {equal} {how}."


def _chosen(scores: LotScores) -> Iterator[Block]:
    """Who was chosen."""
    tender = scores.lot.tender
    if tender.award is None:
        return
    won = [place for place in scores.public.ranking if place.award is Award.AWARDED]
    if not won:
        yield Para("Niemand krijgt een contract.")
        return
    names = [
        plain(place.scorecard.submission.name)
        + (f" ({volume_text(place.volume, tender)})" if place.volume is not None else "")
        for place in won
    ]
    yield Para(f"Een contract willen wij geven aan: {listing(names)}.")
