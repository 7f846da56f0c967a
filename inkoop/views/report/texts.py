"""The fixed Dutch texts of the report, at B1 level."""

from __future__ import annotations

from inkoop.views.words.blocks import Fact

GLOSSARY: tuple[Fact, ...] = (
    Fact(
        "Aanbesteding",
        "De gemeente vraagt aanbieders om een aanbod en kiest volgens regels die vooraf vaststaan.",
    ),
    Fact("Aanbieder", "Een organisatie die meedoet en een inschrijving stuurt. Ook: inschrijver."),
    Fact("Combinatie", "Een groep organisaties die samen één inschrijving doet."),
    Fact(
        "Criterium",
        "Een onderwerp waarvoor een aanbieder punten kan krijgen. Het is vaak verdeeld in subcriteria.",
    ),
    Fact("Dagdeel", "Een ochtend, middag of avond. Dagbesteding wordt per dagdeel betaald."),
    Fact("Drempel", "Het laagste aantal punten waarmee een aanbieder nog een contract kan krijgen."),
    Fact("Eis", "Iets waaraan een aanbieder moet voldoen. Een eis geeft geen punten."),
    Fact("Gewicht", "Hoe zwaar een criterium telt. De gewichten zijn op elk niveau samen 100 procent."),
    Fact("Gunnen", "Een contract geven. Dit verslag doet een voorstel; de gemeente beslist."),
    Fact("Inschrijving", "Het ingevulde formulier waarmee een aanbieder meedoet."),
    Fact("Kader", "De regels van deze aanbesteding: wat er gevraagd wordt en hoe de punten werken."),
    Fact(
        "Loting", "Kiezen door het lot, als aanbieders op alles gelijk staan en er te weinig plaatsen zijn."
    ),
    Fact("Opschortende termijn", "De wachttijd na het bericht over de gunning: minstens 20 kalenderdagen."),
    Fact("Perceel", "Een deel van de opdracht dat apart wordt gegund."),
    Fact("Rangorde", "De volgorde van de aanbieders, met de beste uitkomst bovenaan."),
    Fact("Reserve", "Deze aanbieder krijgt een contract als een ander afvalt."),
    Fact(
        "Vingerafdruk",
        "Een lang getal (SHA-256) dat uit een bestand is berekend. Verandert er één teken in het bestand,"
        " dan verandert het hele getal.",
    ),
    Fact("Vertrouwelijk", "Zo’n antwoord staat niet in dit verslag. De gemeente kent het wel."),
    Fact("Voorlopig", "De rangorde kan nog veranderen, omdat er nog iets besloten moet worden."),
)
