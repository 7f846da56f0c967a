"""The look of the documents: our templates and style sheets in the colours and letters of a house style.

Our own sources name the neutral colours and the neutral font. They are replaced in the source, before any
text of a tender comes in, so that nothing somebody wrote can be taken for a colour.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateNotFound

from inkoop.domain.house_style import NEUTRAL_COLOURS, HouseStyle, Picture
from inkoop.resources import resource_folder
from inkoop.writers import templates

_FOLDERS = ("rapport", "proefdraai")
"""Where templates and style sheets are looked for: the reports share tables, charts and look."""
_WEIGHTS = ("400", "600")
_SUBSETS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,"
    "U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF",
}
"""The character ranges of the font's files, as its makers publish them. Each subset is a family of its
own: under one name WeasyPrint takes the letters of one file with the widths of the other."""
_NEUTRAL_FONT, _OWN_FONT = '"Source Sans 3", "Source Sans 3 Ext"', "Huisstijl"


class _Compiled(BytecodeCache):
    """Templates that were compiled once in this run: with many lots that would be most of the work."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled from the same source; from another house style it is made anew."""
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment(style: HouseStyle, finalize: Callable[[object], object]) -> Environment:
    """The templates in a house style; every text that comes in is escaped."""
    made = templates.environment(
        (), finalize, loader=_StyledLoader(style), bytecode_cache=_COMPILED, lstrip_blocks=True
    )
    made.filters["kleur"] = lambda colour: coloured(str(colour), style)
    made.globals["huisstijl"] = style
    made.globals["logo"] = _address(style.logo) if style.logo else ""
    return made


def sheet(name: str, style: HouseStyle) -> str:
    """A style sheet in a house style."""
    for folder in _places(style):
        if (folder / name).is_file():
            return dressed((folder / name).read_text("utf-8"), style)
    raise FileNotFoundError(name)


def faces(style: HouseStyle, *, beyond_latin: bool) -> str:
    """The fonts as data inside the style sheet."""
    subsets = _SUBSETS if beyond_latin else ("latin",)
    own = [_face(_OWN_FONT, weight, data) for weight, data in style.fonts.items()]
    return "\n".join([*own, *(_neutral_face(subset, weight) for subset in subsets for weight in _WEIGHTS)])


def own_templates(style: HouseStyle) -> dict[str, bytes]:
    """The templates and style sheets of a municipality that go before ours, by their names."""
    folder = style.templates
    if folder is None:
        return {}
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def dressed(source: str, style: HouseStyle) -> str:
    """Our own source in the colours and letters of a house style."""
    if style.fonts:
        source = source.replace(_NEUTRAL_FONT, f'"{_OWN_FONT}", {_NEUTRAL_FONT}')
    return coloured(source, style)


def coloured(source: str, style: HouseStyle) -> str:
    """A source, or one colour of a chart, with the colours of a house style."""
    for role, neutral in NEUTRAL_COLOURS.items():
        source = source.replace(neutral, style.colour(role))
    return source


class _StyledLoader(FileSystemLoader):
    """Finds templates, those of the house style first, and dresses them."""

    def __init__(self, style: HouseStyle) -> None:
        super().__init__(_places(style))
        self._style = style

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, name, fresh = super().get_source(environment, template)
        if name is None:
            raise TemplateNotFound(template)
        return dressed(source, self._style), name, fresh


def _places(style: HouseStyle) -> list[Path]:
    ours = [resource_folder("templates") / name for name in _FOLDERS]
    return [style.templates, *ours] if style.templates else ours


def _neutral_face(subset: str, weight: str) -> str:
    file = resource_folder("templates") / "lettertypen" / f"source-sans-3-{subset}-{weight}-normal.woff2"
    family = "Source Sans 3" if subset == "latin" else "Source Sans 3 Ext"
    return _face(family, weight, file.read_bytes(), _SUBSETS[subset])


def _face(family: str, weight: str, font: bytes, characters: str = "") -> str:
    data = base64.b64encode(font).decode("ascii")
    only = f" unicode-range: {characters}" if characters else ""
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: normal;'
        f' src: url("data:font/woff2;base64,{data}") format("woff2");{only} }}'
    )


def _address(picture: Picture) -> str:
    """A picture as an address that holds the picture itself."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode('ascii')}"
