"""Signing reports with the key of a municipality: only what is right by itself, and only once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from inkoop.domain.certificates import HOW_TO_GET, Certificate, SigningKey
from inkoop.domain.findings import Refused, Why
from inkoop.journeys.anchors import validity, vouched
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Note, Progress, silent, silent_note
from inkoop.journeys.verify import verify
from inkoop.readers.files.archive import load_named
from inkoop.readers.report.certificates import read_key
from inkoop.readers.report.report_pdf import LIMITS
from inkoop.views.replies.report_set import SIGNED
from inkoop.writers.atomic import creating
from inkoop.writers.signature import signed_pdf


@journey
def open_key(path: Path, passphrase: Callable[[], str], moment: datetime | None = None) -> SigningKey:
    """The key in a PKCS#12 file, fit for signing. Refused in a sentence where it is not.

    Args:
        passphrase: asked only when the file has one.
        moment: when the certificate has to be valid; None for now.
    """
    try:
        key = read_key(path, passphrase)
    except ImportError:
        raise Refused(f"Ondertekenen kan hier niet: {HOW_TO_GET}.", Why.FILES) from None
    _usable(path, key.certificate, moment or datetime.now(UTC))
    return key


@journey
def sign(
    reports: Sequence[Path],
    key: SigningKey,
    folder: Path | None = None,
    moment: datetime | None = None,
    watch: Progress = silent,
    note: Note = silent_note,
) -> tuple[Path, ...]:
    """Write a signed copy of each report, and return where. All of them are checked before any is written.

    Refused where a report is not right, is signed already, or where the signed one is there already. Raises
    OSError when a file cannot be written.

    Args:
        key: as `open_key` gave it.
        folder: where the signed reports come, which is there; otherwise each beside its report.
        moment: what the signature says of when it was made; None for now.
        note: called with what a person has to know, a sentence each.
    """
    targets = _targets(reports, folder)
    made = []
    for done, report in enumerate(reports):
        watch(done, len(reports), report.name)
        made.append(_signed(report, key, moment or datetime.now(UTC), note))
    with ExitStack() as places:
        for target, data in zip(targets, made, strict=True):
            places.enter_context(creating(target)).write_bytes(data)
    if key.certificate.own:
        note(
            f"Dit certificaat {vouched(key.certificate)}. Maak daarom de vingerafdruk bekend, bijvoorbeeld in"
            f" het besluit: {key.certificate.fingerprint}."
        )
    return targets


def _targets(reports: Sequence[Path], folder: Path | None) -> tuple[Path, ...]:
    """Where each signed report comes."""
    targets = tuple((folder or report.parent) / f"{report.stem}{SIGNED}{report.suffix}" for report in reports)
    for number, target in enumerate(targets):
        if target in targets[:number]:
            raise Refused(f"{reports[number]}: er zijn twee rapporten met deze naam. Onderteken ze apart.")
        if target.exists():
            raise Refused(f"{target} is er al. Haal dat weg als u opnieuw wilt ondertekenen.", Why.FILES)
    return targets


def _usable(path: Path, certificate: Certificate, moment: datetime) -> None:
    if not certificate.holds_at(moment):
        state = "nog niet geldig" if moment < certificate.begins else "verlopen"
        raise Refused(
            f"{path}: het certificaat van {certificate.subject} is {state}: {validity(certificate)}.",
            Why.FILES,
        )
    if not certificate.signs:
        raise Refused(
            f"{path}: het certificaat van {certificate.subject} is niet bedoeld om documenten te"
            " ondertekenen. Vraag om een certificaat voor elektronische handtekeningen of zegels.",
            Why.FILES,
        )


def _signed(report: Path, key: SigningKey, moment: datetime, note: Note) -> bytes:
    """One report, signed as it was when it was found to be right."""
    data = load_named(report, LIMITS)
    found = verify(report)
    if found.no_report:
        raise Refused(f"{report} is geen rapport van dit programma, of het is niet te lezen.", Why.FILES)
    if found.signed:
        raise Refused(f"{report} is al ondertekend. Met inkoop verifieer ziet u door wie.", Why.FIRST)
    if not found.right:
        raise Refused(
            f"{report} klopt niet, en wordt daarom niet ondertekend. Met inkoop verifieer ziet u wat er"
            " mis is.",
            Why.FIRST,
        )
    if load_named(report, LIMITS) != data:
        raise Refused(f"{report} is veranderd terwijl het werd nagegaan. Probeer het opnieuw.", Why.FILES)
    for check in found.checks:
        if not check.done:
            note(f"{report}: {check.remark}")
    return signed_pdf(data, key, moment)
