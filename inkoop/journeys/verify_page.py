"""Making the page on which anybody reckons a report again in a browser."""

from __future__ import annotations

from pathlib import Path

from inkoop.journeys.outcome import journey
from inkoop.journeys.verified import CRASHED, LATE, unread
from inkoop.views.replies.verification import verification_told
from inkoop.writers.web_pages.page import write_page
from inkoop.writers.web_pages.parts import found_parts
from inkoop.writers.web_pages.verify import verify_page


@journey
def make_verify_page(page: Path, parts: Path | None = None, house_style: Path | None = None) -> Path:
    """Write the page, one file with all it needs.

    `parts` holds what `make web` fetched, `house_style` the design tokens of a municipality. Raises
    OSError when a file cannot be read or written; refused where those parts are missing. Returns the page.
    """
    late, crashed = (verification_told(unread("", why)) for why in (LATE, CRASHED))
    made = verify_page(late, crashed)
    write_page(made, page, found_parts(parts, made.cargo.wheels), house_style)
    return page
