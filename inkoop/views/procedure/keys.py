"""What a custodian is told who has made a key."""

from __future__ import annotations

from collections.abc import Iterator


def key_lines(secret: str, public: str) -> Iterator[str]:
    """What to do with each half, and what happens to who loses it.

    Args:
        secret, public: the names of the two files.
    """
    yield (
        f"{secret} is alleen van u. Bewaar het op iets van uzelf, zoals een USB-stick, met een kopie op "
        "een andere plek. Zet het nooit in de map van de aanbesteding."
    )
    yield f"{public} geeft u aan wie de aanbesteding publiceert. Iedereen mag dat bestand zien."
    yield (
        f"Zonder {secret} of zonder de wachtzin gaat uw slot van de kluis niet open. Er is geen achterdeur: "
        "zonder reservesleutel kan dan niemand de prijzen lezen."
    )
    yield "Laat daarom ook twee mensen buiten het panel een sleutel maken, als reserve."
