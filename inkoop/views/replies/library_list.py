"""What `inkoop kader --bibliotheek` says: a heading for each kind of part, and how to use one."""

from __future__ import annotations

from collections.abc import Mapping

HEADINGS: Mapping[str, str] = {
    "criterium": "Criteria, voor onder criteria",
    "eis": "Eisen, voor onder eisen",
    "vraag": "Vragen, voor onder algemeen",
    "schaal": "Schalen, die met een criterium meekomen",
    "codelijst": "Codelijsten, die met een vraag meekomen",
    "bron": "Bronnen, die met hun uitgangspunten meekomen",
}
"""By kind of part, in the order in which an officer looks for one."""

USE = """\
Zo neemt u een deel over. Wat u ernaast schrijft, gaat voor:

  criteria:
    - bibliotheek: dagbesteding/lage-drempel
      code: K1
      gewicht: 30

Schrijf het kader uit voordat u het publiceert: inkoop kader KADER --uitgeschreven BESTAND.
Elk deel staat voluit in docs/bibliotheek.md."""
