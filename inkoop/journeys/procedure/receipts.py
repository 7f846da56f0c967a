"""The receipts for providers: made from the record once a submission is in it, so they can be made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Published, Received
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import Work, working
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.procedure.record import Record
from inkoop.readers.settings.kader import read_kader
from inkoop.views.procedure.receipt import Arrival, receipt_page

RECEIPTS = "bewijzen"


@dataclass(frozen=True, slots=True)
class Receipts:
    """What was made."""

    pages: tuple[Path, ...]
    pdfs: tuple[Path, ...]
    no_pdf: bool = False
    """No PDF can be made here: the pages are there alone."""


@journey
def make_receipts(folder: Path, numbers: Sequence[int] = (), progress: Progress = silent) -> Receipts:
    """Make the receipts of these submissions; without a number each that is not there yet. Raises OSError.

    Nothing is lost where this is cut off: the same command goes on. The same line of the record gives the
    same page.
    """
    with working(folder) as work:
        known = list(arrivals(work.record))
        _known_numbers(numbers, {each.received.number for each in known})
        wanted = [each for each in known if not numbers or each.received.number in numbers]
        missing = [each for each in wanted if numbers or not _there(folder, each)]
        pages = _pages(work, missing) if missing else {}
    # Others can work in the folder meanwhile: a PDF takes its place whole, and is the same each time.
    return _with_pdfs(pages, progress) if pages else Receipts((), ())


def arrivals(record: Record) -> Iterator[Arrival]:
    """Every submission that came in, with what held at its line of the record."""
    published: Published | None = None
    for entry, stand in zip(record.entries, record.stands, strict=True):
        fact = entry.fact
        if isinstance(fact, Published):
            published = fact
        if isinstance(fact, Received):
            assert published is not None
            late = record.state.bids[fact.number].late
            yield Arrival(entry, fact, stand, published, late)


def receipt_path(folder: Path, arrival: Arrival) -> Path:
    """Where the page of a receipt stands: it is called as the folder with what was received."""
    return folder / RECEIPTS / f"{arrival.received.room}.html"


def _there(folder: Path, arrival: Arrival) -> bool:
    page = receipt_path(folder, arrival)
    return page.exists() and page.with_suffix(".pdf").exists()


def _known_numbers(numbers: Sequence[int], known: set[int]) -> None:
    unknown = [number for number in numbers if number not in known]
    if unknown:
        raise Refused(f"nummer {unknown[0]} is niet ontvangen.", Why.ASKED)


def _pages(work: Work, wanted: Sequence[Arrival]) -> dict[Path, str]:
    """Every page, written; that takes no time."""
    # Only here: what makes pages takes long to import.
    from inkoop.writers.procedure.receipt import render_receipt
    from inkoop.writers.text import write_text

    (work.folder / RECEIPTS).mkdir(exist_ok=True)
    tenders: dict[int, Tender] = {}
    pages: dict[Path, str] = {}
    for each in wanted:
        version = each.published.version
        if version not in tenders:
            tenders[version] = _rules(work, each.published)
        path = receipt_path(work.folder, each)
        pages[path] = render_receipt(receipt_page(each, tenders[version]))
        write_text(path, pages[path])
    return pages


def _with_pdfs(pages: Mapping[Path, str], progress: Progress) -> Receipts:
    """The pages, and each as a PDF."""
    from inkoop.journeys.side_by_side import pdf_makers
    from inkoop.writers.atomic import replacing
    from inkoop.writers.pdf import PdfJob

    made: list[Path] = []
    with pdf_makers(len(pages)) as makers:
        coming = [
            (path.with_suffix(".pdf"), makers.make(PdfJob(path.name, html))) for path, html in pages.items()
        ]
        for done, (path, job) in enumerate(coming):
            progress(done, len(coming), path.name)
            data = job.result()
            if data is None:
                break
            with replacing(path) as temporary:
                temporary.write_bytes(data)
            made.append(path)
    return Receipts(tuple(pages), tuple(made), no_pdf=len(made) < len(pages))


def _rules(work: Work, published: Published) -> Tender:
    path = work.folder / published.kader.path
    found = read_kader(path).value
    if found is None:
        raise Refused(f"{path} is niet te gebruiken. Kijk wat er is: inkoop kader {path}", Why.KADER)
    return found
