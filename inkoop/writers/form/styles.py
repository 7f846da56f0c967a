"""The look of every workbook: one accent colour, one font, and the name of each kind of cell."""

from __future__ import annotations

from typing import Any

ACCENT = "#154273"
TINT = "#F1F5FA"
BAND = "#DCE6F2"
LINE = "#5B7A9D"
SOFT_LINE = "#C9D5E3"
GREY = "#4F5B67"
WHITE = "#FFFFFF"
OFF = "#D3D6DA"

FONT = "Arial"
"""Present everywhere, or replaced by a font with the same widths."""
SIZE = 10
BASE: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "valign": "top"}

_INPUT: dict[str, Any] = {
    "bg_color": WHITE,
    "border": 1,
    "border_color": LINE,
    "locked": False,
    "text_wrap": True,
    "align": "left",
    "indent": 1,
}
_LABEL: dict[str, Any] = {
    "bg_color": TINT,
    "text_wrap": True,
    "align": "left",
    "indent": 1,
    "bottom": 1,
    "bottom_color": SOFT_LINE,
}
_BOXED: dict[str, Any] = {"border": 1, "border_color": SOFT_LINE, "valign": "vcenter"}
_ON_ACCENT: dict[str, Any] = {"bold": True, "font_color": WHITE, "bg_color": ACCENT, "valign": "vcenter"}
_QUIET: dict[str, Any] = {"text_wrap": True, "font_color": GREY}
_INDENT: dict[str, Any] = {"align": "left", "indent": 1}

STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "text": {"text_wrap": True},
    "bold": {"bold": True},
    "title": {"bold": True, "font_size": 16, "font_color": ACCENT, "valign": "vcenter"},
    "kicker": {"bold": True, "font_color": GREY},
    "intro": _QUIET,
    "note": {**_QUIET, **_INDENT, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12, "font_color": ACCENT, "bottom": 2, "bottom_color": ACCENT},
    "header": {**_ON_ACCENT, **_INDENT, "text_wrap": True, "border": 1, "border_color": WHITE},
    "header_top": _ON_ACCENT,
    "header_group": {**_ON_ACCENT, "align": "center", "border": 1, "border_color": WHITE},
    "band": {**_ON_ACCENT, **_INDENT, "font_size": 11},
    "part": {
        "bold": True,
        "font_color": ACCENT,
        "bg_color": BAND,
        "text_wrap": True,
        "valign": "vcenter",
        **_INDENT,
    },
    "marked": {"underline": 1, "italic": True},
    "label": _LABEL,
    "link_label": {**_LABEL, "font_color": ACCENT, "underline": 1},
    "option": {**_LABEL, "indent": 2, "valign": "vcenter"},
    "code": {**_LABEL, "font_color": GREY, "text_wrap": False, "shrink": True},
    "option_code": {**_LABEL, "font_color": GREY, "valign": "vcenter"},
    "how": {**_LABEL, "font_color": GREY},
    "input": {**_INPUT, "valign": "vcenter"},
    "input_text": {**_INPUT, "num_format": "@"},
    "sample": {**_INPUT, "locked": True},
    "off": {**_INPUT, "locked": True, "bg_color": OFF, "font_color": GREY},
    "printed": {**_LABEL, **_BOXED},
    "number": {"bg_color": TINT, "font_color": GREY, **_BOXED, "align": "center"},
    "marker": {"font_color": GREY, "text_wrap": True},
    "notice": {"text_wrap": True, "border": 2, "border_color": ACCENT, **_INDENT, "valign": "vcenter"},
    "link": {"font_color": ACCENT, "underline": 1, "text_wrap": True},
    "status": {"text_wrap": True, "font_size": 9, "valign": "vcenter", **_INDENT},
    "state": {**_LABEL, "valign": "vcenter"},
    "counter": {**_LABEL, "font_color": GREY},
    "read": {**_LABEL, "valign": "vcenter", "font_color": GREY},
    "verdict": {"bold": True, "font_size": 14, "valign": "vcenter", "border": 2, **_INDENT},
    "step": {"font_size": 7, "font_color": GREY, "valign": "vcenter"},
    "stamp": {"font_color": GREY},
}
"""Kinds of cells by name. Input is white with a border: it is recognised without seeing colour."""

SIGNALS: dict[str, dict[str, Any]] = {
    "✓": {"font_color": "#1B5E20"},
    "✗": {"font_color": "#8E1A12", "bg_color": "#FDECEA"},
    "!": {"font_color": "#6B4400", "bg_color": "#FFF4D6"},
    "–": {"font_color": GREY},
}


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Any, least: int = 0) -> None:
        """Formats in which no letter is smaller than this many points."""
        self._workbook, self._least = workbook, least
        self._signals: dict[str, Any] = {}
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, name: str, **extra: Any) -> Any:
        """The format with this name, with extra properties on top."""
        properties = {**BASE, **STYLES[name], **extra}
        properties["font_size"] = max(properties["font_size"], self._least)
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def greyed(self) -> Any:
        """What conditional formatting lays over a question that does not apply."""
        return self._workbook.add_format({"bg_color": OFF, "font_color": GREY})

    def signal(self, sign: str) -> Any:
        """The colour that conditional formatting adds to a status; the sign and the words say the same."""
        if sign not in self._signals:
            self._signals[sign] = self._workbook.add_format(SIGNALS[sign])
        return self._signals[sign]
