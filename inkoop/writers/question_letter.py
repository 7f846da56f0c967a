"""Writes the letters that ask about a price: HTML that Word and LibreOffice open, and people finish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inkoop.resources import resource_folder
from inkoop.views.replies.question_letter import QuestionLetter
from inkoop.writers.atomic import creating
from inkoop.writers.templates import environment


def render_question_letter(letter: QuestionLetter) -> str:
    """The letter as one page; nothing a provider typed is left unescaped."""
    return (
        environment([resource_folder("templates") / "vraagbrief"])
        .get_template("brief.html.j2")
        .render(brief=letter)
    )


def write_question_letters(letters: Sequence[QuestionLetter], folder: Path) -> tuple[Path, ...]:
    """Write all letters into a folder that exists, or none of them.

    Raises FileExistsError where a letter is there already, since somebody may have worked on it, and
    OSError.
    """
    texts = [render_question_letter(letter) for letter in letters]
    paths = tuple(folder / letter.file_name for letter in letters)
    taken = next((path for path in paths if path.exists()), None)
    if taken is not None:
        raise FileExistsError(taken)
    written: list[Path] = []
    try:
        for path, text in zip(paths, texts, strict=True):
            with creating(path) as temporary:
                temporary.write_bytes(text.encode())
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return paths
