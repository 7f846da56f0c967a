"""What became otherwise between two files of one kind: what a comparison of any kind has."""

from __future__ import annotations


class FileChanges:
    """Everything that differs between two files. Its fields are the keys of the document that says so."""

    __slots__ = ()

    formaat: str
    """The kind and version of that document."""
    gelijk: bool
    """Nothing differs."""
