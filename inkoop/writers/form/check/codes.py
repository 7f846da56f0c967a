"""Which checks the sheet and the program both make, and which only the program can make."""

from __future__ import annotations

SHARED = frozenset(
    {
        *("ANTW-01", "ANTW-02", "ANTW-04", "ANTW-05", "ANTW-06", "ANTW-07", "ANTW-08", "ANTW-09", "ANTW-10"),
        *("ANTW-11", "ANTW-12", "ANTW-13", "ANTW-14", "ANTW-15", "ANTW-16", "ANTW-17", "ANTW-18", "ANTW-19"),
        *(
            "ANTW-20",
            "ANTW-22",
            "ANTW-23",
            "ANTW-24",
            "ANTW-25",
            "ANTW-26",
            "ANTW-29",
            "ANTW-30",
            "ANTW-31",
            "EIS-01",
            "EIS-02",
            "EIS-03",
            "PERCEEL-04",
            "PERCEEL-05",
        ),
        *("TABEL-01", "TABEL-02", "TABEL-03"),
        *("PRIJS-01", "PRIJS-02", "PRIJS-03", "PRIJS-04", "PRIJS-06", "PRIJS-07"),
    }
)
"""Findings that the check sheet makes too: a fault there is a cross here, a warning an exclamation mark."""

ONLY_PROGRAM = (
    "Of het formulier bij deze versie van het kader hoort, en of er niets uit weg is of dubbel in staat.",
    "Of het bestand heel is, geen wachtwoord heeft en niet te groot is.",
    "Of antwoorden in verborgen rijen, kolommen of bladen staan, of in samengevoegde vakken.",
    "Of een formule die u zelf in een vak hebt gezet, is uitgerekend.",
    "In Google Spreadsheets: of er in een vak voor een getal een procent of een datum staat.",
    "Of er persoonsgegevens in uw antwoorden staan, zoals een burgerservicenummer.",
    "Een prijs die uit heel veel tarieven bestaat (ongeveer veertig of meer).",
    "Een ongewone schrijfwijze van een getal of datum als tekst. Typ getallen en datums daarom gewoon.",
)
"""What the sheet cannot see, told to the people who use it."""
