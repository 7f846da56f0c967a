"""The fixed Dutch texts of the report, at B1 level."""

from __future__ import annotations

from collections.abc import Mapping

from inkoop.views.words.blocks import Fact

RULE_TITLES: Mapping[str, tuple[str, str]] = {
    "beoordeeld": (
        "Cijfer van de beoordelaars",
        "Mensen lezen het antwoord. Zij geven samen één cijfer op een vaste schaal, met een toelichting."
        " Bij elk cijfer hoort een vast deel van de punten.",
    ),
    "ja_nee": ("Ja of nee", "Ja geeft een vast deel van de punten, en nee ook."),
    "keuze": ("Een keuze uit een lijst", "Elke keuze geeft een vast deel van de punten."),
    "lineair": (
        "Gelijk oplopend",
        "Een getal telt mee op een rechte lijn. Vooraf staat vast bij welk getal het 0 % is en bij welk"
        " getal 100 %.",
    ),
    "banden": (
        "Stappen",
        "Een getal valt in een stap. Vooraf staat vast waar elke stap begint en hoeveel die geeft.",
    ),
    "dekking": (
        "Hoeveel van een lijst",
        "Geteld wordt hoeveel onderdelen van een vaste lijst er zijn. Soms geeft een combinatie extra.",
    ),
    "aantal": ("Tellen", "Het aantal telt, tot een vooraf bekend aantal dat 100 % geeft."),
    "laagste_prijs_gedeeld_door_prijs": (
        "Laagste prijs gedeeld door prijs",
        "De laagste prijs krijgt 100 %. Hoe verder een prijs daarboven ligt, hoe minder punten.",
    ),
    "percentage_boven_laagste": (
        "Procent boven de laagste prijs",
        "De laagste prijs krijgt 100 %. Hoeveel procent een prijs daarboven ligt, bepaalt wat eraf gaat.",
    ),
    "lineair_laagste_hoogste": (
        "Tussen de laagste en de hoogste prijs",
        "De laagste prijs krijgt 100 % en de hoogste 0 %. De anderen krijgen een deel daartussen.",
    ),
    "plafond_met_beste_bod": (
        "Tussen de laagste prijs en een plafond",
        "De laagste prijs krijgt 100 %. Vooraf staat vast bij welke prijs het 0 % is.",
    ),
    "logaritmisch": (
        "Evenveel punten voor elke verdubbeling",
        "De laagste prijs krijgt 100 %. Vooraf staat vast bij hoeveel keer die prijs het 0 % is. De lijn"
        " daartussen loopt eerst steil en daarna minder steil.",
    ),
    "prijs": (
        "De prijs zelf",
        "De prijs geeft geen punten. De methode van gunnen rekent met het bedrag zelf.",
    ),
    "kwaliteit_relatief": (
        "Vergelijken met de beste",
        "Het hoogste getal krijgt 100 %. De anderen krijgen een deel naar verhouding.",
    ),
    "vaste_bandbreedte": (
        "Prijs tussen twee vaste grenzen",
        "Vooraf staan een ondergrens en een bovengrens vast. Hoe dichter bij de ondergrens, hoe meer punten."
        " Andere aanbieders maken voor deze score niet uit.",
    ),
    "vast_tarief": ("Vast tarief", "De gemeente stelt het tarief vast. De prijs geeft geen punten."),
}

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
