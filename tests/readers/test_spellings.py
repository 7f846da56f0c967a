"""One form in the many spellings that programs have for it: every one says exactly the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string

from inkoop.domain.submission import Submission
from tests.readers.filled import filled, read

Parts = dict[str, str]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRINGS = "xl/sharedStrings.xml"


def sheets(parts: Parts, change: Callable[[str], str]) -> Parts:
    return {
        name: change(text) if name.startswith("xl/worksheets/sheet") else text for name, text in parts.items()
    }


def substitute(pattern: str, by: str) -> Callable[[Parts], Parts]:
    return lambda parts: sheets(parts, lambda text: re.sub(pattern, by, text, flags=re.DOTALL))


def strict(parts: Parts) -> Parts:
    main, office = (f"http://purl.oclc.org/ooxml/{name}" for name in ("spreadsheetml/main", "officeDocument"))
    return {
        name: text.replace(MAIN, main).replace(OFFICE, f"{office}/relationships")
        for name, text in parts.items()
    }


def prefixed(parts: Parts) -> Parts:
    """Every element of the main namespace under a prefix."""
    changed = dict(parts)
    for name, text in parts.items():
        if f'xmlns="{MAIN}"' in text:
            elements = re.sub(r"<(/?)([A-Za-z]\w*)(?=[\s/>])", r"<\1x:\2", text)
            changed[name] = elements.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return changed


def inline(parts: Parts) -> Parts:
    strings = re.findall("<si>(.*?)</si>", parts[STRINGS], re.DOTALL)

    def change(text: str) -> str:
        return re.sub(
            r'<c ([^>]*?)t="s"([^>]*)><v>(\d+)</v></c>',
            lambda cell: f'<c {cell[1]}t="inlineStr"{cell[2]}><is>{strings[int(cell[3])]}</is></c>',
            text,
        )

    return sheets(parts, change)


def rich(parts: Parts) -> Parts:
    """Every shared string in two runs, with a reading aid that is no text."""

    def change(found: re.Match[str]) -> str:
        text = found[2]
        if "&" in text:
            return found[0]
        halves = (text[: len(text) // 2], text[len(text) // 2 :])
        runs = "".join(f'<r><rPr><b/></rPr><t xml:space="preserve">{half}</t></r>' for half in halves)
        return f'<si>{runs}<rPh sb="0" eb="1"><t>uitspraak</t></rPh></si>'

    return parts | {STRINGS: re.sub("<si><t([^>]*)>(.*?)</t></si>", change, parts[STRINGS], flags=re.DOTALL)}


def without_references(parts: Parts) -> Parts:
    """Rows and cells by their order alone, with empty ones in the gaps."""

    def change(text: str) -> str:
        done = 0

        def row(found: re.Match[str]) -> str:
            nonlocal done
            number, at, cells = int(found[1]), 0, ""
            here = re.findall(r'<c r="([A-Za-z]+)\d+"([^>]*?)(/>|>.*?</c>)', found[4] or "", re.DOTALL)
            assert len(here) == len(re.findall(r"<c\b", found[4] or "")), "a spelling may not lose cells"
            for name, attributes, content in here:
                column = column_index_from_string(name)
                cells += "<c/>" * (column - at - 1) + f"<c{attributes}{content}"
                at = column
            gap, done = "<row/>" * (number - done - 1), number
            return f"{gap}<row{found[2]}>{cells}</row>"

        return re.sub(r'<row r="(\d+)"([^>]*?)(/>|>(.*?)</row>)', row, text, flags=re.DOTALL)

    return sheets(parts, change)


def absolute(parts: Parts) -> Parts:
    rels, book = "_rels/.rels", "xl/_rels/workbook.xml.rels"
    return parts | {
        rels: re.sub('Target="(?!/)', 'Target="/', parts[rels]),
        book: re.sub('Target="(?!/)', 'Target="/xl/', parts[book]),
    }


def renamed(parts: Parts) -> Parts:
    """Sheets with names that look like paths and formulas."""
    book, count = "xl/workbook.xml", iter(range(99))
    names = ("=1+1", "a/b\\c", "&apos;Q1&apos;!$A", "&lt;b&gt;", "..", "con", "x&#10;y")
    return parts | {
        book: re.sub(
            '<sheet name="[^"]*"', lambda _: f'<sheet name="{names[(n := next(count)) % 7]}{n}"', parts[book]
        )
    }


SPELLINGS: dict[str, Callable[[Parts], Parts]] = {
    "strict": strict,
    "prefixed": prefixed,
    "inline strings": inline,
    "rich text": rich,
    "no references": without_references,
    "absolute targets": absolute,
    "sheets renamed": renamed,
    "no dimension": substitute("<dimension[^>]*/>", ""),
    "a lying dimension": substitute("<dimension[^>]*/>", '<dimension ref="A1"/>'),
    "small letters": substitute('<c r="([A-Z]+)', lambda found: f'<c r="{found[1].lower()}'),  # type: ignore[arg-type]
    "white space": substitute("<v>([^<]*)</v>", r"<v> \1\n</v>"),
    "cdata": substitute("<v>([^<]*)</v>", r"<v><![CDATA[\1]]></v>"),
    "comments": substitute("<v>", "<v><!-- x -->"),
    "exponents": substitute(r'(<c r="\w+"(?: s="\d+")?>)<v>(\d+)</v>', r"\1<v>\2.0E+0</v>"),
    "lines": substitute("><(?!/)", ">\r\n<"),
    "alternate content": substitute(
        "<sheetData>",
        '<m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<m:Choice Requires='x'/><m:Fallback/></m:AlternateContent><sheetData>",
    ),
}
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.replace('"UTF-8"', '"UTF-16"', 1).encode("utf-16"),
    "Latin": lambda text: text.replace('"UTF-8"', '"ISO-8859-1"', 1).encode("latin-1", "xmlcharrefreplace"),
}


@cache
def form() -> Parts:
    with zipfile.ZipFile(io.BytesIO(filled())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def pack(parts: Parts, encode: Callable[[str], bytes], method: int, separator: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, text in sorted(parts.items()):
            archive.writestr(name.replace("/", separator), encode(text))
    return stream.getvalue()


def said(submission: Submission) -> dict[str, object]:
    """The answers without the places, which may have other names."""
    return {
        code: [row.values for row in answer.rows] or answer.value
        for code, answer in submission.answers.items()
    }


def same(changed: bytes) -> None:
    expected = read(pack(form(), str.encode, zipfile.ZIP_STORED, "/"))
    found = read(changed)
    assert found.findings == expected.findings == ()
    assert said(found) == said(expected)


@pytest.mark.parametrize("name", SPELLINGS)
def test_another_spelling_says_the_same(name: str) -> None:
    changed = SPELLINGS[name](form())
    assert changed != form()
    same(pack(changed, str.encode, zipfile.ZIP_DEFLATED, "/"))


@settings(max_examples=60, deadline=None)
@given(
    names=st.lists(st.sampled_from(sorted(SPELLINGS)), max_size=4, unique=True),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    separator=st.sampled_from("/\\"),
)
def test_spellings_together_say_the_same(
    names: list[str], encoding: str, method: int, separator: str
) -> None:
    changed = form()
    for name in sorted(names, key=lambda name: name == "prefixed"):  # the others look for bare names
        changed = SPELLINGS[name](changed)
    same(pack(changed, ENCODINGS[encoding], method, separator))
