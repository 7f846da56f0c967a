"""What a check of a record says."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.procedure.proof import Proof
from inkoop.rules.dutch_format import number_of


def proof_lines(proof: Proof) -> Iterator[tuple[str, str]]:
    """A sign and a sentence for each thing that was checked."""
    for fault in proof.faults:
        yield "✗", fault
    if not proof.faults:
        lines = number_of(proof.lines, "regel past", "regels passen")
        files = number_of(proof.files, "bestand is", "bestanden zijn")
        yield "✓", f"{lines} aan elkaar, en {files} gelijk aan wat er vastgelegd is."
        yield "✓", f"Stand {proof.stand}."
    if proof.torn:
        yield "!", "De laatste keer brak het schrijven af. Wat toen nog niet bevestigd was, telt niet."
    if proof.holds is True:
        after = proof.lines - proof.line
        since = (
            f"Daarna kwam erbij: {number_of(after, 'regel', 'regels')}"
            if after
            else "Daarna kwam er niets bij"
        )
        yield "✓", f"De stand op het papier is die van regel {proof.line}. {since}."
    elif proof.holds is False:
        yield (
            "✗",
            "De stand op het papier past niet: er is iets veranderd, of het is een ander dossier.",
        )
