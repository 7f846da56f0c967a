"""What the page with the check in the browser shows for one file: the document and its sentences."""

from __future__ import annotations

from typing_extensions import TypedDict

from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.views.replies.check_words import Part, parts, verdict
from inkoop.views.replies.self_check import CheckDocument, check_document


class Sentences(TypedDict):
    """The sentences that `inkoop controleer` prints around the findings."""

    oordeel: str
    delen: list[Part]


class WebCheck(TypedDict):
    """The document of `inkoop controleer --json` for one file, and the sentences that go with it."""

    document: CheckDocument
    zinnen: Sentences


def web_check(tender: Tender, fingerprint: str, submission: Submission) -> WebCheck:
    """One checked submission, ready to be shown."""
    document = check_document(tender, fingerprint, (submission,))
    (checked,) = document["inschrijvingen"]
    return {"document": document, "zinnen": {"oordeel": verdict(checked), "delen": parts(checked)}}
