"""What a notice, an archive and the Woo index ask of a tender that no score rests on.

It informs portals and never providers' chances: like `erkend` it stays out of the fingerprint, so that it can
still be written down when the rules are public already.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from inkoop.domain.fields import Code, KaderModel, OneOrMoreCodes, Positive, Text
from inkoop.domain.questions.day import CalendarDay

FOREVER = "blijvend"
_LONGEST = 200
"""So many years is more than any selection list asks; who means longer means for ever."""


def _shape(pattern: str, expected: str) -> BeforeValidator:
    """A text of one shape, with what to say where it has another."""

    def check(value: Any) -> str:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value
        raise PydanticCustomError("vorm", "{verwacht}", {"verwacht": expected})

    return BeforeValidator(check)


def _written(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})$"})


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _years(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if value == FOREVER or (whole and 1 <= value <= _LONGEST):
        return value
    raise PydanticCustomError("vorm", f"een heel aantal jaren van 1 tot en met {_LONGEST}, of {FOREVER}")


_CPV, _NUMBER, _POSTCODE, _NUTS = r"\d{8}(-\d)?", r"\d{8}|\d{20}", r"[1-9]\d{3} ?[A-Z]{2}", r"NL[0-9A-Z]{3}"
_ORGANISATION = r"https://identifier\.overheid\.nl/tooi/id/[a-z]+/[a-z]+\d+"
_WEB_FOLDER = r"https://[^\s/?#]+(/[^\s?#]*)?/"
Cpv = Annotated[
    str,
    _shape(_CPV, 'een CPV-code tussen aanhalingstekens: acht cijfers, zoals "85000000"'),
    _written(_CPV),
]
"""The check digit may stand behind it and is not reckoned: that of the CPV of 2008 does not follow its own
rule everywhere, as the Publications Office says (OP-TED/ePO, discussion 589)."""
Cpvs = Annotated[
    tuple[Cpv, ...],
    Field(strict=False, min_length=1),
    BeforeValidator(_one_or_more),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": f"^({_CPV})$"},
                {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": f"^({_CPV})$"}},
            ]
        }
    ),
]
BuyerNumber = Annotated[
    str,
    _shape(_NUMBER, "een KvK-nummer van 8 of een OIN van 20 cijfers, tussen aanhalingstekens"),
    _written(_NUMBER),
]
Postcode = Annotated[str, _shape(_POSTCODE, "een postcode, zoals 1234 AB"), _written(_POSTCODE)]
Nuts = Annotated[str, _shape(_NUTS, "een NUTS-code van niveau 3, zoals NL211"), _written(_NUTS)]
"""Of the shape alone: which regions there are changes with each version of NUTS."""
Organisation = Annotated[
    str,
    _shape(
        _ORGANISATION,
        "het adres van uw organisatie in TOOI, zoals https://identifier.overheid.nl/tooi/id/gemeente/gm0000",
    ),
    _written(_ORGANISATION),
]
WebFolder = Annotated[
    str,
    _shape(_WEB_FOLDER, "een webadres dat met https:// begint en op / eindigt"),
    _written(_WEB_FOLDER),
]
Years = Annotated[
    int | Literal["blijvend"],
    BeforeValidator(_years),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": _LONGEST}, {"const": FOREVER}]}),
]
WooCategory = Literal["artikel_3_1", "vergaderstukken", "ingekomen_stukken", "besluitenlijsten"]
"""What of art. 3.3 Woo, or art. 3.1, the papers of a municipality's tender can fall under."""


class CompanySizes(KaderModel):
    """Which answers tell how large a provider is, in the classes of the notice (BT-165, BT-760)."""

    question: Code = Field(alias="vraag", description="De keuzevraag naar de grootte van de organisatie.")
    micro: OneOrMoreCodes = Field(default=(), alias="micro", description="De keuzes voor een microbedrijf.")
    small: OneOrMoreCodes = Field(
        default=(), alias="klein", description="De keuzes voor een kleine onderneming."
    )
    medium: OneOrMoreCodes = Field(
        default=(), alias="middelgroot", description="De keuzes voor een middelgrote onderneming."
    )
    large: OneOrMoreCodes = Field(
        default=(), alias="groot", description="De keuzes voor een grote onderneming."
    )


class Retention(KaderModel):
    """How long the papers are kept, and where that is written."""

    years: Years = Field(alias="jaren", description="Hoeveel jaar de stukken bewaard blijven, of blijvend.")
    source: Text = Field(alias="bron", description="De selectielijst waar dat in staat, met haar jaar.")
    category: Text = Field(alias="categorie", description="De categorie in die lijst, met haar nummer.")
    starts: CalendarDay | None = Field(
        default=None, alias="vanaf", description="De dag waarop de termijn begint, als die al bekend is."
    )


class WooIndex(KaderModel):
    """Where the public files will stand, and under which category of the Woo."""

    address: WebFolder = Field(alias="adres", description="De map op uw website waar de bestanden staan.")
    rules: WooCategory = Field(
        alias="regels", description="De categorie van wat u voor de sluiting publiceert."
    )
    report: WooCategory = Field(alias="verslag", description="De categorie van het verslag en de open data.")


class Notice(KaderModel):
    """What to fill in elsewhere: in the portal, the archive and the Woo index. It changes no score."""

    cpv: Cpvs | None = Field(default=None, alias="cpv", description="De CPV-code, of meer; de eerste telt.")
    registration: BuyerNumber | None = Field(
        default=None, alias="registratie", description="Het KvK-nummer of het OIN van uw organisatie."
    )
    town: Text | None = Field(default=None, alias="plaats", description="De plaats waar u gevestigd bent.")
    postcode: Postcode | None = Field(default=None, alias="postcode", description="De postcode daarvan.")
    nuts: Nuts | None = Field(
        default=None, alias="nuts", description="De NUTS-code van uw gemeente, waar het werk gebeurt."
    )
    maximum: Positive | None = Field(
        default=None,
        alias="maximum",
        description="De hoogste waarde van alle overeenkomsten samen, in euro zonder btw.",
    )
    lot_maxima: dict[Code, Positive] = Field(
        default={}, alias="maximum_per_perceel", description="Hetzelfde per perceel."
    )
    sizes: CompanySizes | None = Field(
        default=None, alias="grootte", description="Waaruit blijkt hoe groot een aanbieder is."
    )
    organisation: Organisation | None = Field(
        default=None, alias="organisatie", description="Uw organisatie in TOOI, de lijst van de overheid."
    )
    retention: Retention | None = Field(
        default=None, alias="bewaren", description="Hoe lang de stukken bewaard blijven, en wie dat zegt."
    )
    woo: WooIndex | None = Field(
        default=None, alias="woo", description="Waar de openbare stukken komen te staan."
    )
