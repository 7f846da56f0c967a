"""What the page carries, as text in the page: packed together, so that it is as small as it can be."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping

_OTHER = re.compile(r"[^\x00-\x7f]")


def packed(files: Mapping[str, bytes]) -> str:
    """Files as one text; `delen.js` unpacks it.

    Inside the compression stand the length of a table in four bytes (lowest first), the table with the
    name and size of each file, and then their contents one after another. The same files give the same text.
    """
    table = json.dumps([[name, len(content)] for name, content in files.items()]).encode()
    whole = b"".join((len(table).to_bytes(4, "little"), table, *files.values()))
    return base64.b64encode(gzip.compress(whole, 9, mtime=0)).decode()


def data_url(content: bytes, kind: str) -> str:
    """A file as an address of its own."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def plain_script(text: str) -> str:
    """A script in ASCII, so that it stays the same text whatever a website thinks its letters are."""
    return _OTHER.sub(lambda found: json.dumps(found[0])[1:-1], text)


def plain_style(text: str) -> str:
    """A style sheet in ASCII."""
    return _OTHER.sub(lambda found: f"\\{ord(found[0]):x} ", text)
