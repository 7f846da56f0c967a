"""The pages of a PDF as another program sees them: every number and name stands in the words.

Poppler reads the pages; the words are those of the HTML, which `held` and `sheet` explain. What a page adds
by itself is told apart here: its number, its head and foot, the heads of a table that goes on, and in the
contents the pages on which chapters begin.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from .pages import Drawing, Table, Text, parts

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERED = re.compile(r"pagina (\d+) van (\d+)")
_LEADER = re.compile(r"(?:\s*\.){4,}\s*(\d+)\n")
_CONTENTS = re.compile(r"^(.+)→(\d+)$", re.MULTILINE)
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_FURNITURE = re.compile(r'<p class="voet-(?:kenmerk|merk)"[^>]*>(.*?)</p>', re.DOTALL)


def laid_out(pdf: Path) -> list[str]:
    """The text of every page, in the order in which it is drawn; a row of dots is an arrow."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    )
    return [_LEADER.sub(r"→\1\n", page) for page in done.stdout.decode().split("\f")[:-1]]


def wrong_as_laid_out(html: str, pages: list[str], names: Iterable[str]) -> list[str]:
    """Every number or name on a page that the words do not have there, and every one that no page has."""
    furniture = [*filter(None, map(_plain, _FURNITURE.findall(html)))]
    words, bare = _FURNITURE.sub("", html), [_without(page, furniture) for page in pages]
    found = [*_page_numbers(pages), *_contents(words, bare), *_lines(words, bare)]
    return [*found, *_numbers(words, bare), *_names(words, bare, names)]


def _page_numbers(pages: list[str]) -> Iterator[str]:
    """A page has its own number; a cover may have none."""
    for place, page in enumerate(pages, start=1):
        numbers = [(int(one), int(every)) for one, every in _NUMBERED.findall(page)]
        if numbers != [(place, len(pages))] and (place > 1 or numbers):
            yield f"bladzijde {place}: als nummer staat er {numbers}"


def _without(page: str, furniture: Iterable[str]) -> str:
    """A page without its number, its head and its foot."""
    number = r"pagina \d+ van \d+"
    for one in (*(r"\s+".join(map(re.escape, text.split())) for text in furniture), number):
        page = re.sub(rf"^{one}(?: {number})?$", "", page, flags=re.MULTILINE)
    return page


def _contents(html: str, pages: list[str]) -> Iterator[str]:
    """Every line of the contents names the page on which that begins."""
    inside = re.search(r'<nav class="inhoud".*?</nav>', html, re.DOTALL)
    told = re.findall(r"<li><span>(.*?)</span> <a [^>]*>(.*?)</a>", inside[0]) if inside else []
    right = [_squeezed(_plain(f"{number} {title}")) for number, title in told]
    shown = [(_squeezed(title), int(number)) for page in pages for title, number in _CONTENTS.findall(page)]
    if [title for title, _ in shown] != right:
        yield f"in de inhoud staat {[title for title, _ in shown]}, niet {right}"
    for title, number in shown:
        named = re.sub(r"^(?:\d+|[A-Z])(?=\D)", "", title)
        if not 0 < number <= len(pages) or named not in _squeezed(pages[number - 1]):
            yield f"“{title}” staat niet op bladzijde {number}"


def _lines(html: str, pages: list[str]) -> Iterator[str]:
    """A line with a number in it stands, as a whole, in the words."""
    squeezed = _squeezed("".join(_words(html)))
    for place, page in enumerate(pages, start=1):
        for line in _CONTENTS.sub("", page).splitlines():
            if DIGITS.search(line) and _squeezed(line) not in squeezed:
                yield f"bladzijde {place}: deze regel staat niet in de woorden: {line}"


def _numbers(html: str, pages: list[str]) -> Iterator[str]:
    words, text = "".join(_words(html)), "\n".join(pages)
    text = _CONTENTS.sub(r"\1", text)
    for one in {*_HASH.findall(words)}:  # a fingerprint breaks off anywhere
        broken = re.compile(r"[\s\u200b-]*".join(one))
        if (number := len(broken.findall(text))) != words.count(one):
            yield f"{one}: {number} keer op de bladzijden, {words.count(one)} keer in de woorden"
        words, text = words.replace(one, " "), broken.sub(" ", text)
    told, shown = (Counter(DIGITS.findall(each)) for each in (words, text))
    heads = {number for head in _heads(html) for number in DIGITS.findall(head)}
    for number in sorted({*shown} | {*told}):
        if shown[number] < told[number] or (shown[number] > told[number] and number not in heads):
            yield f"{number}: {shown[number]} keer op de bladzijden, {told[number]} keer in de woorden"


def _names(html: str, pages: list[str], names: Iterable[str]) -> Iterator[str]:
    """Names break off at the end of a line, so white space and hyphens do not count."""
    told, shown = _squeezed("".join(_words(html))), _squeezed("".join(pages))
    heads = _squeezed("".join(_heads(html)))
    for name in names:
        one = _squeezed(name)
        if told.count(one) != shown.count(one) and one not in heads:
            yield f"{name}: {shown.count(one)} keer op de bladzijden, {told.count(one)} keer in de woorden"


def _squeezed(text: str) -> str:
    return re.sub(r"[^\w%€]", "", text.replace("\u00ad", ""))


def _words(html: str) -> Iterator[str]:
    """Everything that the page draws, in order."""
    for part in parts(html):
        if isinstance(part, Text):
            if part.tag != "alt":
                yield f"{part.text} "
        elif isinstance(part, Table):
            yield from (f"{text} " for text in (part.caption, *part.heads))
            yield from (f"{cell} " for row in part.rows for cell in row)
        elif isinstance(part, Drawing):
            yield from (f"{word} " for word in part.words)


def _heads(html: str) -> list[str]:
    """The heads of tables, which following pages print again."""
    return [head for part in parts(html) if isinstance(part, Table) for head in part.heads]


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html)).strip()
