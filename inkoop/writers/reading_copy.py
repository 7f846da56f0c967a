"""The reading copy of a submission as one HTML page: the same on the command line and in the browser.

It uses nothing but the standard library, as it travels to the browser with the self-check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inkoop.views.replies.check_words import Part
from inkoop.views.replies.reading_copy import (
    ABOUT_ITSELF,
    CONFIDENTIAL,
    NOT_ANSWERED,
    Answered,
    Chapter,
    Grid,
    Heading,
    ReadingCopy,
)
from inkoop.writers.markup import Markup, bare, joined, tag

STYLE_MARK = "/*stijl*/"
"""Where the style sheet comes in: the page in the browser fetches it, the command line reads it."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
_KINDS = {"fout": ("✗", "Fout"), "waarschuwing": ("!", "Let op"), "tip": ("·", "Tip")}
_MOST_COLUMNS = 4
"""More do not fit beside each other in 11 pt."""
_LONGEST_TITLE = 200
_SIGNED = ("Naam", "Functie", "Datum", "Handtekening")


def reading_copy_page(copy: ReadingCopy) -> str:
    """The whole page, with a mark where the style sheet belongs. Nothing that was typed is markup."""
    body = tag(
        "main",
        _top(copy),
        _findings(copy),
        *map(_chapter, copy.chapters),
        *([_told(copy.told)] if copy.told else []),
        _room_to_sign(copy.declared),
    )
    foot = tag("p", f"{copy.reference} · {copy.tenderer} · {copy.file}", class_="voet", aria_hidden="true")
    page = tag("html", _head(copy), tag("body", foot, body), lang="nl")
    return f"<!DOCTYPE html>\n{page}\n"


def _head(copy: ReadingCopy) -> Markup:
    day = copy.made.partition("T")[0]
    meta = {
        "viewport": "width=device-width, initial-scale=1",
        "author": copy.tenderer,
        "description": ABOUT_ITSELF,
        "generator": "inkoop",
        "dcterms.created": day,
        "dcterms.modified": day,
    }
    return tag(
        "head",
        _empty("meta", charset="utf-8"),
        _empty("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        # Before any word of somebody else, so that the first mark in the page is this one.
        tag("style", Markup(STYLE_MARK)),
        *(_empty("meta", name=name, content=content) for name, content in meta.items()),
        tag("title", bare(f"Inschrijving van {copy.tenderer} voor {copy.title}"[:_LONGEST_TITLE])),
    )


def _empty(name: str, /, **attributes: str) -> Markup:
    """An element that has no content, and so no end."""
    return Markup(tag(name, **attributes).removesuffix(f"</{name}>"))


def _top(copy: ReadingCopy) -> Markup:
    facts = [tag("tr", tag("th", fact.label, scope="row"), tag("td", fact.text)) for fact in copy.facts]
    return tag(
        "header",
        *([tag("p", "Voorbeeld – fictief", class_="merk")] if copy.fictional else []),
        tag("p", "Mijn inschrijving, om te lezen", class_="soort"),
        tag("h1", copy.tenderer),
        tag("p", copy.title, class_="voor"),
        tag("p", ABOUT_ITSELF, class_="let-op"),
        tag("table", tag("caption", "Waar dit over gaat"), tag("tbody", *facts), class_="feiten"),
    )


def _findings(copy: ReadingCopy) -> Markup:
    sign = "✓" if copy.ready else "✗"
    verdict = tag("p", tag("span", sign, " ", aria_hidden="true"), copy.verdict, class_="oordeel")
    told = [_finding(found) for found in copy.findings]
    return tag(
        "section",
        tag("h2", "Wat klopt er nog niet?"),
        verdict,
        *told,
    )


def _finding(found: Mapping[str, Any]) -> Markup:
    sign, word = _KINDS[found["ernst"]]
    place = found["vindplaats"]
    where = f"bestand {place['bestand']}"
    if place.get("blad"):
        where = f"blad {place['blad']}" + (f", cel {place['cel']}" if place.get("cel") else "")
    head = tag("b", tag("span", sign, " ", aria_hidden="true"), f"{word}, {where}")
    return tag(
        "div",
        tag("p", head, f" ({found['code']})"),
        tag("p", found["melding"]),
        tag("p", "Wat u doet: ", found["herstel"]),
        class_="bevinding",
    )


def _chapter(chapter: Chapter) -> Markup:
    made, level = [], "h3"
    for block in chapter.blocks:
        if isinstance(block, Heading):
            made.append(_heading(block))
            level = "h4" if block.title else level
        else:
            made.append(_question(block, level))
    return tag("section", tag("h2", chapter.title), *made)


def _heading(heading: Heading) -> Markup:
    title = [tag("h3", heading.title)] if heading.title else []
    return joined(*title, *([tag("p", heading.text, class_="noot")] if heading.text else []))


def _question(asked: Answered, level: str) -> Markup:
    secret = [" ", tag("span", CONFIDENTIAL, class_="merk")] if asked.confidential else []
    return tag(
        "div",
        tag(level, tag("span", asked.code, class_="code"), " ", asked.question, *secret, class_="vraagkop"),
        *([_grid(asked.grid, asked.code)] if asked.grid else []),
        *(tag("p", line, class_="antwoord") for line in asked.lines),
        *(tag("p", note, class_="noot") for note in asked.notes),
        class_="vraag",
    )


def _grid(grid: Grid, code: str) -> Markup:
    """One table, or one for each row where there are too many columns to read."""
    if len(grid.columns) > _MOST_COLUMNS:
        return joined(*(_record(grid.columns, row, number) for number, row in enumerate(grid.rows, 1)))
    head = tag("tr", tag("th", "Nr.", scope="col"), *(tag("th", name, scope="col") for name in grid.columns))
    rows = [
        tag("tr", tag("th", str(number), scope="row"), *map(_cell, row))
        for number, row in enumerate(grid.rows, 1)
    ]
    caption = tag("caption", f"Uw antwoord op vraag {code}")
    return tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="antwoorden")


def _record(columns: tuple[str, ...], row: tuple[str, ...], number: int) -> Markup:
    lines = [
        tag("tr", tag("th", name, scope="row"), _cell(content or NOT_ANSWERED))
        for name, content in zip(columns, row, strict=True)
    ]
    # In a box of its own, as a caption alone at the foot of a page belongs to nothing.
    return tag("div", tag("table", tag("caption", f"Rij {number}"), tag("tbody", *lines)), class_="rij")


def _cell(content: str) -> Markup:
    lines = content.split("\n")
    return tag("td", Markup("<br>").join(map(joined, lines)) if len(lines) > 1 else content)


def _told(parts: Iterable[Part]) -> Markup:
    blocks = [
        joined(tag("h3", part["kop"]), *(tag("p", line, class_="regel") for line in part["regels"]))
        for part in parts
    ]
    return tag("section", tag("h2", "Wat de zelfcontrole zegt"), *blocks)


def _room_to_sign(declared: Iterable[str]) -> Markup:
    rows = [tag("tr", tag("th", label, scope="row"), tag("td", Markup("&#160;"))) for label in _SIGNED]
    return tag(
        "section",
        tag("h2", "Gezien en akkoord"),
        *(tag("p", line) for line in declared),
        tag("p", "Deze handtekening is voor uw eigen organisatie. U levert dit stuk niet in."),
        tag("table", tag("caption", "Ruimte om te tekenen"), tag("tbody", *rows), class_="tekenen"),
        class_="ondertekening",
    )
