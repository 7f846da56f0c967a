"""Who takes part, for open data: the buyer, and everybody who bids."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from inkoop.domain.submission import Submission
from inkoop.domain.tender import TenderInfo
from inkoop.views.words.wording import plain

BUYER = "opdrachtgever"
"""The identifier of the buyer: the kader gives a name and no number."""
REGISTER = "NL-KVK"
"""The Dutch trade register in the list of org-id.guide."""
_REGISTER_DIGITS = 8


def buyer(info: TenderInfo) -> dict[str, Any]:
    """The municipality, with the contact that the kader publishes."""
    contact = {"name": plain(info.contact.name), "email": info.contact.email}
    if info.contact.phone:
        contact["telephone"] = plain(info.contact.phone)
    return {
        "id": BUYER,
        "name": plain(info.buyer),
        "roles": ["buyer", "procuringEntity"],
        "contactPoint": contact,
    }


class Register:
    """Gives each organisation one identifier: its KvK number, or a mark of its name where that is unclear.

    One number with two names is unclear: which name is right is not for a program to say.
    """

    def __init__(self, submissions: Iterable[Submission]) -> None:
        """Look at everybody at once, because a number may come back."""
        self._names: dict[str, set[str]] = {}
        for submission in submissions:
            self._names.setdefault(submission.registration, set()).add(submission.tenderer)

    def reference(self, submission: Submission) -> dict[str, Any]:
        """The organisation as others refer to it: identifier and name."""
        if self._number(submission):
            own = f"{REGISTER}-{submission.registration}"
        else:
            own = f"inschrijver-{sha256(submission.tenderer.encode()).hexdigest()[:12]}"
        return {"id": own, "name": plain(submission.tenderer)}

    def party(self, submission: Submission, *, wins: bool) -> dict[str, Any]:
        """The organisation itself, with what it is in this tender."""
        made = self.reference(submission)
        if number := self._number(submission):
            made["identifier"] = {"scheme": REGISTER, "id": number}
        made["roles"] = ["tenderer", "supplier"] if wins else ["tenderer"]
        return made

    def _number(self, submission: Submission) -> str:
        number = submission.registration
        usable = number.isascii() and number.isdecimal() and len(number) == _REGISTER_DIGITS
        return number if usable and len(self._names[number]) == 1 else ""
