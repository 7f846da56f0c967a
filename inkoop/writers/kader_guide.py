"""What the first sheet of a kader as a workbook says about working with it."""

from __future__ import annotations

GUIDE_TEXT = (
    (
        "Wat dit is",
        "Dit is een kader: alle regels van een aanbesteding. Het is hetzelfde kader als het YAML- "
        "bestand, nu in bladen. Wat u hier verandert, telt pas mee als u er weer YAML van maakt.",
    ),
    (
        "De bladen",
        "Het blad Kader noemt de delen, in hun volgorde. Elk deel heeft een eigen blad. Een grijs "
        "tabblad is leeg: dat deel gebruikt dit kader niet. De namen van de bladen en de koppen laat "
        "u staan. De volgorde van de bladen en de breedte van de kolommen mag u veranderen.",
    ),
    (
        "Een blad met gegevens",
        "Op bladen als Aanbesteding en Gunning heeft elk gegeven een rij: de naam, de waarde, en wat "
        "het betekent. Onderaan staat wat u nog kunt invullen. Wat u leeg laat, geldt niet. Een rij "
        "erbij? Zet in de kolom Gegeven de hele naam, zoals Contact › telefoon.",
    ),
    (
        "Een tabel",
        "Op bladen als Vragen, Eisen en Criteria is elke rij één ding. De kolom Rij zegt wat: een "
        "vraag, of een kolom of keuze die eronder hangt. De kolom Hoort bij noemt de code van wat "
        "erboven staat. Een rij erbij? Voeg een rij in, en vul ook die twee kolommen. Grijze cellen "
        "horen niet bij die soort rij en blijven leeg. Lege kolommen zijn ingeklapt: met het plusje "
        "boven het blad klapt u ze open.",
    ),
    (
        "Vragen",
        "Alle vragen staan op het blad Vragen. In Hoort bij staat algemeen, of de code van de eis of "
        "het criterium waar de vraag bij hoort. Die eis of dat criterium noemt in zijn rij de code "
        "van de vraag.",
    ),
    (
        "Regels",
        "Op het blad Regels staat per criterium hoe een antwoord punten wordt. Elke soort regel heeft "
        "eigen gegevens. Kiest u een andere soort, haal dan de gegevens van de oude soort weg.",
    ),
    (
        "Invullen",
        "Kies uit de lijst waar die er is. Meer codes in één cel? Zet er komma's tussen: A1, A4. Meer "
        "zinnen bij Let op? Zet elke zin op een eigen regel, met Alt+Enter. Een getal schrijft u met "
        "een komma, een datum als 1-3-2027, een tijdstip als 1-3-2027 12:00.",
    ),
    (
        "Opmerkingen",
        "De kolom Opmerking telt niet mee. In YAML worden het opmerkingen (#) boven het gegeven. "
        "Begint een regel met “achter gewicht:”, dan komt zij achter dat gegeven te staan.",
    ),
    (
        "Tekens",
        "Een tilde (~) is een gegeven zonder waarde, [] een lege lijst. Aanhalingstekens staan om een "
        "tekst die begint of eindigt met een spatie, of die op iets anders lijkt.",
    ),
)
"""A heading and a text for each row."""
TABLES = {
    "Vragen": "Wat een aanbieder invult, algemeen en bij elke eis en elk criterium.",
    "Criteria": "Waar punten mee te halen zijn. Met een code in Hoort bij is het een subcriterium daarvan.",
}
"""What a table is for, where the model has no sentence for it."""
RULES = "Per criterium hoe een antwoord punten wordt."
