"""Making the page on which a provider checks its submission in its own browser."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from inkoop.writers.web_check.parts import Parts, usual_parts_folder
from inkoop.writers.web_check.site import form_name, write_site


@journey
def make_web_check(
    tender: Tender, kader: Path, folder: Path, parts: Path | None = None, house_style: Path | None = None
) -> Path:
    """Write the page with all it needs into a folder, which is made if it is not there.

    `parts` holds what `make web` fetched, `house_style` the design tokens of a municipality. Raises
    OSError when a file cannot be read or written; refused where those parts are missing. Returns the page.
    """
    found = Parts(parts or usual_parts_folder())
    found.require()
    folder.mkdir(parents=True, exist_ok=True)
    write_form(tender, folder / form_name(tender))
    return write_site(tender, fingerprint(tender), kader, folder, found, house_style)
