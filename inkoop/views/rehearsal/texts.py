"""The fixed Dutch texts of the report of a rehearsal, at B1 level."""

from __future__ import annotations

NO_PREDICTION = (
    "Dit is een proef met verzonnen inschrijvingen. Het is geen voorspelling. Echte aanbieders"
    " antwoorden anders."
    " De proef laat zien wat uw regels kunnen doen, zodat u ze nog kunt veranderen vóór de publicatie."
)
ENGINE = (
    "Elke verzonnen inschrijving is gerekend met hetzelfde programma als straks de echte: dezelfde regels,"
    " afronding, drempels en volgorde bij gelijke stand. Alleen de percentages in dit verslag zijn"
    " statistiek."
)
EFFECT_LEAD = (
    "Een gewicht zegt hoeveel punten er te halen zijn. Het zegt niet hoe vaak die punten verschil"
    " maken. Krijgt"
    " iedereen bijna evenveel, dan beslist een criterium niets, hoe zwaar het ook weegt."
)
EFFECT_HOW = (
    "Aandeel in de verschillen: welk deel van de verschillen in uitkomst binnen een aanbesteding van"
    " dit criterium"
    " komt (covariantie met de uitkomst, gedeeld door de variantie). Andere gunning: in hoeveel"
    " procent van de"
    " verzonnen aanbestedingen een ander een contract krijgt als dit criterium niet meetelt."
)
NO_SHARES = (
    "Bij deze methode is de uitkomst geen optelsom."
    " Daarom is er geen aandeel in de verschillen uit te rekenen."
)
ABSOLUTE = (
    "Nee. Alle regels zijn absoluut: de uitkomst van een inschrijving hangt alleen af van haar"
    " eigen antwoorden"
    " en van vaste getallen in het kader. Komt er een inschrijving bij of valt er een weg, dan"
    " verandert geen"
    " enkel totaal. De volgorde van twee andere kan dus niet omdraaien."
)
STRATEGY_LEAD = (
    "Aanbieders lezen uw regels goed. Hieronder staat wat een slimme aanbieder zou proberen, en wat"
    " dat met uw regels"
    " oplevert. Elk voorbeeld is uitgerekend. Inschrijver A is een gewone inschrijving: alles in het"
    " midden, open"
    " antwoorden iets daarboven."
)
SPLIT_LEAD = (
    "Twee keer inschrijven onder twee namen. Er zijn meer plaatsen. De sterkste van een verzonnen"
    " aanbesteding doet"
    " nu twee keer mee, met dezelfde inschrijving."
)
SPLIT_QUESTION = (
    "Het programma meldt het als dezelfde naam of hetzelfde KvK-nummer twee keer voorkomt. Twee"
    " rechtspersonen van"
    " één eigenaar ziet het niet. Hebt u in uw stukken geregeld hoe vaak één organisatie mag meedoen?"
)
BIDS_LEAD = (
    "Iedere verzonnen inschrijver is in het geheel sterker of zwakker. De helft van elk cijfer komt"
    " daarvan, de andere"
    " helft verschilt per vraag. Cijfers liggen iets boven het midden, want beoordelaars geven"
    " zelden het laagste."
    " Getallen en prijzen zijn driehoekig getrokken: het midden komt het meest voor, de uitersten"
    " het minst. Ja komt in"
    " zeven van de tien gevallen voor. Bij een keuze is elke keuze even waarschijnlijk. Alle"
    " verzonnen inschrijvers"
    " voldoen aan alle eisen."
)
RANGE_LEAD = (
    "Bij een getal is het bereik dat van de regel, met een kwart aan beide kanten, binnen wat het"
    " formulier toestaat."
    " Prijzen liggen binnen de gepubliceerde grenzen. Zijn die er niet, dan binnen 15 % van het"
    " midden van wat het"
    " formulier toestaat."
)
OPEN_HOUSE = (
    "In een open house is er geen rangorde: iedereen die aan de eisen voldoet, wordt toegelaten (Falk Pharma,"
    " Tirkkonen). Er is dus niets te rangschikken. Alleen wat u van aanbieders vraagt, is nagekeken."
)
