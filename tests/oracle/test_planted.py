"""The oracle sees a fault that is planted: each of these once stood, or could have stood, in a report."""

from __future__ import annotations

import pytest

from .held import Reader
from .pages import Table, Text, one_line, parts
from .report import told_in
from .test_examples import Made

PLANTED = {
    "inschrijvingen verkeerd geteld": ("Er zijn acht inschrijvingen.", "Er zijn 22 inschrijvingen."),
    "namen verwisseld": (
        "Combinatie Om de Hoek staat bovenaan met 62,7 punten meer dan nummer twee, Sociale firma"
        " De Blauwe Duim.",
        "Sociale firma De Blauwe Duim staat bovenaan met 62,7 punten meer dan nummer twee,"
        " Combinatie Om de Hoek.",
    ),
    "één mens te veel": ("kunnen er 545 blijven. 278 gaan", "kunnen er 546 blijven. 278 gaan"),
    "het andere eind van de loting": (
        "Wint Zorggroep Zilverlinde de loting, dan kunnen er 805",
        "Wint Zorggroep Zilverlinde de loting, dan kunnen er 545",
    ),
    "niemand van de kleine terwijl er een loot": (
        "Van hen heeft nog niemand een contract. Voor twee hangt het nog af van een loting of een besluit.",
        "Van hen krijgt niemand een contract.",
    ),
    "voor het afronden": ("en 633,95 (Zorggroep Zilverlinde)", "en 633,59 (Zorggroep Zilverlinde)"),
    "ruimte in een wijk": ("ruimte 75, nodig 110", "ruimte 76, nodig 110"),
    "aanbod in een wijk": ("in 8 van de 12 wijken", "in 9 van de 12 wijken"),
    "vrij voor wie blijft": ("Voor 247 van wie", "Voor 246 van wie"),
    "het kantelpunt": ("van 20 naar 11,24 procent", "van 20 naar 11,42 procent"),
    "de drempel": (
        "zijn 15 punten gehaald. Nodig zijn minstens 36",
        "zijn 15 punten gehaald. Nodig zijn minstens 30",
    ),
    "een score": ("193,13 + 131,20", "193,31 + 131,20"),
    "het gemiddelde": ("70,00 van 70 (gemiddeld 37,80)", "70,00 van 70 (gemiddeld 38,70)"),
    "vast of niet": ("<td>misschien</td>", "<td>vast</td>"),
    "een prijs": ("€ 7.743.120</td>", "€ 7.743.210</td>"),
    "een som die nergens staat": (
        "Wie kan blijven?</h3>",
        "Wie kan blijven?</h3><p>Dat zijn er 12 minder.</p>",
    ),
    "een naam die nergens bij hoort": (
        "Wie kan blijven?</h3>",
        "Wie kan blijven?</h3><p>Zorggroep Noorderwal verhuist.</p>",
    ),
    "een vertrouwelijk antwoord": (
        "<caption>Over de organisatie</caption>",
        "<caption>Over de organisatie</caption><tr><th>Hoeveel inwoners van Zwolle hebben nu"
        " dagbesteding bij u?"
        "</th><td>95 inwoners</td></tr>",
    ),
    "een dag te weinig om te wachten": ("minstens 20 kalenderdagen", "minstens 15 kalenderdagen"),
    "de eis die niet gehaald is": ("Het antwoord was: 12", "Het antwoord was: 11"),
}


@pytest.mark.langzaam
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_seen(fault: str, example: Made) -> None:
    """Every fault on the page of Zwolle makes the oracle speak."""
    town, pages, _ = example("zwolle-2015")
    page = next(one for one in pages if one.name == "rapport.html")
    right, wrong = PLANTED[fault]
    html = " ".join(page.html.split())
    assert right in html
    assert Reader(told_in(page, town), public=True).wrong(html.replace(right, wrong, 1))


@pytest.mark.langzaam
def test_every_part_of_a_page_is_read(example: Made) -> None:
    """The reader of pages leaves no text out: what it reads holds every word of the page."""
    _, pages, _ = example("zwolle-2015")
    page = next(one for one in pages if one.name == "rapport.pdf")
    read = [part.text for part in parts(page.html) if isinstance(part, Text)]
    cells = [
        one_line(cell)
        for part in parts(page.html)
        if isinstance(part, Table)
        for row in part.rows
        for cell in row
    ]
    assert "Drie aanbieders krijgen een contract, en om één plaats wordt geloot" in read
    assert "€ 8.115.360" in cells
