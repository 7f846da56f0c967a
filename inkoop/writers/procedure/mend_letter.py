"""Writes the letter that asks a provider to mend what is wrong, for Word: people finish and send it."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.visible import one_line, visible
from inkoop.views.procedure.asking import MendLetter


def write_mend_letter(letter: MendLetter, path: Path) -> None:
    """Write the letter. Raises OSError."""
    from inkoop.writers.word_file import new_document, packed

    document = new_document(f"Vraag over inschrijving {letter.number}", letter.title)
    add = document.add_paragraph
    example = " Deze aanbesteding is een voorbeeld en bestaat niet echt." if letter.fictional else ""
    note = add()
    note.add_run("Concept. ").bold = True
    note.add_run(f"Controleer deze brief, onderteken hem, en haal deze regel weg.{example}")
    add(visible(letter.buyer))
    add(f"Aan: {one_line(letter.name)}")
    add("Datum: ……………………")
    add(one_line(f"Kenmerk: {letter.reference}, inschrijving nummer {letter.number}"))
    document.add_heading("Vraag over uw inschrijving", 1)
    add("Geachte heer, mevrouw,")
    add(one_line(f"Dank u wel voor uw inschrijving op {letter.title}. Wij hebben een vraag erover."))
    document.add_heading("Wat klopt er niet?", 2)
    for point in letter.points:
        add(one_line(f"{point.words} U vindt dit op {point.where}."), style="List Bullet")
    document.add_heading("Wat vragen wij u?", 2)
    add("Verbeter deze cellen in het formulier dat u instuurde, en stuur het opnieuw.")
    until = add("Wij ontvangen uw antwoord uiterlijk op ")
    until.add_run(letter.until).bold = True
    until.add_run(". Wat later komt, telt in beginsel niet.")
    document.add_heading("Wat mag wel en niet?", 2)
    for rule in letter.rules:
        add(rule, style="List Bullet")
    document.add_heading("Vragen?", 2)
    add(one_line(f"{letter.contact}. Noem het nummer van uw inschrijving: {letter.number}."))
    add("Met vriendelijke groet,")
    add(one_line(f"namens {letter.buyer}"))
    add("Naam: ……………………")
    add("Functie: ……………………")
    add(f"Stand van het dossier bij deze vraag: {letter.stand}")
    path.write_bytes(packed(document))
