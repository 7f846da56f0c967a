"""What is said about publishing rules: the proof of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from inkoop.domain.procedure.facts import Entry, Published, Sha256
from inkoop.domain.procedure.state import State
from inkoop.domain.tender import Tender
from inkoop.domain.visible import one_line
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.views.procedure.clock import clock_words


def proof_of_publication(
    entry: Entry, fact: Published, stand: Sha256, tender: Tender, since: State
) -> Iterator[str]:
    """The lines of the proof that goes out with what was made public.

    Only after the line is in the record its stand is known: no file that the line names can bear it.

    Args:
        since: where the tender stood after that line.
    """
    info = tender.info
    by = f" door {listing(entry.by)}" if entry.by else ""
    yield from ("Bewijs van publicatie", "")
    yield one_line(f"{info.title} ({info.reference}), {info.buyer}")
    yield one_line(f"Versie {fact.version} van de regels, vastgelegd op {moment_text(entry.moment)}{by}.")
    if fact.reason:
        yield one_line(f"Waarom de regels veranderden: {fact.reason}")
    yield f"De sluiting is {moment_text(fact.closes)}."
    yield from ("", "Vingerafdruk van het kader:", fact.fingerprint)
    yield from ("", "Wat openbaar werd, met van elk bestand de SHA-256:", "")
    yield from (f"{file.sha256}  {PurePosixPath(file.path).name}" for file in fact.files)
    yield from ("", f"Dit is regel {entry.number} van het dossier. De stand van het dossier is dan:", stand)
    yield from ("", *clock_words(since)) if since.set_by_hand or since.backwards else ()
    yield from (
        "",
        "Bewaar dit bewijs. Wie het heeft, kan later laten nagaan dat er tot en met deze regel niets is",
        "veranderd. De opdrachtgever geeft dan in de map van de aanbesteding deze opdracht:",
        f"inkoop dossier controleer --stand {stand}",
    )
