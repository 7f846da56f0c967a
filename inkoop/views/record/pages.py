"""What the pages of a report rest on besides the data: its words, its look, and what it was made with."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from inkoop.domain.house_style import HouseStyle, Picture
from inkoop.views.words.replaced import ReplacedData

PagesFormat = Literal["inkoop/bladzijden/2"]
PAGES_FORMAT: PagesFormat = "inkoop/bladzijden/2"
BROWSER = "browser"
"""Among what made the pages: the browser, where it was one. Then the contents have no page numbers."""
SEAL_MARK = "{zegel}"
"""Stands in the words of the pages where the seal is printed, which covers these words."""


class PaperItem(TypedDict, total=False):
    """What only paper has; one of the three."""

    anker: str
    """Here begins what others refer to."""
    bladzijde: str
    """Here the number of the page is printed on which something begins."""
    kop: list[str]
    """From here these heads may be printed again on a following page; none after the table."""


ScriptItem = str | PaperItem


class Script(TypedDict):
    """What the pages of one document say."""

    woorden: list[ScriptItem]
    kop_en_voet: list[str]


class Scripts(TypedDict):
    """What the pages of a report say, and those of its summary."""

    verslag: Script | None
    """Nothing in the sheet over all lots, which is a summary of its own."""
    samenvattingen: Sequence[Script]
    """Each length that the summary may have, the longest first; nothing where there is no summary.

    Which of them fits its sheet is known when it is laid out, and no seal has to wait for that.
    """


class LogoData(TypedDict):
    """The logo as it travels in the report."""

    soort: str
    inhoud: str


class StyleData(TypedDict):
    """A house style as it travels in the report. Fonts and templates only as SHA-256: they are not ours."""

    kleuren: dict[str, str]
    logo: LogoData | None
    logo_tekst: str
    soort: str
    colofon: str
    lettertypen: dict[str, str]
    sjablonen: dict[str, str]


class PagesData(Scripts):
    """What travels in the report about its pages."""

    formaat: PagesFormat
    gemaakt_met: dict[str, str]
    huisstijl: StyleData
    vervangt: NotRequired[ReplacedData]
    """The report whose place this one takes, where there was one."""
    vervangt_per_perceel: NotRequired[dict[str, ReplacedData]]
    """The same in the sheet over all lots, by the name of each lot."""
    overgenomen: Any
    """What may rest on answers that are not in this version; nothing in the closed one."""


class About(TypedDict):
    """What the list of a report tells of it, beside its files."""

    kenmerk: str
    """Of which tender."""
    zegels: dict[str, str]
    """The seal of each report by its name."""
    vervangt: dict[str, ReplacedData]
    """By the name of a report the one whose place it took; empty where there was none."""


def style_data(style: HouseStyle, templates: Mapping[str, bytes]) -> StyleData:
    """A house style as plain data.

    Args:
        templates: the municipality's own templates and style sheets by their names.
    """
    logo = style.logo
    picture: LogoData | None = None
    if logo is not None:
        picture = {"soort": logo.media_type, "inhoud": base64.b64encode(logo.data).decode()}
    return {
        "kleuren": dict(sorted(style.colours.items())),
        "logo": picture,
        "logo_tekst": style.logo_text,
        "soort": style.kind,
        "colofon": style.colophon,
        "lettertypen": {weight: _hash(data) for weight, data in sorted(style.fonts.items())},
        "sjablonen": {name: _hash(data) for name, data in sorted(templates.items())},
    }


def style_of(data: StyleData) -> HouseStyle:
    """The house style that travels in a report, without the fonts and templates that do not."""
    logo = data["logo"]
    return HouseStyle(
        colours=data["kleuren"],
        logo=logo and Picture(logo["soort"], base64.b64decode(logo["inhoud"])),
        logo_text=data["logo_tekst"],
        kind=data["soort"],
        colophon=data["colofon"],
    )


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
