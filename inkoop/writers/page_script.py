"""What the pages of a document say, word for word in reading order: the HTML without its looks.

Beside words, a script knows three things that only paper has: where a chapter begins (`anker`), that the
number of its page is printed (`bladzijde`), and the heads of a table, which all its pages have (`kop`).
"""

from __future__ import annotations

from html.parser import HTMLParser

from inkoop.views.record.pages import Script, ScriptItem

_SILENT = frozenset({"head", "style", "script"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_FURNITURE = ("voet-kenmerk", "voet-merk")
_CONTENTS = "inhoud"


def page_script(html: str) -> Script:
    """What the pages of a document say, and what stands at the head or the foot of each."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return {"woorden": reader.items, "kop_en_voet": reader.furniture}


class _Reader(HTMLParser):
    """Follows the elements that are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[ScriptItem] = []
        self.furniture: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._heads: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        given = {name: value or "" for name, value in attrs}
        if anchor := given.get("id"):
            self.items.append({"anker": anchor})
        if tag == "thead":
            self._heads = []
        elif tag == "th" and self._heads is not None:
            self._heads.append("")
        if tag not in _VOID:
            link = given.get("href", "") if tag == "a" and self._is_open(_CONTENTS) else ""
            self._open.append((tag, link or given.get("class", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, such as a line in a chart."""

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        while self._open:
            name, mark = self._open.pop()
            if name == tag:
                break
        else:
            return
        if tag == "a" and mark.startswith("#"):
            self.items.append({"bladzijde": mark[1:]})
        elif tag == "thead" and self._heads is not None:
            self.items.append({"kop": self._heads})
            self._heads = None
        elif tag == "table":
            self.items.append({"kop": []})

    def handle_data(self, data: str) -> None:
        """Words."""
        text = " ".join(data.split())
        if not text or any(tag in _SILENT for tag, _ in self._open) or self._is_title():
            return
        if any(mark in _FURNITURE for _, mark in self._open):
            self.furniture.append(text)
            return
        if self._heads:
            self._heads[-1] += text
        self.items.append(text)

    def _is_title(self) -> bool:
        """Whether this is the title of a chart, which is read out and not drawn."""
        return bool(self._open) and self._open[-1][0] == "title"

    def _is_open(self, mark: str) -> bool:
        return any(each == mark for _, each in self._open)
