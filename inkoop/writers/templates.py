"""Templates into which text of strangers comes: escaped, and with nothing in it that nobody sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inkoop.domain.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment


def shown(value: object) -> object:
    """What a template puts down: text as a person may see it, all else as it is."""
    from markupsafe import Markup

    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def environment(
    folders: Sequence[Path], finalize: Callable[[object], object] = shown, **options: Any
) -> Environment:
    """The templates in these folders, the first that has one; a `loader` may take their place."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    given: dict[str, Any] = {
        "loader": FileSystemLoader(folders),
        "autoescape": True,
        "trim_blocks": True,
    } | options
    return Environment(undefined=StrictUndefined, finalize=finalize, **given)
