"""The evaluation as open data: a release package of the Open Contracting Data Standard (OCDS) 1.1.

Pure: the same evaluation gives the same package, letter for letter. No moment comes from the clock.
Only what may be public goes in: no answer, no motivation, no finding, no file name, and no price of
somebody who does not win unless the buyer says so. `docs/open-data.md` tells where each field comes from.

Source: https://standard.open-contracting.org/1.1/ and the extensions in `EXTENSIONS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from inkoop.domain.evaluation import Evaluation, LotResult
from inkoop.domain.tender import Tender, TenderInfo
from inkoop.views.open_data.bids import Bids, bids_and_awards
from inkoop.views.open_data.criteria import award_criteria, scored_criteria
from inkoop.views.open_data.parties import BUYER, buyer
from inkoop.views.words.wording import plain

TEST_PREFIX = "ocds-213czf"
"""The prefix that the standard's own documentation uses in examples; a buyer registers one of its own."""
EXTENSIONS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_awardCriteria_extension/master/"
    "extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_requirements_extension/master/"
    "extension.json",
)
"""Bids with their rank, lots, award criteria with their weight, and points as answers of the buyer."""
_PREFIX = re.compile(r"ocds-[a-z0-9]{6}")

_METHODS = {"openbaar": "open", "open_house": "open", "meervoudig_onderhands": "limited"}
"""The `method` codelist. The procedure for social services has a free form, so it gets no code."""
_PROCEDURES = {
    "sas": "Procedure voor sociale en andere specifieke diensten (artikelen 2.38 en 2.39 Aanbestedingswet)",
    "openbaar": "Openbare procedure",
    "meervoudig_onderhands": "Meervoudig onderhandse procedure",
    "open_house": "Open house: ieder die aan de eisen voldoet, kan een contract krijgen",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """What the buyer decides about publishing; the kader has no word for it.

    Raises:
        ValueError: the prefix is not of the form ocds-xxxxxx, or the moment has no zone.
    """

    prefix: str = TEST_PREFIX
    """The buyer's registered OCDS prefix."""
    moment: datetime | None = None
    """When the data became public, with its zone; without it the closing moment of the kader."""
    all_prices: bool = False
    """Whether the prices of everybody may be public, and with them totals and points for the price."""
    address: str = ""
    """Where the package is put (a URI); without it a URN that is made from the content."""

    def __post_init__(self) -> None:
        """Refuse what would make an unusable package."""
        if not _PREFIX.fullmatch(self.prefix):
            raise ValueError(f"no OCDS prefix: {self.prefix}")
        if self.moment is not None and self.moment.tzinfo is None:
            raise ValueError("the moment of publication has no time zone")


def ocds_release(evaluation: Evaluation, publication: Publication | None = None) -> dict[str, Any]:
    """The release package with one release. Numbers are int or Decimal, never float.

    The identifier of the release changes with its content and with nothing else.
    """
    said = publication or Publication()
    info = evaluation.tender.info
    moment = _moment(said.moment or info.closes.replace(tzinfo=ZoneInfo(info.timezone)))
    release = _release(evaluation, said, moment)
    return {
        "uri": said.address or uuid5(NAMESPACE_URL, release["id"]).urn,
        "version": "1.1",
        "extensions": list(EXTENSIONS),
        "publishedDate": moment,
        "publisher": {"name": plain(info.buyer)},
        "releases": [release],
    }


def _release(evaluation: Evaluation, said: Publication, moment: str) -> dict[str, Any]:
    found = bids_and_awards(evaluation, all_prices=said.all_prices)
    ocid = f"{said.prefix}-{_slug(evaluation.tender.info.reference)}"
    release: dict[str, Any] = {
        "ocid": ocid,
        "id": "",
        "date": moment,
        "tag": ["tender", "award"] if found.awards else ["tender"],
        "initiationType": "tender",
        "language": "nl",
        "parties": [buyer(evaluation.tender.info), *found.parties],
        "buyer": _buyer(evaluation.tender.info),
        "tender": _tender(evaluation, found),
    }
    if found.details:
        release["bids"] = {"details": found.details}
    if found.awards:
        release["awards"] = found.awards
    release["id"] = f"{ocid}-{sha256(repr(release).encode()).hexdigest()[:12]}"
    return release


def _buyer(info: TenderInfo) -> dict[str, Any]:
    return {"id": BUYER, "name": plain(info.buyer)}


def _slug(reference: str) -> str:
    """The reference with hyphens for what may not stand in an identifier.

    What a hyphen replaced would be lost, so two references could become one: then a mark is added.
    """
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", reference).strip("-")
    return kept if kept == reference else f"{kept}-{sha256(reference.encode()).hexdigest()[:6]}".strip("-")


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _tender(evaluation: Evaluation, found: Bids) -> dict[str, Any]:
    tender = evaluation.tender
    info = tender.info
    zone = ZoneInfo(info.timezone)
    made: dict[str, Any] = {
        "id": info.reference,
        "title": plain(info.title),
        "description": _description(info),
        # Bids are in and the contract is not there yet: the process is under way until the buyer decides.
        "status": "active",
        "procuringEntity": _buyer(info),
        "mainProcurementCategory": "services",
        "procurementMethodDetails": _PROCEDURES[info.procedure],
        "submissionMethodDetails": plain(info.hand_in),
        "tenderPeriod": {
            "startDate": _moment(info.published.replace(tzinfo=zone)),
            "endDate": _moment(info.closes.replace(tzinfo=zone)),
        },
    }
    if info.procedure in _METHODS:
        made["procurementMethod"] = _METHODS[info.procedure]
    if tender.requirements:
        made["eligibilityCriteria"] = "; ".join(f"{r.code} {plain(r.title)}" for r in tender.requirements)
    if code := _award_code(tender):
        made["awardCriteria"] = code
    made["numberOfTenderers"] = len(found.tenderers)
    made["tenderers"] = found.tenderers
    made["lots"] = [_lot(lot, tender) for lot in evaluation.lots]
    if tender.lots is not None and tender.lots.most_lots is not None:
        made["lotDetails"] = {"maximumLotsAwardedPerSupplier": tender.lots.most_lots}
    criteria = [made for lot in evaluation.lots for made in scored_criteria(lot, found.told)]
    if criteria:
        made["criteria"] = criteria
    return made


def _description(info: TenderInfo) -> str:
    """The introduction; an example says first that it is one, so that nobody takes it for a tender."""
    if not info.fictional:
        return plain(info.introduction)
    note = plain(info.fictional_note) or "Dit is geen echte aanbesteding."
    return f"VERZONNEN VOORBEELD. {note} {plain(info.introduction)}"


def _award_code(tender: Tender) -> str:
    """The `awardCriteria` codelist; empty for an open house, where nothing is compared."""
    if tender.award is None:
        return ""
    if tender.award.method == "laagste_prijs":
        return "priceOnly"
    kinds = {made["type"] for made in award_criteria(tender)["criteria"] if _counts(made)}
    return "qualityOnly" if kinds == {"quality"} else "ratedCriteria"


def _counts(criterion: dict[str, Any]) -> bool:
    """Whether a criterion takes part in the comparison: not with a weight of nothing, as a fixed tariff."""
    weights = [number["number"] for number in criterion.get("numbers", ()) if "weight" in number]
    return not weights or any(weight > Decimal(0) for weight in weights)


def _lot(lot: LotResult, tender: Tender) -> dict[str, Any]:
    """A tender without lots has one, so that its criteria have a place: the extension hangs them on a lot."""
    titles = {item.code: item.title for item in tender.lots.items} if tender.lots else {}
    made: dict[str, Any] = {
        "id": lot.lot,
        "title": plain(titles.get(lot.lot, tender.info.title)),
        "status": "active",
    }
    if lot.tender.award is not None:
        made["awardCriteria"] = award_criteria(lot.tender)
    return made
