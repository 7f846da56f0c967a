"""Opens a PDF of anybody, and looks things up in it: the one place that knows the library for that.

pypdf is Python alone, so a report is read by the same code on a computer and inside a browser. It reads
strictly: what does not hold by the standard is not guessed at. `drawing` looks with another library, which
shares no code with it.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from inkoop.readers.report.signature import Library, put_apart

if TYPE_CHECKING:
    from pypdf import PdfReader

_DEEPEST = 50
"""How far the lists of enclosed files may stand inside each other."""

Key = tuple[int, int]
"""The number by which a PDF knows an object of its own."""


class PdfFileError(Exception):
    """The file cannot be read as a PDF; the message says why, in Dutch."""


@contextmanager
def opened(data: bytes) -> Iterator[PdfReader]:
    """A PDF of anybody; whatever goes wrong in it while it is looked at becomes a PdfFileError."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it remarks would go to the screen
    try:
        yield _unlocked(data)
    except (DependencyError, FileNotDecryptedError) as error:
        raise PdfFileError("het bestand is beveiligd") from error
    except LimitReachedError as error:
        # The library counts while it unpacks: a small file can become a very large one.
        raise PdfFileError("er zit te veel in dit bestand") from error
    except (
        PyPdfError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        raise PdfFileError("dit is geen leesbare PDF") from error


def _unlocked(data: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    pdf = PdfReader(io.BytesIO(data), strict=True)
    if pdf.is_encrypted:
        raise FileNotDecryptedError
    return pdf


def followed(value: Any) -> Any:
    """What a value is, where it only says in which object that stands; None for nothing."""
    from pypdf.generic import IndirectObject, NullObject

    found = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(found, NullObject) else found


def at(holder: Any, name: str) -> Any:
    """What stands under a name; None where nothing does."""
    return followed(holder.get(name)) if isinstance(holder, dict) else None


def key_at(holder: Any, name: str) -> Key | None:
    """The object that stands under a name; None where it has no number of its own."""
    from pypdf.generic import IndirectObject

    value = holder.get(name) if isinstance(holder, dict) else None
    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else None


def page_keys(pdf: PdfReader) -> dict[Key, int]:
    """At which place each page stands, from 0."""
    references = (page.indirect_reference for page in pdf.pages)
    return {(each.idnum, each.generation): place for place, each in enumerate(references) if each}


def instructions(stream: Any, pdf: PdfReader) -> Iterator[tuple[Any, str]]:
    """What a page or a drawing does, in its order: what is given, and the name of the operator."""
    from pypdf.generic import ContentStream

    for given, operator in ContentStream(stream, pdf, "bytes").operations:
        yield given, operator.decode("latin-1")


def without_signature(pdf: PdfReader) -> bool:
    """Take the signature out of a PDF in memory; whether there is any in it."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    def number(value: Any) -> Key | None:
        return (value.idnum, value.generation) if isinstance(value, IndirectObject) else None

    return put_apart(pdf.root_object, pdf.pages, Library(DictionaryObject, ArrayObject, followed, number))


def attachments(pdf: PdfReader) -> Mapping[str, Any]:
    """The stream of each enclosed file by its name. Raises PdfFileError where two have the same."""
    found: dict[str, Any] = {}
    for name, specification in _leaves(at(at(pdf.root_object, "/Names"), "/EmbeddedFiles"), 0):
        if name in found:
            raise PdfFileError("er zitten twee bijlagen met dezelfde naam in")
        holder = at(specification, "/EF")
        found[name] = at(holder, "/UF") or at(holder, "/F")
    return found


def _leaves(tree: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEEPEST:
        raise RecursionError
    names = at(tree, "/Names") or ()
    for name, value in zip(names[::2], names[1::2], strict=True):
        shown = followed(name)
        yield shown.decode("latin-1") if isinstance(shown, bytes) else str(shown), followed(value)
    for branch in at(tree, "/Kids") or ():
        yield from _leaves(followed(branch), depth + 1)
