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
from inkoop.domain.letters import FONTS, fonts_for
from inkoop.resources import resource_folder
from inkoop.writers import templates

_FOLDERS = ("rapport", "proefdraai", "leidraad", "bewijs", "brief")
"""Where templates and style sheets are looked for: the reports share tables, charts and look."""
_WEIGHTS = ("400", "600")
_FAMILIES = {"source-sans-3-latin": "Source Sans 3", "source-sans-3-latin-ext": "Source Sans 3 Ext"}
"""How the style sheets name a font; the others go by the name of their file. Each is a family of its own:
under one name WeasyPrint takes the letters of one file with the widths of the other."""
_NEUTRAL_FONT, _OWN_FONT = '"Source Sans 3", "Source Sans 3 Ext"', "Huisstijl"
_OTHER_FONTS = [font for font in FONTS if font not in _FAMILIES]


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


def faces(style: HouseStyle, page: str) -> str:
    """The fonts that a page needs, as data inside the style sheet."""
    own = [_face(_OWN_FONT, weight, data) for weight, data in style.fonts.items()]
    ours = [_neutral_face(font, weight) for font in fonts_for(page) for weight in _WEIGHTS]
    return "\n".join([*own, *ours])


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
    own = [_OWN_FONT] if style.fonts else []
    names = ", ".join(f'"{name}"' for name in (*own, *_FAMILIES.values(), *_OTHER_FONTS))
    source = source.replace(_NEUTRAL_FONT, names)
    # In a drawing the names stand between the quotes of an attribute.
    source = source.replace(_NEUTRAL_FONT.replace('"', ""), names.replace('"', ""))
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


def _neutral_face(font: str, weight: str) -> str:
    file = resource_folder("templates") / "lettertypen" / f"{font}-{weight}-normal.woff2"
    characters = ",".join(f"U+{part}" for part in FONTS[font].split(","))
    return _face(_FAMILIES.get(font, font), weight, file.read_bytes(), characters)


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
