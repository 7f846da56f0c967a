"""Open data as a JSON file whose numbers are exact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from inkoop.writers.atomic import replacing

SUFFIX = ".ocds.json"
"""How the name of such a file ends."""


def write_ocds(release: Mapping[str, Any], path: Path) -> None:
    """Write a release package as UTF-8, in the order in which it was made; the same package, the same bytes.

    The file is complete or not there.

    Raises:
        TypeError: something in it has no exact JSON, such as a float.
        OSError: the file cannot be written.
    """
    text = exact_json(release) + "\n"
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode("utf-8"))


def exact_json(value: Any, indent: str = "") -> str:
    """JSON in which a Decimal is a number with its own digits; `json` itself would go by a float.

    Raises:
        TypeError: a value that has no exact JSON: a float, a Decimal that is no number, or an unknown type.
    """
    deeper = indent + "  "
    if isinstance(value, Mapping):
        parts = [f"{_text(key)}: {exact_json(item, deeper)}" for key, item in value.items()]
        return _block("{}", parts, indent)
    if isinstance(value, list | tuple):
        return _block("[]", [exact_json(item, deeper) for item in value], indent)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    raise TypeError(f"no exact JSON for {value!r}")


def _text(value: str) -> str:
    """Letters as they are, control characters escaped; half a character, which is no UTF-8, as U+FFFD."""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.dumps(whole, ensure_ascii=False)


def _block(ends: str, parts: list[str], indent: str) -> str:
    if not parts:
        return ends
    inner = ",\n".join(f"{indent}  {part}" for part in parts)
    return f"{ends[0]}\n{inner}\n{indent}{ends[1]}"
